/// The organisation (tenant) to which every business row belongs.
public enum Organisation {}
/// A person who can sign in.
public enum User {}
/// Someone or something the business serves.
public enum Customer {}

/// Who is asking: the person or program on whose behalf a transaction runs.
public enum Actor: Sendable, Hashable {
    case user(ID<User>)
    case apiKey(Identifier)
    /// A named part of Mainline, such as `assistant` or `jobs`.
    case system(String)
    /// Someone the business serves, or who sells for it, signed in to the portal: the portal identity's id.
    case portal(Identifier)
    case visitor
    /// One of the platform's operators, by name, in a support session of the organisation.
    case support(String)

    /// As recorded in the audit trail: `user:…`, `key:…`, `system:assistant`, `portal:…`, `visitor`.
    public var description: String {
        switch self {
        case .user(let id): "user:\(id)"
        case .apiKey(let id): "key:\(id)"
        case .system(let name): "system:\(name)"
        case .portal(let id): "portal:\(id)"
        case .visitor: "visitor"
        case .support(let name): "operator:\(name) (support)"
        }
    }

    public var isSupport: Bool { if case .support = self { true } else { false } }

    public var user: ID<User>? { if case .user(let id) = self { id } else { nil } }
}

/// By which door a change came in; kept in the audit trail.
public enum Surface: String, Sendable, Codable {
    case workspace, portal, `public`, api, webhook, voice, job, cli
}

/// Everything a piece of work may know about where it came from. Passed as a parameter, never ambient.
public struct Context: Sendable {
    public let organisation: ID<Organisation>
    public let actor: Actor
    public let role: Role
    /// Whom a portal identity stands for: the customer whose rows it sees.
    public var customer: ID<Customer>?
    /// The reseller whose customers' rows it sees.
    public var reseller: ID<Customer>?
    /// What a custom role leaves of the role; nil for the role as it is.
    public var grants: Grants?
    /// The people in the same teams, the person themselves too; empty for programs and for whoever is in no team.
    public var team: [ID<User>] = []
    /// All organisations of whoever is signed in, by name; empty for programs.
    public var workplaces: [Workplace] = []
    /// Ties every row, log line and event of one story together.
    public var correlation: String
    public var surface: Surface
    /// The organisation's zone: what "tomorrow" means.
    public var zone: Zone
    public var currency: Currency
    /// ISO 3166 country whose national phone numbers are written without a prefix.
    public var country: String
    /// BCP 47 language of the words shown.
    public var locale: String
    public var clock: TimeSource
    public var ids: IDSource
    /// When the caller stops waiting; statements are cut off then.
    public var deadline: Instant?
    /// The client's address as shown in the audit trail.
    public var address: String?
    /// How lately the person has shown that it is them.
    public var proof: PersonProof = .notAsked

    /// The same in another role, for what Mainline must know to answer and does not show.
    public func acting(as role: Role) -> Context {
        var copy = Context(
            organisation: organisation, actor: actor, role: role, correlation: correlation, surface: surface,
            zone: zone,
            currency: currency, country: country, locale: locale, clock: clock, ids: ids, deadline: deadline,
            address: address)
        copy.customer = customer
        copy.reseller = reseller
        copy.proof = proof
        return copy
    }

    public init(
        organisation: ID<Organisation>, actor: Actor, role: Role, correlation: String, surface: Surface,
        zone: Zone = .utc, currency: Currency = .usd, country: String = "US", locale: String = "en",
        clock: TimeSource = .system, ids: IDSource = .random, deadline: Instant? = nil, address: String? = nil,
        grants: Grants? = nil, team: [ID<User>] = []
    ) {
        self.organisation = organisation
        self.actor = actor
        self.role = role
        self.correlation = correlation
        self.surface = surface
        self.zone = zone
        self.currency = currency
        self.country = country
        self.locale = locale
        self.clock = clock
        self.ids = ids
        self.deadline = deadline
        self.address = address
        self.grants = grants
        self.team = team
    }

    public var now: Instant { clock.now }

    /// The day on the organisation's wall.
    public var today: LocalDate { zone.local(now).date }

    /// A new identifier for a row.
    public func newID<Entity>(_ type: Entity.Type = Entity.self) -> ID<Entity> { ID(ids.next(at: clock.now)) }

    /// Throws 403 unless the role is among `access`.
    public func require(_ access: Access) throws {
        guard access.allows(role) else { throw Problem.forbidden() }
    }

    /// Throws 403 where a custom role hides fields of these records: for what shows them as a whole.
    public func requireAllFields(of resources: String...) throws {
        guard let grants, resources.contains(where: grants.hidesFields) else { return }
        throw Problem.forbidden("Your role “\(grants.name)” hides some of what this shows.")
    }

    /// Throws 403 unless the role is among `access` and no custom role narrows it: for giving others what they may do,
    /// which must never be more than one's own.
    public func requireWhole(_ access: Access) throws {
        try require(access)
        if let grants {
            throw Problem.forbidden(
                "Your role “\(grants.name)” does not manage what others may do. Ask an owner or admin.")
        }
    }
}
