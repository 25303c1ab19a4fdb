public import Core

/// Thrown where somebody must do something else first: browsers are led there, programs are told why.
public struct Detour: Error, Sendable {
    /// A path of this site.
    public let path: String
    /// What a program, or a part of a page that cannot be left, is answered.
    public let problem: Problem

    public init(to path: String, _ problem: Problem) {
        self.path = path
        self.problem = problem
    }
}
