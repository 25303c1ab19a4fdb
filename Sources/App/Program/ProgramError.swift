/// Why a command could not do its work, and what to do about it.
public struct ProgramError: Error, Sendable, CustomStringConvertible {
    public let happened: String
    public let remedy: String

    public init(_ happened: String, _ remedy: String) {
        self.happened = happened
        self.remedy = remedy
    }

    public var description: String { "\(happened)\n  What to do: \(remedy)" }
}
