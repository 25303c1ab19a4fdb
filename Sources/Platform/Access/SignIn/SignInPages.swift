public import Core
public import HTTP

/// What the sign-in page shows.
public struct SignInForm: Sendable {
    /// As typed before.
    public var email: String
    /// Where to go on to: a path of this site. To be carried along as the field `next`.
    public var next: String
    /// Why the last try did not succeed.
    public var problem: Problem?
    /// What else there is: a forgotten password, signing up.
    public var wayOn: [WayOn] = []

    /// Words and the path they lead to.
    public struct WayOn: Sendable, Hashable {
        public let words: String
        public let path: String
    }
}

/// Draws the pages of signing in: a form that posts `email`, `password` and `next` to `/sign-in`.
public protocol SignInPages: Sendable {
    func signIn(_ form: SignInForm, for request: Request) -> Response
}
