internal import Core

/// Who a session or key stands for, as the database said a moment ago.
struct Principal: Sendable {
    let organisation: ID<Organisation>
    let actor: Actor
    let role: Role
    let zone: Zone
    let currency: Currency
    let country: String
    let locale: String
    /// When the session or key ends by itself.
    let expiresAt: Instant?
    /// What a custom role leaves of the role.
    var grants: Grants?
    var team: [ID<User>] = []
    /// Nil for a key.
    var session: Identifier?
    /// When the person last showed to the session that it is them.
    var confirmedAt: Instant?
    /// Whether the organisation asks for a second factor that the person has not set up yet: nothing else before.
    var mustEnrol = false
    /// Whom a portal identity stands for: itself, or as a reseller its customers.
    var customer: ID<Customer>?
    var reseller: ID<Customer>?
    /// All organisations of the person, by name.
    var workplaces: [Workplace] = []
    /// Nil for a session.
    var key: KeyTerms?

    /// What a key is limited to.
    struct KeyTerms: Sendable {
        let id: Identifier
        let scopes: [APIScope]
        let allowedAddresses: [AddressRange]
        let requestsPerMinute: Int
        /// nil: without limit.
        let requestsPerDay: Int?
        /// nil: without limit.
        let requestsPerMonth: Int?
    }
}
