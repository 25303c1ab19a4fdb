public import Core
public import Records

/// Somebody who wants to be called back, as other doors than the phone hear of it.
public struct CallbackWish: Sendable {
    public let name: String?
    /// As typed; read by the rules of the organisation's country.
    public let phone: String
    /// What they want, in their words.
    public let about: String
    /// By which door: `web site https://www.harbor.example`.
    public let source: String

    public init(name: String?, phone: String, about: String, source: String) {
        self.name = name
        self.phone = phone
        self.about = about
        self.source = source
    }
}

/// Takes in who wants to be called back. Implemented by Calls.
public protocol CallbackDesk: Sendable {
    /// Puts the wish among the callbacks; another one of the same number joins the one that is open.
    /// Throws `Problem` 422 for a number that cannot be dialled.
    func queue(_ wish: CallbackWish, in work: Work) async throws
}
