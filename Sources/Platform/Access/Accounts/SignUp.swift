public import Core
internal import Crypto
public import Jobs
internal import Postgres

/// Making an account and an organisation by oneself.
///
/// The request only writes down what was asked for; a job does it. So it answers alike, and takes as long, whether the
/// address has an account or not: only its mailbox tells.
public struct SignUp: Sendable {
    static let job = "accounts.sign-up"

    private let provisioning: OrganisationProvisioning
    private let links: AccountLinks
    private let mail: AccountMail
    private let clock: TimeSource
    private var database: Database { links.database }

    init(_ provisioning: OrganisationProvisioning, _ links: AccountLinks, _ mail: AccountMail) {
        self.provisioning = provisioning
        self.links = links
        self.mail = mail
        clock = links.clock
    }

    /// Throws `Problem` 422 for what does not hold, a short name that is taken included, or `PostgresError`.
    public func ask(_ form: SignUpForm, address: String, correlation: String) async throws {
        try form.validate()
        guard try await provisioning.find(slug: form.organisation.slug) == nil else {
            throw Problem.invalid(
                "slug", "taken",
                "Another organisation is called “\(form.organisation.slug)”. Choose another short name.")
        }
        let hash = try await provisioning.passwords.hash(form.password).encoded
        let (now, ids, new) = (clock.now, IDSource.random, form.organisation)
        let id = ids.next(at: now)
        try await database.systemTransaction(.signIn) { transaction in
            transaction.queue(
                """
                insert into sign_ups (id, user_id, organisation_id, email, name, password_hash, organisation_name, slug,
                  zone, currency, country, locale, address, created_at)
                values (\(id), \(ids.next(at: now)), \(ids.next(at: now)), \(form.email), \(form.name), \(hash),
                  \(new.name), \(new.slug), \(new.zone.name), \(new.currency), \(new.country), \(new.locale), \(address),
                  \(now))
                """)
            try mail.queue.enqueue(
                many: [NewJob(Self.job, payload: ["sign_up": .text(id)], priority: .urgent)], for: .platform,
                correlation: correlation, clock: clock, inSystem: transaction)
        }
    }

    /// Makes what was asked for, or writes to whoever has the address already.
    var jobKind: JobKind {
        JobKind(Self.job, maxAttempts: 8, timeLimit: .seconds(60)) { run in
            guard let id = run.payload["sign_up"]?.string.flatMap({ Identifier($0) }) else {
                throw JobFailure.permanent("no sign-up in the payload")
            }
            guard let asked = try await find(id) else { return }
            let user = try await claim(asked)
            if user == asked.user {
                try await make(asked)
                try await database.systemTransaction(.signIn) { transaction in
                    transaction.queue("delete from sign_ups where id = \(id)")
                    try EmailVerification.enqueue(for: user, mail, run.correlation, clock, transaction)
                }
            } else {
                try await database.systemTransaction(.signIn) { transaction in
                    transaction.queue("delete from sign_ups where id = \(id)")
                    guard try await links.make(.notice, for: user, sentTo: asked.email, in: transaction) != nil else {
                        return
                    }
                    try mail.enqueue(
                        .alreadyHere(mail.publicURL), to: user, correlation: run.correlation, clock: clock,
                        inSystem: transaction)
                }
            }
        }
    }

    private struct Asked: Sendable {
        let user: ID<User>
        let organisation: ID<Organisation>
        let email: String
        let name: String
        let hash: String
        let new: NewOrganisation
        let address: String
    }

    private func find(_ id: Identifier) async throws -> Asked? {
        let rows = try await database.systemQuery(.signIn, "select * from sign_ups where id = \(id)")
        guard let row = rows.first else { return nil }
        return Asked(
            user: try row.get("user_id"), organisation: try row.get("organisation_id"), email: try row.get("email"),
            name: try row.get("name"), hash: try row.get("password_hash"),
            new: NewOrganisation(
                name: try row.get("organisation_name"), slug: try row.get("slug"), zone: try row.get("zone"),
                currency: try row.get("currency"), country: try row.get("country"), locale: try row.get("locale")),
            address: try row.get("address"))
    }

    /// The account of the address: a new one, or whose it is.
    private func claim(_ asked: Asked) async throws -> ID<User> {
        try await database.systemQuery(
            .signIn,
            """
            insert into users (id, email, name, password_hash)
            values (\(asked.user), \(asked.email), \(asked.name), \(asked.hash))
            on conflict ((lower(email))) do update set email = users.email returning id
            """
        ).one("user").get("id")
    }

    /// The organisation, under the next free short name if somebody was faster.
    private func make(_ asked: Asked) async throws {
        let known = try await database.systemQuery(
            .signIn, "select id from organisations where id = \(asked.organisation)")
        guard known.isEmpty else { return }
        let owner = NewMember(name: asked.name, email: asked.email, role: .owner)
        for number in 1...20 {
            var new = asked.new
            if number > 1 { new.slug = "\(new.slug.prefix(60))-\(number)" }
            do {
                return try await provisioning.make(
                    new, asked.organisation, (owner, asked.user), unverifiedSince: clock.now, surface: .workspace,
                    address: asked.address)
            } catch let problem as Problem where problem.fields.contains(where: { $0.code == "taken" }) { continue }
        }
        throw JobFailure.permanent("no free short name near “\(asked.new.slug)”")
    }
}
