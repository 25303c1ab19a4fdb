internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// The people at the demo's businesses, what customers agreed to, some that are in the books twice, and segments.
extension DemoBook {
    mutating func addKeeping() {
        for customer in customers {
            if customer.who.industry != nil { addContacts(of: customer) }
            if customer.lastVisit != nil, random.chance(40) { addConsent(of: customer) }
        }
        addTwins()
    }

    private mutating func addContacts(of customer: DemoCustomer) {
        let people =
            [(customer.who.contact, "Owner", true)] + (random.chance(50) ? [("Front desk", "Reception", false)] : [])
        for (name, title, isPrimary) in people {
            contacts.append([
                "id": .text(id(at: customer.createdAt)), "customer_id": .text(customer.id), "name": .string(name),
                "job_title": .string(title), "phone": isPrimary ? .string(customer.who.phone) : .null,
                "email": .null, "is_primary": .bool(isPrimary), "custom": [:], "version": 1,
                "created_at": .text(customer.createdAt), "updated_at": .text(customer.createdAt),
            ])
        }
    }

    private mutating func addConsent(of customer: DemoCustomer) {
        let channel = random.pick(["email", "text"])
        let state = random.chance(85) ? "granted" : "withdrawn"
        let at = customer.createdAt + .days(1)
        let words =
            state == "granted" ? "Ticked “Keep me posted” when booking." : "“No more advertising, please.”"
        let entry = id(at: at)
        consents.append([
            "id": .text(entry), "customer_id": .text(customer.id), "channel": .string(channel), "purpose": "marketing",
            "state": .string(state), "source": state == "granted" ? "booking" : "call", "proof": .string(words),
            "at": .text(at), "version": 1, "created_at": .text(at), "updated_at": .text(at),
        ])
        tell(
            state == "granted" ? EventKinds.consentGranted : EventKinds.consentWithdrawn, "consents", entry,
            of: customer.id, by: facts.desk[0].actor, story: "consent-\(entry)", at: at,
            ["title": .string("marketing by \(channel)"), "channel": .string(channel), "purpose": "marketing"])
    }

    /// Customers who came in twice: once by phone, once over the booking page.
    private mutating func addTwins() {
        for number in 0..<6 {
            let one = customers[number * 37 + 11]
            let at = facts.time(-20 + number, 11, 5)
            let words = one.who.name.split(separator: " ")
            let twin = id(at: at)
            twins.append([
                "id": .text(twin), "name": .string(words.reversed().joined(separator: ", ")), "kind": "person",
                "status": "prospect", "phone": .null, "email": .string(one.who.email), "source": "booking",
                "tags": ["Web"], "custom": [:], "version": 1, "created_at": .text(at), "updated_at": .text(at),
            ])
            let pair = [one.id, twin].sorted { $0.description < $1.description }
            pairs.append([
                "id": .text(id(at: at)), "first_id": .text(pair[0]), "second_id": .text(pair[1]), "score": 95,
                "reasons": ["Same e-mail", "Same name"], "status": "open", "version": 1, "created_at": .text(at),
                "updated_at": .text(at),
            ])
        }
    }

    /// After the customers are there.
    func writeKeeping(in work: Work) async throws {
        try await work.insert(twins, into: "customers")
        try await work.insert(contacts, into: "contacts")
        try await work.insert(consents, into: "consents")
        try await work.insert(pairs, into: "duplicate_pairs")
        let segments: [(String, String, FilterTree)] = [
            (
                "Active businesses", "Whom to offer yearly contracts.",
                .test("kind", .equals, "business").and(.test("status", .equals, "active"))
            ),
            ("To win back", "Were served once, and have not called for long.", .test("status", .equals, "inactive")),
            ("VIP", "First in line.", .test("tags", .holds, "VIP")),
        ]
        try await work.insert(
            segments.map { name, words, filter in
                [
                    "id": .text(work.context.ids.next(at: work.now)), "name": .string(name),
                    "description": .string(words),
                    "kind": "live", "filter": filter.json, "version": 1, "created_at": .text(work.now),
                    "updated_at": .text(work.now),
                ]
            }, into: "segments")
    }
}
