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
    /// Providers that sign people in: their words and where they begin.
    public var providers: [WayOn] = []
    /// What else there is: a forgotten password, signing up.
    public var wayOn: [WayOn] = []

    /// Words and the path they lead to.
    public struct WayOn: Sendable, Hashable {
        public let words: String
        public let path: String
    }
}

/// What a step between password and session shows: the second factor, or the password that ties a provider's identity to
/// the account.
public struct SignInStep: Sendable {
    /// Why the last try did not succeed.
    public var problem: Problem?
    /// For the step that links: the provider's name and the account's address.
    public var provider = ""
    public var email = ""
}

/// Draws the pages of signing in: a form that posts `email`, `password` and `next` to `/sign-in`.
public protocol SignInPages: Sendable {
    func signIn(_ form: SignInForm, for request: Request) -> Response
    /// A form that posts `code` to `/sign-in/second-step`.
    func secondStep(_ step: SignInStep, for request: Request) -> Response
    /// A form that posts `password` to `/sign-in/link`.
    func link(_ step: SignInStep, for request: Request) -> Response
    /// A form that asks `/sign-in` for `organisation`.
    func organisation(next: String, for request: Request) -> Response
}
