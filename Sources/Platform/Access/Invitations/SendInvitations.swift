internal import Core
internal import Jobs
internal import Postgres
internal import Records

/// Asks people to join the organisation, each by a letter with a link of their own.
struct SendInvitations: Action {
    static let name = "invitations.send"
    static let title = "Invite people"
    static let access: Access = .admins
    static let fields: [Field] = [
        .text("emails", required: true, max: 8000, hint: "One or several, with spaces, commas or lines between them."),
        InvitationResource.roles(required: true),
    ]
    /// At once.
    static let limit = 50
    static let lifetime: Duration = .days(7)
    /// Waiting at the same time.
    static let openLimit = 500

    let emails: [String]
    let role: Role

    init(_ input: Input) throws {
        let separators = ",;"
        var seen: Set<String> = []
        emails = try input.text("emails").split { $0.isWhitespace || separators.contains($0) }.map(String.init)
            .filter { seen.insert($0.lowercased()).inserted }
        guard let role = Role(rawValue: try input.text("role")), role.isStaff else {
            throw Problem.invalid("role", "invalid", "Choose what they may do.")
        }
        self.role = role
        if emails.isEmpty { throw Problem.invalid("emails", "required", "Write the e-mail address of whom to invite.") }
        if emails.count > Self.limit {
            throw Problem.invalid("emails", "too_many", "Invite at most \(Self.limit) people at once.")
        }
        let wrong = emails.filter { !EmailAddress.isPlausible($0) }
        if let first = wrong.first {
            throw Problem.invalid("emails", "invalid", "“\(first.prefix(80))” is not an e-mail address.")
        }
    }

    func perform(in work: Work) async throws -> JSON {
        try Self.requireReach(to: role, in: work)
        let members = try await work.query(
            """
            select lower(email) as email from members where org_id = app_org() and is_active and deleted_at is null
              and lower(email) = any(\(emails.map { $0.lowercased() })::text[])
            """)
        let here = Set(try members.map { try $0.get("email", as: String.self) })
        let open: Int = try await work.query(
            """
            select count(*)::int as n from (select from invitations where org_id = app_org() and accepted_at is null
              and cancelled_at is null limit \(Self.openLimit)) few
            """
        ).one("count").get("n")
        guard open + emails.count <= Self.openLimit else {
            throw Problem.conflict("too_many_open", "So many invitations wait already. Cancel some of them first.")
        }
        var sent: [JSON] = []
        for email in emails where !here.contains(email.lowercased()) {
            // Whoever is invited again gets a fresh link, with the role given now.
            let row = try await work.query(
                """
                insert into invitations (org_id, id, email, role, expires_at, created_by)
                values (app_org(), \(work.context.newID(Invitation.self)), \(email), \(role), \(work.now + Self.lifetime),
                  \(work.context.actor.user))
                on conflict (org_id, lower(email)) where accepted_at is null and cancelled_at is null
                do update set role = excluded.role, expires_at = excluded.expires_at, token_hash = null
                returning id
                """
            ).one("invitation")
            let id: Identifier = try row.get("id")
            try InvitationDelivery.enqueue(id, in: work)
            sent.append(.text(id))
        }
        return [
            "invitations": .array(sent),
            "members": .array(emails.filter { here.contains($0.lowercased()) }.map { .string($0) }),
        ]
    }

    /// Nobody gives more than they have: only owners make owners, and whoever is narrowed by a custom role makes nobody.
    static func requireReach(to role: Role, in work: Work) throws {
        try work.context.requireWhole(.admins)
        if role == .owner, !Access(.owner, .system).allows(work.context.role) {
            throw Problem.forbidden("Only an owner can make somebody an owner.")
        }
        if [.owner, .admin].contains(role) { try work.context.requireRecentProof() }
    }
}
