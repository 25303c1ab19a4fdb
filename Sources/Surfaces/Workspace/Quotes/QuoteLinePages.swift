internal import Contracts
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Records

/// The page on which the lines of a draft are edited. Everything on it is one form: each button sends it, and the server
/// answers with the form as it then is, with its sums.
struct QuoteLinePages: Sendable {
    let pages: WorkspacePages
    let book: any QuoteBook

    var routes: [Route] {
        [
            .signedIn(.get, "/quotes/{id}/lines", .agents) { try await show($0, $1) },
            .signedIn(.post, "/quotes/{id}/lines", .agents) { try await change($0, $1) },
            .signedIn(.post, "/quotes/{id}/lines/sums", .agents) { try await sums($0, $1) },
        ]
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: Quote.self)
        let quote = try await book.detail(id, context)
        guard quote.status == .draft else {
            return NoticeCookie.redirect(
                request, to: "/quotes/\(id)",
                Notice("What was sent does not change. Make a new version to edit it.", tone: .bad))
        }
        var form = QuoteForm(quote.terms)
        if form.lines.isEmpty { form.addLine(context.ids.next(at: context.now), tax: standardTax(quote)) }
        return try await page(request, context, quote, form)
    }

    /// The rate of a line that is the first: as the organisation's seller says, if it does.
    private func standardTax(_ quote: QuoteDetail) -> String { Decimals.text(quote.standardTaxRate, places: 3) }

    private func page(
        _ request: Request, _ context: Context, _ quote: QuoteDetail, _ form: QuoteForm, problem: Problem? = nil
    ) async throws -> Response {
        let editor = QuoteEditor(quote: quote, form: form, sums: sums(form, quote), problem: problem)
        if request.isFragment { return pages.write(request) { editor.write($0) } }
        var response = try await pages.page(request, context) { html, page, _ in
            html.workspacePage(
                page, title: quote.title, heading: quote.title,
                breadcrumbs: [Place("Quotes", "/quotes"), Place(quote.name, "/quotes/\(quote.id)")],
                styles: ["quotes.css"], modules: ["quote-lines.js"],
                summary: {
                    html.text("Lines for \(quote.customerName)")
                }
            ) { editor.write(html) }
        }
        if let problem { response.status = problem.status }
        return response
    }

    private func sums(_ form: QuoteForm, _ quote: QuoteDetail) -> QuoteSums? {
        do { return try book.sums(try form.terms(quote.terms)) } catch {
            // Half-typed lines have no sums yet; what is wrong is said when they are saved.
            return nil
        }
    }

    /// The amounts while somebody types.
    private func sums(_ request: Request, _ context: Context) async throws -> Response {
        let quote = try await book.detail(try request.id(of: Quote.self), context)
        let form = QuoteForm(try request.form())
        let editor = QuoteEditor(quote: quote, form: form, sums: sums(form, quote), problem: nil)
        return pages.write(request) { editor.writeSums($0) }
    }

    private func change(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: Quote.self)
        let quote = try await book.detail(id, context)
        let fields = try request.form()
        var form = QuoteForm(fields)
        let order = fields["do"] ?? "save"
        switch order {
        case "save", "preview":
            do {
                try await book.save(try form.terms(quote.terms), of: id, context)
            } catch let problem as Problem where [409, 422].contains(problem.status) {
                return try await page(request, context, quote, form, problem: problem)
            }
            let path = order == "preview" ? "/quotes/\(id)/preview" : "/quotes/\(id)"
            return NoticeCookie.redirect(request, to: path, Notice("Lines saved"))
        case "add": form.addLine(context.ids.next(at: context.now), tax: standardTax(quote))
        default: form.apply(order)
        }
        return try await page(request, context, quote, form)
    }
}
