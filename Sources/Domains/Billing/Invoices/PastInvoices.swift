internal import Contracts
internal import Core
internal import Crypto
internal import LedgerEngine
internal import Postgres
public import Records

/// Takes over bills from before, in few statements: numbers them by date after those that are there, seals them, and
/// posts what was charged and paid. No documents are made, no messages sent and no events told.
public struct PastInvoices: Sendable {
    private struct Entry {
        let past: PastInvoice
        let totals: InvoiceTotals
        var number: String?
        var series: String?
        var issuedOn: LocalDate?
        var dueOn: LocalDate?
        var seal: [UInt8] = []
        var paid: Int64 = 0
    }

    private let work: Work
    private let settings: BillingSettings
    private var entries: [Entry]

    /// Writes `invoices` down, lines and all. Throws 422 for sums that do not fit, `PostgresError` for what the tables
    /// refuse.
    public static func record(_ invoices: [PastInvoice], in work: Work) async throws -> [RecordedInvoice] {
        var all = try PastInvoices(invoices, try await BillingSettings.load(in: work), work)
        try await all.draft()
        try await all.number()
        try await all.issue()
        try await all.pay()
        try await all.post()
        return all.entries.map { entry in
            RecordedInvoice(
                invoice: entry.past, number: entry.number, total: entry.totals.gross,
                paid: Money(minor: entry.paid, work.context.currency), dueOn: entry.dueOn)
        }
    }

    private init(_ invoices: [PastInvoice], _ settings: BillingSettings, _ work: Work) throws {
        self.work = work
        self.settings = settings
        let tax = settings.taxRate == 0 ? TaxCategory.zero : TaxCategory(rate: settings.taxRate)
        entries = try invoices.map { past in
            let lines = past.lines.map { InvoiceLine(quantity: 10_000, unitPrice: $0.unitMinor * 10_000, tax: tax) }
            return Entry(
                past: past,
                totals: try NewInvoice.totals(lines, work.context.currency, settings.pricesIncludeTax))
        }
        entries.sort { ($0.past.issuedAt ?? work.now, $0.past.id) < ($1.past.issuedAt ?? work.now, $1.past.id) }
    }

    private func draft() async throws {
        let heads = entries.map { entry -> JSON in
            [
                "id": .text(entry.past.id), "customer_id": .text(entry.past.customer),
                "appointment_id": .text(entry.past.appointment), "currency": .text(work.context.currency),
                "prices_include_tax": .bool(settings.pricesIncludeTax), "net_minor": .int(entry.totals.net.minor),
                "tax_minor": .int(entry.totals.tax.minor), "total_minor": .int(entry.totals.gross.minor),
                "paid_minor": 0, "status": "draft", "seller": settings.seller, "billed_to": [:], "notes": "",
                "correlation_id": .string(entry.past.correlation), "version": 1,
                "created_at": .text(entry.past.draftedAt), "updated_at": .text(entry.past.draftedAt),
            ]
        }
        try await work.insert(heads, into: "invoices")
        let rate = Decimals.text(settings.taxRate, places: 3)
        var lines: [JSON] = []
        for entry in entries {
            for (index, line) in entry.past.lines.enumerated() {
                let at = entry.past.draftedAt
                lines.append([
                    "id": .text(work.context.ids.next(at: at)), "invoice_id": .text(entry.past.id),
                    "position": .int(Int64(index + 1)), "description": .string(line.description), "quantity": 1,
                    "unit_minor": .int(line.unitMinor), "tax_code": .string(settings.taxRate == 0 ? "Z" : "S"),
                    "tax_rate": .string(rate), "net_minor": .int(entry.totals.lines[index]), "version": 1,
                    "created_at": .text(at), "updated_at": .text(at),
                ])
            }
        }
        try await work.insert(lines, into: "invoice_lines")
    }

    /// Gives numbers and seals, series by series, and leaves the counters where the next bill goes on.
    private mutating func number() async throws {
        let zone = work.context.zone
        let ids = entries.map(\.past.id)
        let rows = try await work.query(
            """
            select i.id, \(InvoiceSeal.content(of: "i")) as content from invoices i
            where i.org_id = app_org() and i.id = any(\(ids))
            """)
        var contents: [ID<Invoice>: String] = [:]
        for row in rows { contents[try row.get("id")] = try row.get("content") }
        var counters: [String: (value: Int64, chain: [UInt8])] = [:]
        for index in entries.indices {
            guard let issuedAt = entries[index].past.issuedAt else { continue }
            let day = zone.local(issuedAt).date
            let series = String(day.year)
            var counter = if let known = counters[series] { known } else { try await last(of: series) }
            counter.value += 1
            counter.chain = SHA256.hash(counter.chain + Array((contents[entries[index].past.id] ?? "").utf8))
            counters[series] = counter
            let digits = String(counter.value)
            entries[index].series = series
            entries[index].number = series + "-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            entries[index].issuedOn = day
            entries[index].dueOn = day.adding(days: settings.paymentDays)
            entries[index].seal = counter.chain
        }
        for (series, counter) in counters.sorted(by: { $0.key < $1.key }) {
            work.queue(
                """
                insert into number_counters (org_id, series, value, chain)
                values (app_org(), \(series), \(counter.value), \(Bytea(counter.chain)))
                on conflict (org_id, series) do update set value = excluded.value, chain = excluded.chain
                """)
        }
    }

    private func last(of series: String) async throws -> (value: Int64, chain: [UInt8]) {
        let rows = try await work.query(
            """
            select value, encode(chain, 'hex') as chain from number_counters
            where org_id = app_org() and series = \(series) for update
            """)
        guard let row = rows.first else { return (0, []) }
        return (try row.get("value"), Hex.decode(try row.get("chain", as: String.self)) ?? [])
    }

    private mutating func issue() async throws {
        let today = work.context.today
        var changes: [JSON] = []
        for index in entries.indices {
            let past = entries[index].past
            let total = entries[index].totals.gross.minor
            if past.isCancelled, past.issuedAt == nil {
                changes.append(["id": .text(past.id), "status": "cancelled"])
                continue
            }
            guard let issuedAt = past.issuedAt, let dueOn = entries[index].dueOn else { continue }
            let paid = min(total, total * (past.receipt?.percent ?? 0) / 100)
            entries[index].paid = paid
            var status = past.sentAt == nil ? "issued" : "sent"
            if dueOn < today { status = "overdue" }
            if paid > 0 { status = "partly_paid" }
            if paid == total { status = "paid" }
            changes.append([
                "id": .text(past.id), "status": .string(status), "number": .text(entries[index].number),
                "series": .text(entries[index].series), "issued_on": .text(entries[index].issuedOn),
                "issued_at": .text(issuedAt), "due_on": .text(dueOn), "sent_at": .text(past.sentAt),
                "paid_minor": .int(paid), "paid_at": paid == total ? .text(past.receipt?.receivedAt) : .null,
                "content_hash": .string("\\x" + Hex.encode(entries[index].seal)),
            ])
        }
        try await work.query(
            """
            update invoices i set status = r.status, number = r.number, series = r.series, issued_on = r.issued_on,
              issued_at = r.issued_at, due_on = r.due_on, sent_at = r.sent_at, paid_minor = coalesce(r.paid_minor, 0),
              paid_at = r.paid_at, content_hash = r.content_hash, billed_to = \(NewInvoice.billedTo)
            from json_populate_recordset(null::invoices, \(JSON.array(changes))::json) r, customers c
            where i.org_id = app_org() and i.id = r.id and c.org_id = i.org_id and c.id = i.customer_id
            """)
        try await work.query(
            """
            update invoices i set billed_to = \(NewInvoice.billedTo) from customers c
            where i.org_id = app_org() and i.status = 'draft' and i.id = any(\(entries.map(\.past.id)))
              and c.org_id = i.org_id and c.id = i.customer_id
            """)
    }

    private func pay() async throws {
        var rows: [JSON] = []
        for entry in entries where entry.paid > 0 {
            guard let receipt = entry.past.receipt else { continue }
            rows.append([
                "id": .text(receipt.id), "invoice_id": .text(entry.past.id),
                "customer_id": .text(entry.past.customer), "amount_minor": .int(entry.paid), "credit_minor": 0,
                "currency": .text(work.context.currency), "method": .string(receipt.method),
                "received_at": .text(receipt.receivedAt), "correlation_id": .string(entry.past.correlation),
                "version": 1, "created_at": .text(receipt.receivedAt), "updated_at": .text(receipt.receivedAt),
            ])
        }
        try await work.insert(rows, into: "payments")
    }

    private func post() async throws {
        var journals: [JSON] = []
        var lines: [JSON] = []
        func add(_ journal: Journal, _ entry: Entry, payment: ID<Payment>?, at: Instant) {
            let id = work.context.ids.next(at: at)
            journals.append([
                "id": .text(id), "kind": .string(payment == nil ? "invoice" : "payment"),
                "invoice_id": .text(entry.past.id), "payment_id": .text(payment),
                "posted_on": .text(work.context.zone.local(at).date),
                "correlation_id": .string(entry.past.correlation),
            ])
            for line in journal.lines {
                lines.append([
                    "journal_id": .text(id), "account": .string(line.account.rawValue),
                    "currency": .text(line.amount.currency), "amount_minor": .int(line.amount.minor),
                ])
            }
        }
        for entry in entries {
            guard let issuedAt = entry.past.issuedAt, entry.totals.gross.minor != 0 else { continue }
            add(try Journal.invoiceIssued(entry.totals), entry, payment: nil, at: issuedAt)
            guard entry.paid > 0, let receipt = entry.past.receipt, let due = entry.dueOn else { continue }
            let open = OpenInvoice(id: entry.past.id.value, due: due, open: entry.totals.gross.minor)
            let amount = Money(minor: entry.paid, work.context.currency)
            add(
                try Journal.paymentReceived(
                    amount, try Allocation(entry.paid, over: [open]), into: receipt.method == "card" ? .clearing : .cash
                ),
                entry, payment: receipt.id, at: receipt.receivedAt)
        }
        try await work.insert(journals, into: "journals")
        try await work.insert(lines, into: "journal_lines")
    }
}
