internal import Contracts
internal import Core

/// A customer and what the year has brought them so far.
struct DemoCustomer: Sendable {
    struct Site: Sendable {
        let id: Identifier
        let address: String
    }

    let id: Identifier
    let who: DemoIdentities.Identity
    let createdAt: Instant
    let createdBy: Identifier?
    let source: String
    var sites: [Site] = []
    var visits = 0
    /// The day of the last visit, counted from today.
    var lastVisit: Int?
    var tags: [String] = []
    /// The sales person who looks after them.
    var owner: Identifier?

    private func status(_ facts: DemoFacts) -> String {
        guard let lastVisit else { return source == "import" ? "inactive" : "prospect" }
        return lastVisit < -270 ? "inactive" : "active"
    }

    func row(today facts: DemoFacts, industry: Identifier?) -> JSON {
        [
            "id": .text(id), "name": .string(who.name), "kind": .string(who.industry == nil ? "person" : "business"),
            "status": .string(status(facts)), "phone": .string(who.phone), "email": .string(who.email),
            "industry_id": .text(industry), "owner_id": .text(owner), "source": .string(source),
            "tags": .array((tags + (visits > 3 ? ["VIP"] : [])).map { .string($0) }), "custom": [:], "version": 1,
            "created_at": .text(createdAt), "created_by": .text(createdBy), "updated_at": .text(createdAt),
            "last_served_at": .text(lastVisit.map { facts.time($0, 15, 0) }),
        ]
    }
}

extension DemoBook {
    /// With the six who came in twice there are 1,200.
    static let customerCount = 1194
    /// Those who have asked but had no visit.
    static let prospectCount = 170
    /// Taken over from the books kept before, on the first day.
    private static let importedCount = 240

    mutating func importCustomers() {
        for number in 0..<Self.importedCount {
            let at = facts.time(-366, 9, 0) + .milliseconds(40 * number)
            addCustomer(
                source: "import", at: at, by: facts.desk[0].actor, story: "import-\(facts.today.adding(days: -366))")
        }
    }

    /// Those who have only asked, spread over the year.
    mutating func addProspects() {
        while customers.count < Self.customerCount {
            let at = facts.time(-random.number(1...330), random.number(8...19), random.number(0...59))
            let person = random.pick(facts.desk)
            addCustomer(
                source: random.pick(["referral", "manual", "booking"]), at: at, by: person.actor,
                story: "web-\(id(at: at))")
        }
    }

    /// Gives its place in `customers`.
    @discardableResult
    mutating func addCustomer(source: String, at time: Instant, by actor: String, story: String) -> Int {
        let who = identities.next(&random)
        let person = facts.desk.first { $0.actor == actor }
        var customer = DemoCustomer(
            id: id(at: time), who: who, createdAt: time, createdBy: person?.id, source: source)
        tell(
            EventKinds.customerCreated, "customers", customer.id, of: customer.id, by: actor, story: story, at: time,
            ["name": .string(who.name), "phone": .string(who.phone), "source": .string(source)])
        let isSpread = who.industry == "Property" || (who.industry != nil && random.chance(15))
        for number in 0..<(isSpread ? 2 : 1) { addSite(number, of: &customer) }
        if random.chance(4) { customer.tags.append("Landlord") }
        customers.append(customer)
        return customers.count - 1
    }

    private static let accessNotes = [
        "Gate code 4417.", "Park in the driveway.", "Dog in the yard: please ring first.", "Use the side entrance.",
        "The water shut-off is left of the garage.", "Ask for the manager at the counter.",
    ]

    private mutating func addSite(_ number: Int, of customer: inout DemoCustomer) {
        let address = identities.address(&random)
        let site = DemoCustomer.Site(id: id(at: customer.createdAt), address: address.oneLine)
        customer.sites.append(site)
        sites.append([
            "id": .text(site.id), "customer_id": .text(customer.id), "name": number > 0 ? "Second site" : .null,
            "line1": .string(address.line1), "city": "Austin", "region": "TX", "postcode": .string(address.zip),
            "country": "US", "access_notes": random.chance(15) ? .string(random.pick(Self.accessNotes)) : .null,
            "custom": [:], "version": 1, "created_at": .text(customer.createdAt),
            "updated_at": .text(customer.createdAt),
        ])
    }

    private static let remarks = [
        ("call", "Prefers a call before the technician sets out."),
        ("note", "Pays by check; please leave the envelope."),
        ("visit", "The crawl space is tight: bring the short ladder."), ("note", "Works nights, so nothing before 11."),
        ("call", "Asked for a price to replace the whole water heater. Estimate promised."),
        ("email", "Wants one invoice a quarter for both sites."), ("visit", "Pipes are galvanised and near their end."),
        ("call", "Very happy with the last visit, may refer the neighbours."),
        ("visit", "The router stands in the attic. Signal is weak in the kitchen."),
        ("note", "Speaks mostly Spanish; Rosa has been before."),
    ]

    mutating func addNotes() {
        for customer in customers where customer.lastVisit != nil && random.chance(26) {
            let (channel, body) = random.pick(Self.remarks)
            let age = facts.now - customer.createdAt
            let at = customer.createdAt + .microseconds(age.microseconds / 100 * Int64(random.number(5...98)))
            let author = random.pick(facts.desk)
            let note = id(at: at)
            notes.append([
                "id": .text(note), "customer_id": .text(customer.id), "body": .string(body),
                "channel": .string(channel),
                "is_pinned": .bool(random.chance(20)), "version": 1, "created_at": .text(at),
                "created_by": .text(author.id), "updated_at": .text(at),
            ])
            tell(
                "note.created", "notes", note, of: customer.id, by: author.actor, story: "note-\(note)", at: at,
                ["title": .string(body)])
        }
    }
}
