internal import Access
internal import Core
internal import Crypto
internal import Postgres
internal import Records

/// Where a scenario plays: an organisation with a number, its owner, and the number of the one who calls.
struct Stage: Sendable {
    let organisation: ID<Organisation>
    /// For setting up and looking: Mainline's own role in the organisation.
    let context: Context
    /// Ours.
    let number: String
    let ownerEmail: String
    let ownerPhone: String
    /// The caller's.
    let caller: String

    /// How the organisation is to be set up.
    struct Setting: Sendable {
        var isOpen = true
        /// Whether anybody is free in the next two months.
        var hasFreeTime = true
    }

    /// Makes an organisation for one run, so that nothing that was there before plays a part: open around the clock or
    /// closed today, whatever the time is now.
    static func build(_ setting: Setting, for scenario: String, _ backstage: Backstage) async throws -> Stage {
        guard let zone = Zone("America/Chicago") else {
            throw SimulationError("The time zones are missing; install the package tzdata.")
        }
        let tag = Hex.encode(Random.bytes(4))
        let owner = NewMember(
            name: "Olivia Park", email: "olivia@sim-\(tag).example", role: .owner, phone: madeUpNumber())
        let new = NewOrganisation(name: "Cedar Home Services", slug: "sim-\(scenario)-\(tag)", zone: zone)
        let organisation = try await backstage.provisioning.create(new, owner: owner).id
        for (index, name) in ["Tom Becker", "Rosa Jimenez"].enumerated() {
            try await backstage.provisioning.createMember(
                NewMember(name: name, email: "technician\(index + 1)@sim-\(tag).example", role: .technician),
                in: organisation)
        }
        let context = try await backstage.store.systemContext(
            organisation, actor: "simulation", correlation: "provision-\(new.slug)", surface: .cli)
        try await setHours(setting, backstage, context)
        if !setting.hasFreeTime { try await sendEverybodyAway(backstage, context) }
        let number = try await giveNumber(organisation, backstage)
        return Stage(
            organisation: organisation, context: context, number: number, ownerEmail: owner.email,
            ownerPhone: owner.phone ?? "",
            caller: madeUpNumber())
    }

    /// An organisation that is there already, with a new caller. Throws 404, or 409 if it has no number.
    static func existing(_ slug: String, _ backstage: Backstage) async throws -> Stage {
        guard let organisation = try await backstage.provisioning.find(slug: slug) else {
            throw Problem.notFound("organisation “\(slug)”")
        }
        let context = try await backstage.store.systemContext(
            organisation, actor: "simulation", correlation: "simulation", surface: .cli)
        let rows = try await backstage.database.query(
            context,
            """
            select n.number, m.email, coalesce(m.phone, '') as phone
            from phone_numbers n join members m on m.org_id = n.org_id and m.role = 'owner' and m.is_active
            where n.org_id = app_org() and n.is_active order by n.created_at, n.id, m.created_at limit 1
            """)
        guard let row = rows.first else {
            throw SimulationError(
                "The organisation “\(slug)” has no telephone number; give it one with mainline org number.")
        }
        return Stage(
            organisation: organisation, context: context, number: try row.get("number"),
            ownerEmail: try row.get("email"),
            ownerPhone: try row.get("phone"), caller: madeUpNumber())
    }

    /// Open all week around the clock; where it is to be closed, today is a holiday, and tomorrow if that is near.
    private static func setHours(_ setting: Setting, _ backstage: Backstage, _ context: Context) async throws {
        guard let hours = backstage.store.catalogue.resources["business_hours"],
            let holidays = backstage.store.catalogue.resources["holidays"]
        else {
            throw SimulationError("This program has no business hours.")
        }
        let planted = try await backstage.database.query(
            context, "select id from business_hours where org_id = app_org()")
        for row in planted { try await backstage.store.delete(hours, try row.get("id"), context) }
        for weekday in Weekday.allCases {
            _ = try await backstage.store.create(
                hours, ["weekday": .string(weekday.name.lowercased()), "opens": "00:00", "closes": "24:00"], context)
        }
        guard !setting.isOpen else { return }
        let now = context.zone.local(context.now)
        let days = now.time.hour >= 23 ? [now.date, now.date.adding(days: 1)] : [now.date]
        for day in days {
            _ = try await backstage.store.create(
                holidays, ["day": .string(day.description), "name": "Closed"], context)
        }
    }

    private static func sendEverybodyAway(_ backstage: Backstage, _ context: Context) async throws {
        guard let timeOff = backstage.store.catalogue.resources["time_off"] else {
            throw SimulationError("This program has no time off.")
        }
        for row in try await backstage.database.query(context, "select id from members where org_id = app_org()") {
            _ = try await backstage.store.create(
                timeOff,
                [
                    "technician_id": .text(try row.get("id", as: Identifier.self)),
                    "starts_at": .text(context.now - .days(1)),
                    "ends_at": .text(context.now + .days(60)),
                ], context)
        }
    }

    private static func giveNumber(_ organisation: ID<Organisation>, _ backstage: Backstage) async throws -> String {
        for _ in 0..<20 {
            let number = madeUpNumber()
            do {
                try await backstage.addNumber(number, organisation)
                return number
            } catch let problem as Problem where problem.code == "number_taken" { continue }
        }
        throw SimulationError("No free number was found for the simulated organisation.")
    }

    /// A number that looks like one: 555 is given to nobody.
    static func madeUpNumber() -> String {
        let areas = [
            "512", "737", "210", "713", "214", "303", "404", "415", "206", "312", "617", "702", "503", "602", "704",
            "813", "919",
        ]
        var generator = SystemRandomNumberGenerator()
        let area = areas[Int.random(in: 0..<areas.count, using: &generator)]
        return "+1\(area)555\(Int.random(in: 1000...9999, using: &generator))"
    }
}
