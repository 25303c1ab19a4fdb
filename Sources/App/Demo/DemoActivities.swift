internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// What is planned with customers and deals, and what was: from two months ago to three weeks ahead.
extension DemoOffers {
    private static let plans: [(kind: String, subject: String, minutes: Int)] = [
        ("call", "Call about the quote", 20), ("call", "Ask how the heater runs", 15),
        ("meeting", "Look at the house", 60), ("meeting", "Walk through the plans", 90),
        ("email", "Send photos and dates", 15), ("email", "Answer about the warranty", 15),
        ("task", "Order the fixtures", 30), ("task", "Ask the city for the permit", 30),
        ("task", "Check the deposit", 15),
    ]

    private static let outcomes = [
        "Reached, wants to decide this week.", "Left a message.", "All questions answered.", "Done.",
        "Moved on by a week, waits for the landlord.",
    ]

    mutating func addActivities(_ facts: DemoFacts, _ clients: [Client], in work: Work) async throws {
        let people = [facts.sales] + facts.desk
        for index in 0..<150 {
            var day = random.number(0...99) < 62 ? -random.number(1...60) : random.number(0...21)
            while !facts.isWorkday(day) { day += 1 }
            let plan = random.pick(Self.plans)
            let person = people[index % people.count]
            let start = facts.time(day, random.number(8...16), random.pick([0, 15, 30, 45]))
            addActivity(plan, person, clients[(index * 11) % clients.count], start, facts, in: work)
        }
        try await work.query("select 1")
    }

    private mutating func addActivity(
        _ plan: (kind: String, subject: String, minutes: Int), _ person: DemoFacts.Person, _ client: Client,
        _ start: Instant, _ facts: DemoFacts, in work: Work
    ) {
        let createdAt = min(start - .days(random.number(1...6)), facts.now - .minutes(30))
        let end = start + .minutes(plan.minutes)
        let isPast = end < facts.now
        // A few of the latest are left undone.
        let isDone = isPast && (facts.now - start > .days(5) || random.chance(70))
        let status = isDone ? "done" : isPast ? "overdue" : "open"
        let id = Identifier(time: createdAt, random: (random.next(), random.next()))
        let doneAt: Instant? = isDone ? end + .minutes(random.number(0...90)) : nil
        let outcome: String? = isDone ? random.pick(Self.outcomes) : nil
        let priority = random.chance(15) ? "high" : random.chance(15) ? "low" : "normal"
        let reminder: Int? = plan.kind == "task" ? nil : 30
        // What lies behind is not rung for again.
        let reminded: Instant? = isPast && reminder != nil ? start - .minutes(30) : nil
        let place: String? = plan.kind == "meeting" ? "At the customer's" : nil
        work.queue(
            """
            insert into activities (org_id, id, kind, subject, place, starts_at, ends_at, status, priority, owner_id,
              customer_id, deal_id, done_at, outcome, remind_before, reminded_at, created_at)
            values (app_org(), \(id), \(plan.kind), \(plan.subject), \(place), \(start), \(end), \(status), \(priority),
              \(person.id), \(client.id), \(client.deal), \(doneAt.map { min($0, facts.now) }), \(outcome), \(reminder),
              \(reminded), \(createdAt))
            """)
        guard status == "overdue" else { return }
        work.queue(
            """
            insert into notifications (org_id, id, member_id, kind, title, body, path, tone, created_at)
            values (app_org(), \(Identifier(time: end, random: (random.next(), random.next()))), \(person.id),
              'activity.overdue', \("Overdue: \(plan.subject)"), \(client.name), \("/activities/\(id)"), 'warn', \(end))
            """)
    }
}
