internal import Billing
internal import Calls
internal import Carrier
internal import Contracts
internal import Core
internal import Customers
internal import Documents
internal import EventLoop
internal import HTTPClient
internal import Insights
internal import Messaging
internal import Modules
internal import Sales
internal import Scheduling
internal import Telemetry

/// The modules of the program. A new domain is added here and in Package.swift, nowhere else.
enum ModuleList {
    /// Targets with a Migrations folder.
    static let migrationTargets = [
        "Postgres", "Access", "Jobs", "Files", "Records", "Customers", "Scheduling", "Sales", "Messaging", "Calls",
        "Billing", "Notifications", "Insights",
        "Exports", "Imports", "Plans",
    ]

    static func modules(_ services: Services) throws -> [Module] {
        let refusals = CarrierRefusals(metrics: services.metrics, log: services.log)
        let customers = CustomersModule.directory()
        let appointments = SchedulingModule.book()
        let consents = CustomersModule.consents(services.identities)
        let messages = messages(services)
        return [
            try CustomersModule.module(
                privacy: PrivacyTools(
                    identities: services.identities, files: services.files,
                    folder: services.settings.data + "/temporary",
                    offLoop: { work in try await services.workers.run { try work() } })),
            SchedulingModule.module(),
            try SalesModule.module(customers: customers, hours: SchedulingModule.businessTime()),
            CalendarModule.module(visits: SchedulingModule.visits(), publicURL: services.publicURL),
            try QuotesModule.module(
                QuoteParts(
                    invoices: BillingModule.desk(), appointments: appointments, messages: messages,
                    files: services.files, links: services.quoteLinks, assets: services.assets,
                    render: { document in try await services.workers.run { try document.render() } })),
            MessagingModule.module(
                carrier: services.carrier, account: services.carrierAccount, mailer: services.mailer,
                files: services.files,
                numbers: services.numbers, customers: customers, consents: consents, messages: messages,
                gate: services.gate, carrierAnswers: services.simulatedCarrier == nil, refusals: refusals),
            try CallsModule.module(
                carrier: services.carrier, account: services.carrierAccount, numbers: services.numbers,
                customers: customers,
                appointments: appointments, messages: messages, gate: services.gate, refusals: refusals),
            try NotificationsModule.module(messages: messages, publicURL: services.publicURL),
            try TransferModule.module(exports: services.exports, imports: services.imports),
            BillingModule.module(
                messages: messages, files: services.files, links: services.payLinks, account: services.stripe,
                http: ProviderClient("stripe", over: services.http, breaker: CircuitBreaker()), assets: services.assets,
                metrics: services.metrics, log: services.log,
                render: { document in try await services.workers.run { try document.render() } }),
            try InsightsModule.module(),
            try PlansModule.module(),
        ]
    }

    /// Sends words to people, as far as they agreed and the plan allows.
    static func messages(_ services: Services) -> any MessageSender {
        OutgoingMessages(
            sender: services.mailSender, numbers: services.numbers,
            consents: CustomersModule.consents(services.identities), gate: services.gate)
    }
}
