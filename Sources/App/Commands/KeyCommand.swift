internal import Access
internal import Core

extension Command {
    static let key = Command(
        "key", "Make an API key for an organisation.", usage: "create --org SLUG --name NAME --role ROLE",
        details: """
            key create --org harbor --name "Reporting" --role viewer [--limit 600]

            The key is shown once. --limit is requests per minute.
            Roles: owner, admin, manager, sales, agent, technician, viewer.
            """
    ) { arguments in
        var arguments = arguments
        guard arguments.word() == "create" else { throw UsageError("Write mainline key create.") }
        let slug = try arguments.required("org", "the organisation's short name")
        let name = try arguments.required("name", "what the key is for")
        let roleName = try arguments.required("role", "what the key may do")
        guard let role = Role(rawValue: roleName), role.isStaff else {
            throw UsageError(
                "There is no role “\(roleName)”; the roles are owner, admin, manager, sales, agent, technician, viewer."
            )
        }
        let limit = try arguments.number("limit", default: 600)
        let text = try await CommandSession.run(try arguments.settings()) { session in
            let context = try await session.provisioning.context(of: try await session.organisation(slug))
            let keys = APIKeys(session.application.authenticator)
            var new = NewAPIKey(name: name, role: role)
            new.requestsPerMinute = limit
            return try await keys.create(new, context).text
        }
        print(text)
    }
}
