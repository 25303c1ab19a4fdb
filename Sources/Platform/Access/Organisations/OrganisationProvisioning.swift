public import Core
internal import Crypto
public import Postgres

/// Makes organisations and their members: for sign-up, the command line, the demo and tests.
public struct OrganisationProvisioning: Sendable {
    /// What a domain does for a new organisation: its business hours, its pipeline. Runs in the transaction that makes it.
    public typealias Seed = @Sendable (Transaction, Context) async throws -> Void

    /// An organisation that was asked for.
    public struct Provisioned: Sendable {
        public let id: ID<Organisation>
        /// The owner, if one was given.
        public let owner: ID<User>?
        /// False if it was there before.
        public let isNew: Bool
    }

    let database: Database
    let passwords: PasswordService
    private let clock: TimeSource
    private let ids: IDSource
    private let onCreate: [Seed]

    public init(
        database: Database, passwords: PasswordService, clock: TimeSource = .system, ids: IDSource = .random,
        onCreate: [Seed] = []
    ) {
        self.database = database
        self.passwords = passwords
        self.clock = clock
        self.ids = ids
        self.onCreate = onCreate
    }

    /// Makes the organisation with its owner and what the domains add: everything or nothing. One with that slug that is
    /// there already stays as it is, and the owner is added if missing. Throws `Problem` 422, `PostgresError`, or what a
    /// seed throws.
    public func create(_ new: NewOrganisation, owner: NewMember? = nil) async throws -> Provisioned {
        try new.validate()
        try owner?.validate()
        let user = if let owner { try await self.user(for: owner) } else { nil as ID<User>? }
        if let id = try await find(slug: new.slug) {
            if let owner, let user { try await insert(owner, user, in: context(of: id)) }
            return Provisioned(id: id, owner: user, isNew: false)
        }
        let id = ID<Organisation>(ids.next(at: clock.now))
        try await make(new, id, owner.flatMap { owner in user.map { (owner, $0) } })
        return Provisioned(id: id, owner: user, isNew: true)
    }

    /// Makes an organisation that is not there yet, owned by somebody who has an account. Throws `Problem` 422 if its slug
    /// is taken, `PostgresError`, or what a seed throws.
    /// - Parameter unverifiedSince: for an owner who has not proved their address: until they have, nothing leaves it.
    func make(
        _ new: NewOrganisation, _ id: ID<Organisation>, _ owner: (NewMember, ID<User>)?,
        unverifiedSince: Instant? = nil, surface: Surface = .cli, address: String? = nil
    ) async throws {
        let context = Context(
            organisation: id, actor: owner.map { .user($0.1) } ?? .system("provisioning"), role: .system,
            correlation: "provision-\(new.slug)", surface: surface, zone: new.zone, currency: new.currency,
            country: new.country, locale: new.locale, clock: clock, ids: ids, address: address)
        do {
            try await database.transaction(context) { transaction in
                transaction.queue(
                    """
                    insert into organisations (id, name, slug, zone, currency, country, locale)
                    values (\(id), \(new.name), \(new.slug), \(new.zone.name), \(new.currency), \(new.country),
                      \(new.locale))
                    """)
                if let unverifiedSince {
                    transaction.queue(
                        """
                        insert into organisation_restrictions (org_id, kind, since, made_by)
                        values (\(id), 'unverified', \(unverifiedSince), 'system:sign-up')
                        """)
                }
                if let owner { transaction.queue(Self.insertion(of: owner.0, owner.1, in: context)) }
                for seed in onCreate { try await seed(transaction, context) }
            }
        } catch let error as PostgresError where error.constraint == "organisations_slug_key" {
            throw Problem.invalid(
                "slug", "taken", "Another organisation is called “\(new.slug)”. Choose another short name.")
        }
    }

    /// Adds somebody to the organisation. Whoever is a member already, by email, stays as they are.
    /// Throws `Problem` 422 or `PostgresError`.
    @discardableResult
    public func createMember(_ new: NewMember, in organisation: ID<Organisation>) async throws -> ID<User> {
        try new.validate()
        let user = try await user(for: new)
        try await insert(new, user, in: context(of: organisation))
        return user
    }

    /// The organisation with that slug, if there is one.
    public func find(slug: String) async throws -> ID<Organisation>? {
        try await database.systemQuery(.operations, "select id from organisations where slug = \(slug)").first?.get(
            "id")
    }

    /// Everything a piece of Mainline's own work in that organisation needs to know about it.
    /// Throws `Problem` 404 if there is none.
    public func context(
        of organisation: ID<Organisation>, actor: Actor = .system("provisioning"), surface: Surface = .cli
    ) async throws -> Context {
        let row = try await database.systemQuery(
            .operations, "select slug, zone, currency, country, locale from organisations where id = \(organisation)"
        ).one("organisation")
        return Context(
            organisation: organisation, actor: actor, role: .system,
            correlation: "provision-\(try row.get("slug", as: String.self))", surface: surface,
            zone: try row.get("zone"), currency: try row.get("currency"), country: try row.get("country"),
            locale: try row.get("locale"), clock: clock, ids: ids)
    }

    /// The person with that email address, made if new: whoever asks for it here vouches for the address. A password that
    /// is there is never changed here.
    private func user(for member: NewMember) async throws -> ID<User> {
        let known = try await database.systemQuery(
            .operations, "select id from users where lower(email) = lower(\(member.email))")
        if let row = known.first { return try row.get("id") }
        let hash: String? =
            if let password = member.password { try await passwords.hash(password).encoded } else { nil }
        let rows = try await database.systemQuery(
            .operations,
            """
            insert into users (id, email, name, password_hash, email_verified_at)
            values (\(ids.next(at: clock.now)), \(member.email), \(member.name), \(hash), \(clock.now))
            on conflict ((lower(email))) do update set email = users.email returning id
            """)
        return try rows.one("user").get("id")
    }

    private func insert(_ member: NewMember, _ user: ID<User>, in context: Context) async throws {
        _ = try await database.query(context, Self.insertion(of: member, user, in: context))
    }

    static func insertion(of member: NewMember, _ user: ID<User>, in context: Context) -> SQL {
        """
        insert into members (org_id, id, name, email, role, phone, colour)
        values (\(context.organisation), \(user), \(member.name), \(member.email), \(member.role), \(member.phone),
          \(member.shownColour))
        on conflict do nothing
        """
    }
}
