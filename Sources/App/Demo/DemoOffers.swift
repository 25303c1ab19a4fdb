internal import Billing
internal import Contracts
internal import Core
internal import Interface
internal import Postgres
internal import Records
internal import Sales

/// What the demo organisation offers to its customers, plans with them and is told: on top of the year that is there.
struct DemoOffers {
    private let store: RecordStore
    private let context: Context
    private let links: QuoteLinks
    var random = DemoRandom(seed: 20_260_207)

    static let quoteCount = 80

    init(store: RecordStore, context: Context, links: QuoteLinks) {
        self.store = store
        self.context = context
        self.links = links
    }

    /// Whom offers are made to.
    struct Client: Sendable {
        let id: ID<Customer>
        let name: String
        let deal: ID<Deal>?
        let invoice: ID<Invoice>?
    }

    /// Adds them unless there are quotes already.
    func load() async throws {
        let copy = self
        try await store.work(context, "demo.offers") { work in
            let known = try await work.query("select 1 from quotes where org_id = app_org() limit 1")
            guard known.isEmpty else { return }
            var offers = copy
            let facts = try await DemoFacts(in: work)
            let clients = try await Self.clients(in: work)
            guard !clients.isEmpty else { return }
            try await offers.addQuotes(facts, clients, in: work)
            try await offers.addActivities(facts, clients, in: work)
        }
    }

    private static func clients(in work: Work) async throws -> [Client] {
        try await work.query(
            """
            select c.id, c.name, d.id as deal, i.id as invoice from (
              select id, name from customers where org_id = app_org() and deleted_at is null
                and status in ('active', 'prospect') order by created_at desc, id desc limit 160
            ) c
            left join lateral (select id from deals where org_id = app_org() and customer_id = c.id and status = 'open'
              and deleted_at is null order by id limit 1) d on true
            left join lateral (select id from invoices where org_id = app_org() and customer_id = c.id
              order by id desc limit 1) i on true
            """
        ).map { row in
            Client(
                id: try row.get("id"), name: try row.get("name"), deal: try row.optional("deal"),
                invoice: try row.optional("invoice"))
        }
    }

    // MARK: - Quotes

    private struct Offer {
        let title: String
        /// Words and dollars; the last one is optional.
        let lines: [(words: String, dollars: Int)]
    }

    private static let offers = [
        Offer(
            title: "Re-piping of the bungalow",
            lines: [
                ("Copper piping, all rooms", 6_800), ("Wall repair and paint", 1_450), ("City permit", 220),
                ("Whole-house water filter", 890),
            ]),
        Offer(
            title: "Water heater replacement",
            lines: [
                ("Heater, 50 gallons, natural gas", 1_280), ("Installation and disposal", 640), ("Expansion tank", 180),
            ]),
        Offer(
            title: "Bathroom remodel",
            lines: [
                ("Rough-in for two sinks and a shower", 4_200), ("Fixtures, brushed steel", 2_350),
                ("Finish plumbing", 1_900), ("Heated floor", 1_150),
            ]),
        Offer(
            title: "Sewer line, trenchless",
            lines: [("Camera inspection", 290), ("Lining, 60 feet", 7_400), ("Cleanout at the curb", 680)]),
        Offer(
            title: "Office fiber",
            lines: [("Line to the building", 1_200), ("Router and two switches", 860), ("Wireless survey", 340)]),
        Offer(
            title: "Yearly drain care",
            lines: [("Four visits a year", 480), ("Priority call-out", 120)]),
    ]

    private static let reasons = [
        "Found it cheaper elsewhere.", "We wait until spring.", "The landlord pays for it after all.",
        "Took a company around the corner.",
    ]

    private mutating func addQuotes(_ facts: DemoFacts, _ clients: [Client], in work: Work) async throws {
        let billing = try await BillingModule.desk().terms(in: work)
        // Oldest first, so that numbers follow time.
        let ages = (0..<Self.quoteCount).map { _ in 1 + random.number(0...13) * random.number(0...13) }.sorted(by: >)
        for (index, age) in ages.enumerated() {
            let client = clients[(index * 7) % clients.count]
            let quote = quote(facts, client, age: age, tax: billing.taxRate)
            let number = try await quote.record(billing, links: links, in: work)
            try await tell(quote, number, client, facts, in: work)
        }
    }

    private mutating func quote(_ facts: DemoFacts, _ client: Client, age: Int, tax: Int64) -> PastQuote {
        let offer = random.pick(Self.offers)
        let createdAt = min(facts.time(-age, random.number(8...17), random.number(0...59)), facts.now - .minutes(20))
        let owner = random.chance(70) ? facts.sales : random.pick(facts.desk)
        let isOptionTaken = random.chance(40)
        let lines = offer.lines.enumerated().map { index, line in
            let isLast = index == offer.lines.count - 1
            return QuoteLine(
                id: Identifier(time: createdAt, random: (random.next(), random.next())), description: line.words,
                unitMinor: Int64(line.dollars * 100),
                discount: index == 0 && random.chance(20) ? .percent(5_000) : .none,
                taxRate: line.words.contains("permit") ? 0 : tax, isOptional: isLast, isChosen: !isLast || isOptionTaken
            )
        }
        var quote = PastQuote(
            id: ID(Identifier(time: createdAt, random: (random.next(), random.next()))), customer: client.id,
            owner: ID(owner.id), title: offer.title, lines: lines, createdAt: createdAt,
            validUntil: facts.zone.local(createdAt).date.adding(days: 30))
        quote.deal = client.deal
        if random.chance(15) { quote.discount = .amount(10_000) }
        quote.terms = "Half when the work begins, half when it is done. Prices hold for thirty days."
        answer(&quote, client, facts, age: age)
        return quote
    }

    /// Drafts are young; old ones have been answered or have expired.
    private mutating func answer(_ quote: inout PastQuote, _ client: Client, _ facts: DemoFacts, age: Int) {
        if age < 4, random.chance(50) { return }
        let sentAt = min(quote.createdAt + .minutes(random.number(15...300)), facts.now - .minutes(12))
        quote.sentAt = sentAt
        guard random.chance(age < 3 ? 50 : 92) else {
            if age > 31 { quote.answer = .expired }
            return
        }
        let viewedAt = min(sentAt + .minutes(random.number(5...2_000)), facts.now - .minutes(8))
        quote.viewedAt = viewedAt
        let answeredAt = min(viewedAt + .minutes(random.number(3...6_000)), facts.now - .minutes(3))
        let luck = random.number(0...99)
        if luck < 48 {
            quote.answer = .accepted(by: client.name, at: answeredAt)
            if age > 6, random.chance(60) { quote.invoice = client.invoice }
        } else if luck < 66 {
            quote.answer = .declined(reason: random.pick(Self.reasons), at: answeredAt)
        } else if age > 31 {
            quote.answer = .expired
        }
    }

    /// The story of a quote, and what its owner was told of it.
    private mutating func tell(
        _ quote: PastQuote, _ number: String?, _ client: Client, _ facts: DemoFacts, in work: Work
    ) async throws {
        let rows = try await work.query(
            "select total_minor, currency from quotes where org_id = app_org() and id = \(quote.id)")
        let total = try rows.one("quote").money("total_minor")
        let base: [String: JSON] = [
            "title": .string(quote.title), "number": .text(number), "total_minor": .int(total.minor),
            "currency": .text(total.currency),
        ]
        let actor = "user:\(quote.owner)"
        var story: [(kind: String, at: Instant, actor: String, more: [String: JSON])] = [
            ("quote.created", quote.createdAt, actor, [:])
        ]
        if let at = quote.sentAt { story.append((EventKinds.quoteSent, at, actor, [:])) }
        if let at = quote.viewedAt { story.append((EventKinds.quoteViewed, at, "system:quote-page", [:])) }
        switch quote.answer {
        case .accepted(let name, let at):
            story.append((EventKinds.quoteAccepted, at, "system:quote-page", ["signed_name": .string(name)]))
            notify(
                quote, "quote.accepted", "\(name) accepted quote \(number ?? "")", "\(quote.title) · \(total)", "good",
                at,
                facts, in: work)
            if let invoice = quote.invoice {
                story.append((EventKinds.quoteConverted, at + .minutes(30), actor, ["invoice_id": .text(invoice)]))
            }
        case .declined(let reason, let at):
            story.append((EventKinds.quoteDeclined, at, "system:quote-page", ["reason": .string(reason)]))
            notify(
                quote, "quote.declined", "\(client.name) declined quote \(number ?? "")", reason, "bad", at, facts,
                in: work)
        case .none, .expired: break
        }
        for event in story where event.at <= facts.now {
            work.queue(
                """
                insert into events (org_id, id, kind, record_kind, record_id, customer_id, payload, actor,
                  correlation_id, at)
                values (app_org(), \(Identifier(time: event.at, random: (random.next(), random.next()))), \(event.kind),
                  'quotes', \(quote.id), \(quote.customer),
                  \(JSON.object(base.merging(event.more) { $1 })), \(event.actor), \("quote-\(quote.id)"), \(event.at))
                """)
        }
    }

    /// To the owner and, so that there is something behind every bell, to those who run the business.
    private mutating func notify(
        _ quote: PastQuote, _ kind: String, _ title: String, _ body: String, _ tone: String, _ at: Instant,
        _ facts: DemoFacts, in work: Work
    ) {
        guard facts.now - at < .days(45) else { return }
        let isRead = facts.now - at > .days(4)
        for person in facts.desk + [facts.sales]
        where person.id == quote.owner.value || [.owner, .manager].contains(person.role) {
            work.queue(
                """
                insert into notifications (org_id, id, member_id, kind, title, body, path, tone, read_at, created_at)
                values (app_org(), \(Identifier(time: at, random: (random.next(), random.next()))), \(person.id), \(kind),
                  \(title), \(body), \("/quotes/\(quote.id)"), \(tone), \(isRead ? at + .hours(2) : nil), \(at))
                """)
        }
    }
}
