internal import Core

extension DemoBook {
    private static let leadCount = 300

    private static let wishes = [
        "Wants a quote for re-piping a bungalow.", "Asked about fiber for an office of twelve.",
        "Water heater is fourteen years old.", "New build, needs everything by spring.", "Compares three companies.",
        "Interested in a yearly drain check.", "Bathroom remodel, two sinks and a shower.",
    ]

    mutating func addLeads(_ selling: DemoSelling) {
        for _ in 0..<Self.leadCount {
            let who = identities.next(&random, businessPercent: 20)
            // Most are young: old ones have been won or lost.
            let age = random.number(0...17) * random.number(0...17) / 2
            let at = min(
                facts.time(-age, random.number(7...20), random.number(0...59)),
                facts.now - .minutes(random.number(4...600)))
            let status =
                age < 3
                ? random.pick(["new", "new", "contacted"])
                : age < 30
                    ? random.pick(["contacted", "qualified", "lost", "new"])
                    : random.pick(["lost", "lost", "qualified", "contacted"])
            let source = random.pick(["web", "web", "call", "referral", "list"])
            let lead = id(at: at)
            let isAnswered = status != "new"
            leads.append([
                "id": .text(lead), "name": .string(who.contact),
                "company": who.industry == nil ? .null : .string(who.name),
                "phone": .string(who.phone), "email": .string(who.email), "status": .string(status),
                "source": .string(source), "score": .int(score(status)),
                "owner_id": status == "new" && random.chance(60) ? .null : .text(facts.sales.id),
                "response_due_at": .text(at + .hours(4)),
                "first_response_at": isAnswered ? .text(min(at + .minutes(random.number(6...700)), facts.now)) : .null,
                "loss_reason_id": status == "lost" ? .text(random.pick(selling.reasons)) : .null,
                "score_reasons": [], "assignment_reasons": [],
                "notes": random.chance(40) ? .string(random.pick(Self.wishes)) : .null, "tags": [], "custom": [:],
                "version": 1, "created_at": .text(at), "updated_at": .text(at),
            ])
            tell(
                "lead.created", "leads", lead, of: nil, by: "system:\(source == "call" ? "assistant" : "forms")",
                story: "lead-\(lead)", at: at, ["title": .string(who.contact)])
        }
    }

    private mutating func score(_ status: String) -> Int64 {
        switch status {
        case "qualified": Int64(random.number(60...96))
        case "contacted": Int64(random.number(30...75))
        case "lost": Int64(random.number(2...35))
        default: Int64(random.number(15...60))
        }
    }
}
