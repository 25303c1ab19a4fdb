internal import Core

/// A year of selling: deals that went through the pipeline, were won and lost, or are on their way.
struct DemoDeals {
    var competitors: [JSON] = []
    var deals: [JSON] = []
    /// Stays in stages that have ended; the last of each deal is made by the database.
    var entries: [JSON] = []
    var lines: [JSON] = []
    var rivals: [JSON] = []
    var reps: [JSON] = []
}

extension DemoBook {
    private static let dealCount = 260

    private struct Offer {
        let title: String
        /// Dollars.
        let value: ClosedRange<Int>
        let lines: [String]
    }

    private static let offers = [
        Offer(title: "Re-piping", value: 6_000...18_000, lines: ["Copper re-pipe", "Wall repair", "Permit"]),
        Offer(title: "Water heater", value: 1_800...4_200, lines: ["Heater, 50 gallons", "Installation"]),
        Offer(title: "Bathroom remodel", value: 8_000...26_000, lines: ["Rough-in", "Fixtures", "Finish plumbing"]),
        Offer(title: "Sewer line", value: 4_500...14_000, lines: ["Camera inspection", "Trenchless replacement"]),
        Offer(title: "Office fiber", value: 1_200...6_500, lines: ["Line to the building", "Router and switches"]),
        Offer(title: "Maintenance plan", value: 400...1_600, lines: ["Two visits a year"]),
        Offer(title: "Water softener", value: 1_500...3_400, lines: ["Softener", "Installation"]),
        Offer(title: "Kitchen plumbing", value: 1_800...7_500, lines: ["Rough-in", "Fixtures"]),
    ]

    private static let steps = [
        "Call to hear what they think", "Send the quote", "Measure the crawl space", "Talk to the landlord",
        "Answer the question about the permit", "Offer a second date for the visit", "Ask for the go-ahead",
    ]

    mutating func addDeals(_ selling: DemoSelling) {
        addCompetitors()
        addReps()
        for number in 0..<Self.dealCount { addDeal(number, selling) }
    }

    private mutating func addCompetitors() {
        for name in ["Lone Star Plumbing", "Hill Country Drain Co.", "Bluebonnet Broadband", "Capitol Pipe & Heat"] {
            let at = facts.time(-360, 10)
            selling.competitors.append([
                "id": .text(id(at: at)), "name": .string(name), "version": 1, "created_at": .text(at),
                "updated_at": .text(at),
            ])
        }
    }

    private mutating func addReps() {
        let manager = facts.desk.first { $0.role == .manager } ?? facts.desk[0]
        for (person, weight) in [(facts.sales, 3), (manager, 1)] {
            let at = facts.time(-360, 11)
            selling.reps.append([
                "id": .text(id(at: at)), "member_id": .text(person.id), "is_available": true,
                "weight": .int(Int64(weight)), "priority": 0, "capacity": .int(weight == 1 ? 40 : 200),
                "territories": [], "skills": weight == 1 ? ["commercial"] : ["residential", "commercial"],
                "assigned_count": 0, "version": 1, "created_at": .text(at), "updated_at": .text(at),
            ])
        }
    }

    private mutating func addDeal(_ number: Int, _ stages: DemoSelling) {
        let customer = customers[random.number(0...(customers.count - 1))]
        let offer = random.pick(Self.offers)
        let begun = max(
            customer.createdAt + .hours(3),
            facts.time(-random.number(0...355), random.number(8...17), random.number(0...59)))
        guard begun < facts.now - .hours(2) else { return }
        let source = random.pick(["call", "call", "web", "web", "web", "referral", "list"])
        let dollars = random.number(offer.value) / 50 * 50
        // Who was recommended buys, who was on a list rarely does; large jobs are harder.
        var chance = ["referral": 68, "call": 52, "web": 38][source] ?? 14
        if dollars > 9000 { chance -= 14 }
        let isWon = random.chance(chance)
        let steps = isWon ? stages.open.count : random.number(1...stages.open.count)
        var path: [(stage: Identifier, at: Instant)] = []
        var at = begun
        for stage in stages.open.prefix(steps) where at < facts.now {
            path.append((stage.id, at))
            at = at + .hours(random.number(20...(isWon ? 260 : 420)))
        }
        let end = at < facts.now ? (isWon ? stages.won : stages.lost) : nil
        let owner = random.chance(78) ? facts.sales : random.pick(facts.desk)
        let deal = id(at: begun)
        write(
            deal,
            Draft(
                title: "\(offer.title) for \(customer.who.name)", customer: customer.id, dollars: dollars,
                source: source,
                owner: owner, path: path, end: end, closed: end == nil ? nil : at), stages)
        addParts(of: deal, offer, dollars: dollars, owner: owner, at: begun, isLost: end?.kind == "lost")
    }

    private struct Draft {
        let title: String
        let customer: Identifier
        let dollars: Int
        let source: String
        let owner: DemoFacts.Person
        let path: [(stage: Identifier, at: Instant)]
        let end: DemoSelling.Stage?
        let closed: Instant?
    }

    private mutating func write(_ deal: Identifier, _ draft: Draft, _ stages: DemoSelling) {
        guard let first = draft.path.first, let last = draft.path.last else { return }
        if draft.owner.id == facts.sales.id, let place = customers.firstIndex(where: { $0.id == draft.customer }) {
            customers[place].owner = draft.owner.id
        }
        let entered = draft.closed ?? last.at
        let expected =
            draft.closed.map { facts.zone.local($0).date } ?? facts.today.adding(days: random.number(-6...100))
        let isLost = draft.end?.kind == "lost"
        let isOpen = draft.end == nil
        selling.deals.append([
            "id": .text(deal), "title": .string(draft.title), "customer_id": .text(draft.customer),
            "stage_id": .text(draft.end?.id ?? last.stage), "value_minor": .int(Int64(draft.dollars) * 100),
            "currency": "USD", "position": .int(-(entered.microseconds / 1000) * 1024),
            "expected_close_on": .text(expected), "closed_at": .text(draft.closed),
            "loss_reason_id": isLost ? .text(random.pick(stages.reasons)) : .null,
            "owner_id": .text(draft.owner.id), "source": .string(draft.source),
            "next_step": isOpen && random.chance(75) ? .string(random.pick(Self.steps)) : .null,
            "next_step_on": isOpen && random.chance(60)
                ? .text(facts.today.adding(days: random.number(-2...12))) : .null,
            "tags": random.chance(12) ? ["Rush"] : [], "line_count": 0, "lines_minor": 0, "stage_probability": 0,
            "learned_reasons": [], "stage_entered_at": .text(entered),
            "last_activity_at": isOpen && random.chance(55) ? .text(facts.time(-random.number(0...12), 9)) : .null,
            "custom": [:], "version": 1, "created_at": .text(first.at), "created_by": .text(draft.owner.id),
            "updated_at": .text(entered),
        ])
        for (index, step) in draft.path.enumerated() {
            let left = index + 1 < draft.path.count ? draft.path[index + 1].at : draft.closed
            guard let left else { continue }
            selling.entries.append([
                "id": .text(id(at: step.at)), "deal_id": .text(deal), "pipeline_id": .text(stages.pipeline),
                "stage_id": .text(step.stage), "from_stage_id": index == 0 ? .null : .text(draft.path[index - 1].stage),
                "entered_at": .text(step.at), "left_at": .text(left), "entered_by": .text(draft.owner.id),
                "owner_id": .text(draft.owner.id), "version": 1, "created_at": .text(step.at),
                "updated_at": .text(left),
            ])
        }
        let story = "deal-\(deal)"
        let payload: [String: JSON] = [
            "title": .string(draft.title), "value_minor": .int(Int64(draft.dollars) * 100), "currency": "USD",
        ]
        tell(
            "deal.created", "deals", deal, of: draft.customer, by: draft.owner.actor, story: story, at: first.at,
            .object(payload))
        if let end = draft.end, let closed = draft.closed {
            tell(
                "deal.\(end.kind)", "deals", deal, of: draft.customer, by: draft.owner.actor, story: story, at: closed,
                .object(payload))
        }
    }

    private mutating func addParts(
        of deal: Identifier, _ offer: Offer, dollars: Int, owner: DemoFacts.Person, at time: Instant, isLost: Bool
    ) {
        if random.chance(35) {
            // The first line is most of it; together they are the deal's value.
            let rest = offer.lines.count - 1
            let share = dollars * 18 / 100
            for (index, name) in offer.lines.enumerated() {
                let price = index == 0 ? dollars - share * rest : share
                selling.lines.append([
                    "id": .text(id(at: time)), "deal_id": .text(deal), "description": .string(name), "quantity": 1,
                    "unit_price_minor": .int(Int64(price) * 100), "discount_percent": 0,
                    "position": .int(Int64(index + 1) * 10), "currency": "USD", "owner_id": .text(owner.id),
                    "version": 1, "created_at": .text(time), "updated_at": .text(time),
                ])
            }
        }
        guard random.chance(30) else { return }
        let rival = random.pick(selling.competitors)
        selling.rivals.append([
            "id": .text(id(at: time)), "deal_id": .text(deal), "competitor_id": rival.object?["id"] ?? .null,
            "is_winner": .bool(isLost && random.chance(50)), "owner_id": .text(owner.id), "version": 1,
            "created_at": .text(time), "updated_at": .text(time),
        ])
    }
}
