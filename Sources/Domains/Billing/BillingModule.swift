public import Contracts
public import Documents
public import Files
internal import HTTP
public import HTTPClient
public import Interface
public import Modules
public import Postgres
internal import Records
public import Telemetry

/// What is charged and what was paid.
public enum BillingModule {
    /// - Parameters:
    ///   - messages: carries invoices and receipts to customers.
    ///   - account: whose webhooks are believed and where cards are charged.
    ///   - http: reaches the payment provider, with its retry policy and circuit breaker.
    ///   - render: sets a document off the event loops, on a `WorkerPool`.
    public static func module(
        messages: any MessageSender, files: FileStore, links: PayLinks, account: StripeAccount, http: any HTTPSending,
        assets: AssetURLs, metrics: Metrics, log: Log, render: @escaping @Sendable (PDFDocument) async throws -> [UInt8]
    ) -> Module {
        var module = Module("Billing")
        module.resources = [.invoices, .invoiceLines, .payments]
        module.actions = { catalogue in
            catalogue.add(DraftInvoice.self)
            catalogue.add(IssueInvoice.self)
            catalogue.add(SendInvoice.self)
            catalogue.add(CancelDraft.self)
            catalogue.add(RecordPayment.self)
        }
        module.subscriptions = [DraftForVisit.subscription, SendReceipt.subscription(messages, links: links)]
        module.jobs = { store in
            [DeliverInvoice(store: store, files: files, messages: messages, links: links, render: render).kind]
        }
        module.routes = { store in
            let pay = PayRoutes(store: store, files: files, links: links, account: account, http: http, assets: assets)
            let webhook = StripeWebhook(store: store, account: account, metrics: metrics, log: log)
            return pay.routes + (account.takesCards ? [webhook.route] : []) + [InvoiceFile.route(store, files, links)]
        }
        module.constraintMessages = BillingConstraints.messages
        return module
    }

    /// Begins bills, for other domains.
    public static func desk() -> some InvoiceDesk { InvoiceDrafting() }

    /// Reads invoices, for pages.
    public static func invoices(_ database: Database, links: PayLinks) -> some InvoiceBook {
        InvoiceQueries(database: database, links: links)
    }
}
