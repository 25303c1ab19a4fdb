internal import Access
internal import Core
internal import Crypto
internal import Postgres

extension Command {
    static let user = Command(
        "user", "List the people of an organisation, add one, or confirm an address.", usage: "list|add|verify",
        details: """
            user list --org harbor
            user add --org harbor --name "Jo Reyes" --email jo@example.com --role agent [--phone +15125550142] [--password …]
            user verify --email jo@example.com

            Roles: owner, admin, manager, sales, agent, technician, viewer. Without --password one is made and printed.
            verify confirms the address of somebody who signed up, where no mail server can.
            """
    ) { arguments in
        var arguments = arguments
        let verb = arguments.word() ?? "list"
        if verb == "verify" { return try await verify(try arguments.required("email", "their address"), &arguments) }
        let slug = try arguments.required("org", "the organisation's short name")
        switch verb {
        case "list":
            try await CommandSession.run(try arguments.settings()) { try await list(slug, $0) }
        case "add":
            let member = try newMember(&arguments)
            _ = try await CommandSession.run(try arguments.settings()) { session in
                try await session.provisioning.createMember(member, in: try await session.organisation(slug))
            }
            print("\(member.email) may sign in as \(member.role.rawValue). Password: \(member.password ?? "")")
        default: throw UsageError("There is no “user \(verb)”; list, add and verify there are.")
        }
    }

    private static func verify(_ email: String, _ arguments: inout Arguments) async throws {
        let isKnown = try await CommandSession.run(try arguments.settings()) {
            try await $0.application.accounts.verification.vouch(for: email)
        }
        guard isKnown else { throw ProgramError("There is no account with \(email).", "Look for it with user list.") }
        print("\(email) is confirmed.")
    }

    private static func newMember(_ arguments: inout Arguments) throws -> NewMember {
        let roleName = try arguments.required("role", "what they may do")
        guard let role = Role(rawValue: roleName), role.isStaff else {
            throw UsageError(
                "There is no role “\(roleName)”; the roles are owner, admin, manager, sales, agent, technician, viewer."
            )
        }
        return NewMember(
            name: try arguments.required("name", "their name"),
            email: try arguments.required("email", "what they sign in with"), role: role,
            password: try arguments.option("password") ?? String(Token().text.prefix(16)),
            phone: try arguments.option("phone"))
    }

    private static func list(_ slug: String, _ session: CommandSession) async throws {
        let organisation = try await session.organisation(slug)
        let context = try await session.provisioning.context(of: organisation)
        let rows = try await session.application.database.query(
            context, "select name, email, role, is_active from members where org_id = app_org() order by name")
        for row in rows {
            let (name, email, role): (String, String, String) = (
                try row.get("name"), try row.get("email"), try row.get("role")
            )
            print("\(role)\t\(email)\t\(name)\(try row.get("is_active") ? "" : "\t(inactive)")")
        }
    }
}
