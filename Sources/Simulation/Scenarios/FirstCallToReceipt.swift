internal import Core
internal import HTTPClient
internal import Postgres
internal import Records

extension Scenario {
    /// The whole business in one story: what the phone promised is done, billed and paid.
    static let firstCallToReceipt = Scenario(
        "first-call-to-receipt",
        "Booked by phone, the visit done, the invoice issued, paid on its page, the receipt sent.",
        outcome: "booked",
        play: { run in
            try await run.call(.booking)
            try await VisitToReceipt(run: run).play()
        },
        checks: { inspection in try await inspection.receipt() })
}

/// Does what the staff and the customer do after the call.
private struct VisitToReceipt: Sendable {
    let run: ScenarioRun
    static let email = "grace.fields@example.com"

    private var inspection: ScenarioInspection { ScenarioInspection(run) }

    func play() async throws {
        let (store, context) = (run.backstage.store, try await storyContext())
        guard let customers = store.catalogue.resources["customers"] else {
            throw SimulationError("This program has no customers.")
        }
        let visit = try await inspection.query(
            "select id, customer_id from appointments where org_id = app_org() and status = 'booked'"
        ).one("appointment")
        _ = try await store.update(customers, try visit.get("customer_id"), ["email": .string(Self.email)], context)
        _ = try await store.perform(
            "appointments.complete",
            ["appointment_id": .text(try visit.get("id", as: Identifier.self)), "notes": "New trap fitted."],
            context)
        let invoice = try await value(
            "a draft invoice", "select id::text as value from invoices where org_id = app_org() and status = 'draft'")
        _ = try await store.perform("invoices.issue", ["invoice_id": .string(invoice)], context)
        let link = try await value(
            "an e-mail with the pay link",
            """
            select substring(body from '/pay/[A-Za-z0-9_-]{43}') as value from messages
            where org_id = app_org() and channel = 'email' and to_address = \(Self.email) and body like '%/pay/%' and status = 'sent'
            """)
        try await pay(link)
    }

    /// What is done about the visit belongs to the call's story.
    private func storyContext() async throws -> Context {
        var context = run.stage.context
        context.correlation = inspection.lastCall.correlation
        return context
    }

    /// The customer opens the page, presses the button and confirms the simulated card.
    private func pay(_ path: String) async throws {
        for (method, path) in [
            (OutgoingRequest.Method.get, path), (.post, path), (.get, path + "/card"), (.post, path + "/simulated"),
        ] {
            var request = OutgoingRequest(method, run.line.host + path, addresses: .any)
            if method == .post { request.setHeader("Content-Type", "application/x-www-form-urlencoded") }
            let response = try await run.line.http.send(request)
            guard response.status < 400 else {
                throw SimulationError("\(method.rawValue) of the pay page was answered with \(response.status)")
            }
        }
    }

    /// Waits for what a job brings about.
    private func value(_ what: String, _ sql: SQL) async throws -> String {
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline {
            if let found: String = try await inspection.query(sql).first?.optional("value") { return found }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw SimulationError("\(what) did not come within 30 seconds")
    }
}

extension ScenarioInspection {
    /// The invoice is paid in full, once, the books balance, and the customer has the receipt.
    func receipt() async throws -> [String] {
        let rows = try await query(
            """
            select i.status, i.total_minor, i.paid_minor,
              (select count(*) from payments p where p.org_id = i.org_id and p.invoice_id = i.id) as payments,
              (select coalesce(sum(l.amount_minor), 0) from journal_lines l where l.org_id = i.org_id)::bigint as balance,
              (select count(*) from messages m join payments p on p.org_id = m.org_id and p.receipt_message_id = m.id
                where m.org_id = i.org_id and m.status = 'sent' and m.channel = 'email') as receipts,
              (select status from appointments a where a.org_id = i.org_id and a.id = i.appointment_id) as visit
            from invoices i where i.org_id = app_org()
            """)
        guard rows.count == 1, let row = rows.first else { return ["\(rows.count) invoices were made, not 1"] }
        let (total, paid): (Int64, Int64) = (try row.get("total_minor"), try row.get("paid_minor"))
        let status: String = try row.get("status")
        return Self.faults([
            (status == "paid", "the invoice is \(status)"),
            (total > 0 && total == paid, "\(paid) of \(total) are paid"),
            (try row.get("payments", as: Int.self) == 1, "the payment was not booked exactly once"),
            (try row.get("balance", as: Int64.self) == 0, "the books do not balance"),
            (try row.get("receipts", as: Int.self) == 1, "the customer got no receipt"),
            (
                ["completed", "invoiced"].contains(try row.optional("visit", as: String.self)),
                "the visit is not completed"
            ),
        ])
    }
}
