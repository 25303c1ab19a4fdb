internal import Access
internal import Calls
internal import Core
internal import Phone
internal import Postgres

extension Command {
    static let organisation = Command(
        "org", "List the organisations, make one, give one a telephone number or a plan, lock one down.",
        usage: "list|create|number|plan|lockdown",
        details: """
            org list
            org create --name "Harbor Home Services" --slug harbor --zone America/Chicago [--currency USD] [--country US]
                       --owner-name "Olivia Park" --owner-email olivia@example.com --owner-password …
            org number --org harbor --number +15125550100 [--label "Main line"]
            org plan --org harbor [--plan starter|team|scale|unlimited] [--state trialing|active|past_due|canceled]
                     [--trial-ends 2026-12-01T00:00:00Z] [--grace-until …] [--cap calls=500,texts=none,storage=plan]
            org lockdown --org harbor --reason "Calls from everywhere" [--until 2026-12-01T00:00:00Z] [--pause-keys]
            org lockdown --org harbor --lift
            """
    ) { arguments in
        var arguments = arguments
        switch arguments.word() ?? "list" {
        case "list":
            try await CommandSession.run(try arguments.settings()) { session in
                for row in try await session.application.database.systemQuery(
                    .operations, "select slug, name, zone from organisations order by slug")
                {
                    print(
                        "\(try row.get("slug", as: String.self))\t\(try row.get("name", as: String.self))\t\(try row.get("zone", as: String.self))"
                    )
                }
            }
        case "create": try await create(&arguments)
        case "number": try await addNumber(&arguments)
        case "plan": try await plan(&arguments)
        case "lockdown": try await lockdown(&arguments)
        case let verb: throw UsageError("There is no “org \(verb)”; list, create, number, plan and lockdown there are.")
        }
    }

    private static func create(_ arguments: inout Arguments) async throws {
        let zoneName = try arguments.required("zone", "an IANA time zone such as America/Chicago")
        guard let zone = Zone(zoneName) else { throw UsageError("There is no time zone “\(zoneName)”.") }
        let currencyCode = try arguments.option("currency") ?? "USD"
        guard let currency = Currency(currencyCode) else {
            throw UsageError("“\(currencyCode)” is no ISO 4217 currency.")
        }
        let new = NewOrganisation(
            name: try arguments.required("name", "what it is called"),
            slug: try arguments.required("slug", "its short name in addresses"),
            zone: zone, currency: currency, country: try arguments.option("country") ?? "US")
        let owner = NewMember(
            name: try arguments.required("owner-name", "the owner's name"),
            email: try arguments.required("owner-email", "what the owner signs in with"),
            role: .owner, password: try arguments.required("owner-password", "at least 10 characters"))
        let made = try await CommandSession.run(try arguments.settings()) {
            try await $0.provisioning.create(new, owner: owner)
        }
        print(
            made.isNew
                ? "\(new.slug) is made. Its id is \(made.id)." : "\(new.slug) was there already; its id is \(made.id).")
    }

    private static func addNumber(_ arguments: inout Arguments) async throws {
        let slug = try arguments.required("org", "the organisation's short name")
        let text = try arguments.required("number", "a telephone number with + and country code")
        let label = try arguments.option("label") ?? "Main line"
        let number = try PhoneNumber(parsing: text, country: "US").e164
        try await CommandSession.run(try arguments.settings()) { session in
            try await PhoneNumberBook.add(
                number, label: label, to: try await session.organisation(slug), store: session.application.store)
        }
        print("\(number) rings at \(slug).")
    }
}
