import Access
import Billing
import Contracts
import Core
import Crypto
import Customers
import Documents
import EventLoop
import Files
import HTTP
import Interface
import Jobs
import Messaging
import Modules
import Notifications
import Plans
import Postgres
import Records
import Scheduling
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import Sales

/// One after the other: each has a database and connections of its own, and a server has only so many.
@Suite(.serialized) enum QuoteTests {}

/// An organisation that makes offers, on a database of its own. The clock stands at Monday, 2 March 2026, 09:00 UTC.
final class QuoteOffice: Sendable {
    let test: TestDatabase
    let store: RecordStore
    let clock = TestClock()
    let organisation: ID<Organisation>
    let owner: ID<User>
    let seller: ID<User>
    let rep: ID<User>
    let router: Router
    let links = QuoteLinks(key: Array(repeating: 7, count: 32), publicURL: "https://crm.example.com")
    /// E-mails to members.
    let letters = Mutex<[(address: String, subject: String, body: String)]>([])
    private let jobs: [JobKind]
    private let workers = WorkerPool(threads: 1)

    var book: any QuoteBook { QuotesModule.book(store, invoices: BillingModule.desk(), links: links) }
    var feeds: any CalendarFeeds { CalendarModule.feeds(test.database, publicURL: "https://crm.example.com") }
    var upkeep: NotificationUpkeep {
        NotificationUpkeep(publicURL: "https://crm.example.com") { [self] address, subject, body, _ in
            letters.withLock { $0.append((address, subject, body)) }
        }
    }

    init() async throws {
        test = try await TestDatabase.make([
            "Postgres", "Jobs", "Access", "Records", "Files", "Customers", "Scheduling", "Sales", "Messaging",
            "Billing",
            "Notifications",
        ])
        let files = FileStore(database: test.database, directory: "/tmp/\(test.name)", workers: workers)
        let messages = OutgoingMessages(
            sender: "offers@harbor.example", numbers: OneNumber(),
            consents: CustomersModule.consents(IdentityKey(Array(repeating: 9, count: 32))), gate: OpenGate())
        let modules = [
            try CustomersModule.module(privacy: .on(files, workers)), SchedulingModule.module(),
            try SalesModule.module(customers: CustomersModule.directory(), hours: SchedulingModule.businessTime()),
            CalendarModule.module(visits: SchedulingModule.visits(), publicURL: "https://crm.example.com"),
            try QuotesModule.module(
                QuoteParts(
                    invoices: BillingModule.desk(), appointments: SchedulingModule.book(), messages: messages,
                    files: files, links: links, assets: .plain, render: { try $0.render() })),
        ]
        var catalogue = Catalogue()
        for module in modules { module.contribute(to: &catalogue) }
        let zone = Zone("America/Chicago") ?? .utc
        store = RecordStore(
            database: test.database, catalogue: catalogue, jobs: JobQueue(notifier: nil),
            profile: { _ in
                OrganisationProfile(name: "Harbor", zone: zone, currency: .usd, country: "US", locale: "en")
            }, clock: clock.source, committed: {})
        jobs = modules.flatMap { [store] in $0.jobs(store) } + [SubscriptionDelivery.jobKind(store)]
        router = try Router(modules.flatMap { [store] in $0.routes(store) })
        let provisioning = OrganisationProvisioning(
            database: test.database, passwords: try PasswordService(cost: .init(kibibytes: 8, passes: 1)),
            clock: clock.source, onCreate: modules.map(\.seed))
        let made = try await provisioning.create(
            NewOrganisation(name: "Harbor", slug: "harbor", zone: zone),
            owner: NewMember(name: "Olive", email: "olive@harbor.example", role: .owner))
        organisation = made.id
        owner = try #require(made.owner)
        seller = try await provisioning.createMember(
            NewMember(name: "Sam", email: "sam@harbor.example", role: .sales), in: made.id)
        rep = try await provisioning.createMember(
            NewMember(name: "Vera", email: "vera@harbor.example", role: .viewer), in: made.id)
    }

    static func run(_ body: (QuoteOffice) async throws -> Void) async throws {
        let office = try await QuoteOffice()
        defer { office.test.drop() }
        try await body(office)
    }

    func context(_ role: Role = .owner, as user: ID<User>? = nil) -> Context {
        Context(
            organisation: organisation, actor: .user(user ?? owner), role: role, correlation: "story-1", surface: .api,
            zone: Zone("America/Chicago") ?? .utc, clock: clock.source)
    }

    /// Runs what follows from what was committed.
    func work() async throws {
        try await JobRunner(
            database: test.database, kinds: jobs, loops: test.loops, clock: clock.source,
            context: { [store] in try await store.systemContext($0, actor: "jobs", correlation: $1) }
        ).runUntilIdle()
    }

    func perform(_ action: String, _ quote: ID<Quote>, _ more: [String: JSON] = [:]) async throws -> JSON {
        try await store.perform(
            "quotes.\(action)", more.merging(["quote_id": .text(quote)]) { given, _ in given }, context())
    }

    static let lines = [
        QuoteLine(
            id: Identifier(high: 1, low: 1), description: "Copper piping", quantity: 15_000, unitMinor: 33_333,
            discount: .percent(5_000), taxRate: 8_250),
        QuoteLine(
            id: Identifier(high: 1, low: 2), description: "Softener", unitMinor: 89_000, taxRate: 8_250,
            isOptional: true, isChosen: false),
        QuoteLine(id: Identifier(high: 1, low: 3), description: "Permit", unitMinor: 7_501, taxRate: 0),
    ]

    /// A draft with lines.
    func draft(_ lines: [QuoteLine] = QuoteOffice.lines, discount: QuoteDiscount = .amount(1_000)) async throws
        -> ID<Quote>
    {
        let customer = try await store.work(context(.system), "test") {
            try await CustomersModule.directory().create(
                name: "Ada Lovelace", phone: nil, email: "ada@example.com", source: "call", in: $0)
        }
        let made = try await store.create(
            QuoteResource.resource, ["title": "Re-piping", "customer_id": .text(customer)], context())
        let id = try #require(made["id"]?.string.flatMap { ID<Quote>($0) })
        try await book.save(
            QuoteTerms(
                currency: .usd, pricesIncludeTax: false, discount: discount, lines: lines, taxName: "Sales tax"),
            of: id, context())
        return id
    }

    /// What the customer has in hands: the path of its page.
    @discardableResult
    func send(_ quote: ID<Quote>) async throws -> String {
        let answer = try await perform("send", quote)
        return String(try #require(answer["link"]?.string).dropFirst("https://crm.example.com".count))
    }

    func get(_ path: String, headers: Headers = [:]) async throws -> Response {
        await router.respond(to: try Request(.get, path, headers: headers))
    }

    func post(_ path: String, _ fields: [(String, String)] = []) async throws -> Response {
        await router.respond(
            to: try Request(
                .post, path, headers: ["Content-Type": "application/x-www-form-urlencoded"],
                body: Array(Fields(fields).encoded.utf8)))
    }

    func column(_ sql: String) throws -> [String] { try test.column(sql) }
}
