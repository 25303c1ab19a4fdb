internal import Billing
internal import Contracts
internal import Core
internal import Interface

/// A bill with what its story needs to know.
struct DemoInvoice: Sendable {
    var past: PastInvoice
    let customer: Int
    let draftedBy = "system:events"
    let issuedBy: String
}

extension DemoBook {
    private static let parts: [String: [PastInvoice.Line]] = [
        "Leak repair": [
            .init("Ball valve, 3/4 in", unitMinor: 2_450), .init("Supply line, braided, 2 pcs", unitMinor: 1_890),
        ],
        "Drain cleaning": [.init("Enzyme treatment", unitMinor: 1_650), .init("P-trap, PVC", unitMinor: 1_280)],
        "Water heater service": [
            .init("Anode rod, magnesium", unitMinor: 5_400), .init("Thermocouple", unitMinor: 3_150),
        ],
        "Broadband installation": [
            .init("Wi-Fi 6 router", unitMinor: 12_900), .init("Cable run, 15 m", unitMinor: 4_200),
        ],
        "General visit": [.init("Small parts", unitMinor: 950)],
    ]

    /// Begins the bill of a visit, and for all but the newest goes on to issue, send and settle it.
    mutating func bill(_ visit: DemoVisit, _ doneAt: Instant) {
        let customer = customers[visit.customer]
        let day = Moment.day(facts.zone.local(visit.start).date, thisYear: nil)
        var lines = [
            PastInvoice.Line("\(visit.job.name), \(day), \(visit.technician.name)", unitMinor: visit.job.price)
        ]
        if random.chance(45), let parts = Self.parts[visit.job.name] { lines.append(random.pick(parts)) }
        let draftedAt = doneAt + .seconds(2)
        guard draftedAt < facts.now else { return }
        var past = PastInvoice(
            id: ID(id(at: draftedAt)), customer: ID(customer.id), appointment: visit.id, lines: lines,
            draftedAt: draftedAt,
            correlation: visit.story)
        let clerk = random.pick(facts.desk).actor
        let issuedAt = draftedAt + .minutes(random.number(15...200))
        past.isCancelled = random.chance(1)
        if !past.isCancelled, issuedAt < facts.now, facts.now - issuedAt > .days(3) || random.chance(60) {
            past.issuedAt = issuedAt
            let sentAt = issuedAt + .seconds(random.number(3...9))
            if sentAt < facts.now, facts.now - issuedAt > .days(1) || random.chance(70) { past.sentAt = sentAt }
            past.receipt = receipt(for: past, issuedAt)
        }
        invoices.append(DemoInvoice(past: past, customer: visit.customer, issuedBy: clerk))
    }

    /// Most pay within two weeks, some late, a few in part, very few not at all.
    private mutating func receipt(for past: PastInvoice, _ issuedAt: Instant) -> PastInvoice.Receipt? {
        let habit = random.number(0...999)
        let isRecent = facts.now - issuedAt < .days(70)
        let isPart = isRecent && habit < 20
        let isLate = habit > 940
        guard !isRecent || isPart || habit > 40 else { return nil }
        let wait: Duration = isLate ? .hours(random.number(350...900)) : .minutes(random.number(20...17_000))
        let at = issuedAt + wait
        guard at < facts.now else { return nil }
        return PastInvoice.Receipt(
            id: ID(id(at: at)), percent: isPart ? 50 : 100,
            method: random.pick(["card", "card", "card", "card", "transfer", "check", "cash"]), receivedAt: at)
    }

    /// The events and e-mails of the bills, now that they have numbers.
    mutating func tellInvoices(_ recorded: [RecordedInvoice]) {
        var known: [ID<Invoice>: DemoInvoice] = [:]
        for invoice in invoices { known[invoice.past.id] = invoice }
        for record in recorded {
            guard let invoice = known[record.invoice.id] else { continue }
            tell(invoice, record)
        }
    }

    private mutating func tell(_ invoice: DemoInvoice, _ record: RecordedInvoice) {
        let past = invoice.past
        let customer = customers[invoice.customer]
        let currency = JSON.text(record.total.currency)
        func payload(_ more: [String: JSON]) -> JSON { .object(more.merging(["currency": currency]) { $1 }) }
        tell(
            EventKinds.invoiceDrafted, "invoices", past.id.value, of: customer.id, by: invoice.draftedBy,
            story: past.correlation, at: past.draftedAt, payload(["total_minor": .int(record.total.minor)]))
        guard let issuedAt = past.issuedAt, let number = record.number, let dueOn = record.dueOn else { return }
        tell(
            EventKinds.invoiceIssued, "invoices", past.id.value, of: customer.id, by: invoice.issuedBy,
            story: past.correlation, at: issuedAt,
            payload(["number": .string(number), "total_minor": .int(record.total.minor), "due_on": .text(dueOn)]))
        if let sentAt = past.sentAt {
            email(
                customer, "Invoice \(number) from Harbor Home Services: \(record.total)",
                "thank you for your business. Invoice \(number) over \(record.total) is attached, due "
                    + "\(Moment.day(dueOn, thisYear: nil)).",
                ("invoices", past.id.value), past.correlation, sentAt)
        }
        guard let receipt = past.receipt, record.paid.minor > 0 else { return }
        let payer = receipt.method == "card" ? "system:stripe" : invoice.issuedBy
        tell(
            EventKinds.paymentReceived, "payments", receipt.id.value, of: customer.id,
            by: payer, story: past.correlation, at: receipt.receivedAt,
            payload([
                "invoice_number": .string(number), "amount_minor": .int(record.paid.minor),
                "method": .string(receipt.method),
            ]))
        if record.paid == record.total {
            tell(
                EventKinds.invoicePaid, "invoices", past.id.value, of: customer.id, by: payer,
                story: past.correlation, at: receipt.receivedAt + .milliseconds(2),
                payload(["number": .string(number), "amount_minor": .int(record.total.minor)]))
        }
        email(
            customer, "Receipt for invoice \(number) from Harbor Home Services",
            "we have received your payment of \(record.paid) for invoice \(number). Thank you.",
            ("payments", receipt.id.value), past.correlation, receipt.receivedAt + .seconds(5))
    }

    private mutating func email(
        _ customer: DemoCustomer, _ subject: String, _ text: String, _ about: (kind: String, id: Identifier),
        _ story: String, _ time: Instant
    ) {
        addMessage(
            "email", to: customer.who.email, from: Demo.email, subject: subject,
            "Hello \(customer.who.name),\n\n\(text)\n\nHarbor Home Services\n\(Demo.number)", customer: customer.id,
            about: about, story: story, at: time)
    }
}
