internal import Access
public import Contracts
internal import Core
public import Documents
public import Files
public import Interface
internal import Jobs
public import Modules
internal import Postgres
public import Records

/// What quotes are made with beside the database.
public struct QuoteParts: Sendable {
    let invoices: any InvoiceDesk
    let appointments: any AppointmentBook
    let messages: any MessageSender
    let files: FileStore
    let links: QuoteLinks
    let assets: AssetURLs
    let render: @Sendable (PDFDocument) async throws -> [UInt8]

    /// - Parameters:
    ///   - invoices: makes bills of accepted quotes.
    ///   - appointments: books the visits they are about.
    ///   - messages: carries quotes to customers.
    ///   - render: sets a document off the event loops, on a `WorkerPool`.
    public init(
        invoices: any InvoiceDesk, appointments: any AppointmentBook, messages: any MessageSender, files: FileStore,
        links: QuoteLinks, assets: AssetURLs, render: @escaping @Sendable (PDFDocument) async throws -> [UInt8]
    ) {
        self.invoices = invoices
        self.appointments = appointments
        self.messages = messages
        self.files = files
        self.links = links
        self.assets = assets
        self.render = render
    }
}

/// What is offered to customers, and what they answer.
public enum QuotesModule {
    /// Requests of one address a minute to the public pages.
    private static let publicRequests = 120

    /// Throws if a schedule is malformed, which a test rules out.
    public static func module(_ parts: QuoteParts) throws -> Module {
        var module = Module("Quotes")
        module.resources = [QuoteResource.resource, QuoteResource.lines]
        module.actions = { catalogue in
            catalogue.add(SendQuote.self) {
                $0.invoices = parts.invoices
                $0.links = parts.links
            }
            catalogue.add(NewQuoteVersion.self)
            catalogue.add(AcceptQuote.self)
            catalogue.add(DeclineQuote.self)
            catalogue.add(ConvertQuoteToInvoice.self) {
                $0.invoices = parts.invoices
            }
            catalogue.add(ConvertQuoteToAppointment.self) {
                $0.book = parts.appointments
            }
        }
        module.jobs = { store in [delivery(parts, store).kind, QuoteExpiry.kind(store)] }
        module.subscriptions = [WinDealOfQuote.subscription]
        module.cron = [try QuoteExpiry.schedule()]
        module.routes = { store in
            QuoteRoutes(
                store: store, files: parts.files, invoices: parts.invoices, links: parts.links,
                delivery: delivery(parts, store), assets: parts.assets,
                limit: PublicLimit(perMinute: publicRequests)
            ).routes
        }
        module.constraintMessages = QuoteResource.constraintMessages
        return module
    }

    /// Reads and edits quotes, for pages.
    public static func book(_ store: RecordStore, invoices: any InvoiceDesk, links: QuoteLinks) -> some QuoteBook {
        QuoteDesk(store: store, invoices: invoices, links: links)
    }

    private static func delivery(_ parts: QuoteParts, _ store: RecordStore) -> DeliverQuote {
        DeliverQuote(
            store: store, files: parts.files, messages: parts.messages, links: parts.links, render: parts.render)
    }
}
