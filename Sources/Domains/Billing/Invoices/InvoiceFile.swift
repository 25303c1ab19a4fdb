internal import Contracts
internal import Core
internal import Files
internal import HTTP
internal import Postgres
internal import Records

/// The stored document of an invoice.
enum InvoiceFile {
    /// For those who work here: `GET /invoices/{id}/invoice.pdf`.
    static func route(_ store: RecordStore, _ files: FileStore, _ links: PayLinks) -> Route {
        .signedIn(.get, "/invoices/{id}/invoice.pdf", .staff) { request, context in
            let invoice = try await InvoiceQueries(database: store.database, links: links).detail(
                try request.id(of: Invoice.self), context)
            return try await response(invoice, files, context)
        }
    }

    /// Throws 404 for a draft, and as long as the document is being made.
    static func response(_ invoice: InvoiceDetail, _ files: FileStore, _ context: Context) async throws -> Response {
        guard let pdf = invoice.pdf else {
            throw Problem.notFound("document yet; it is made when the invoice is issued")
        }
        let file = try await files.describe(ID(pdf), context)
        return Response.file(file.path, contentType: file.contentType, etag: file.hash, filename: file.name)
            .with("Cache-Control", "private, no-cache")
    }
}
