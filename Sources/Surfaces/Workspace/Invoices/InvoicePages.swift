internal import Contracts
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The bills: what is owed, issuing a draft, taking money.
struct InvoicePages: Sendable {
    private let pages: WorkspacePages
    private let list: RecordList
    private let book: any InvoiceBook

    init(_ pages: WorkspacePages, book: any InvoiceBook) throws {
        self.pages = pages
        self.book = book
        var list = RecordList(
            try pages.store.catalogue.resource("invoices", for: .owner), path: "/invoices", icon: .invoice,
            emptyTitle: "No invoices yet",
            emptyWords: "When a visit is completed, its invoice is drafted here for you to look over and issue.")
        list.filter = "status"
        list.untitled = "Draft"
        list.conditions = Self.conditions
        list.state = Self.state
        self.list = list
    }

    var routes: [Route] {
        let page = RecordListPage(pages: pages, list: list)
        return [
            .signedIn(.get, "/invoices", .staff) { try await page.answer($0, $1) },
            .signedIn(.get, "/invoices/{id}", .staff) { try await show($0, $1) },
            .signedIn(.post, "/invoices/{id}/issue", .agents) { try await issue($0, $1) },
            .signedIn(.post, "/invoices/{id}/payments", .workers) { try await pay($0, $1) },
        ]
    }

    private static let awaited = "in.(issued,sent,partly_paid,overdue)"

    /// Overdue is a matter of the day, not of what is written.
    @Sendable private static func conditions(_ status: String, _ context: Context) -> [(name: String, value: String)]? {
        let today = context.zone.local(context.now).date
        switch status {
        case "overdue": return [("status", awaited), ("due_on", "lt.\(today)")]
        case "issued", "sent", "partly_paid": return [("status", "eq.\(status)"), ("due_on", "gte.\(today)")]
        default: return nil
        }
    }

    @Sendable private static func state(_ row: Row, _ page: PageContext) throws -> Choice? {
        guard let status = InvoiceStatus(rawValue: try row.get("status")), status.isOpen,
            let due: LocalDate = try row.optional("due_on"),
            due < page.zone.local(page.now).date
        else { return nil }
        return Choice(InvoiceStatus.overdue.rawValue, InvoiceStatus.overdue.label, tone: InvoiceStatus.overdue.tone)
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: Invoice.self)
        // As with visits: the page written by hand is not for whom fields are hidden.
        if context.grants?.hidesFields ?? false {
            return try await RecordPages(pages).show(request, context, "invoices")
        }
        let catalogue = pages.store.catalogue(for: context)
        async let detail = book.detail(id, context)
        let (page, rows) = try await pages.read(
            request, context,
            [
                EventLine.select(
                    where: """
                        correlation_id in (select correlation_id from events where org_id = app_org() and record_kind = 'invoices' and record_id = \(id))
                        """, limit: 60)
            ])
        let view = InvoiceView(
            page: page, invoice: try await detail,
            events: try rows[0].map { try EventLine(row: $0, for: context, catalogue) })
        return pages.write(request) { view.write($0) }
    }

    private func issue(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.parameter("id")
        let store = pages.store
        return try await pages.act(
            request, back: "/invoices/\(id)", done: "Invoice issued. It is on its way to the customer."
        ) {
            _ = try await store.perform("invoices.issue", ["invoice_id": .string(id)], context)
        }
    }

    private func pay(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: Invoice.self)
        let form = try request.form()
        let (store, book) = (pages.store, book)
        return try await pages.act(request, back: "/invoices/\(id)", done: "Payment recorded") {
            let currency = try await book.detail(id, context).total.currency
            guard let amount = Money((form["amount"] ?? "").replacing(",", with: "."), currency) else {
                throw Problem.invalid("amount", "invalid", "Write the amount as a plain number, such as 125.50.")
            }
            _ = try await store.perform(
                "invoices.record-payment",
                ["invoice_id": .text(id), "amount_minor": .int(amount.minor), "method": .string(form["method"] ?? "")],
                context)
        }
    }
}
