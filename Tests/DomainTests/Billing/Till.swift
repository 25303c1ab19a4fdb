import Access
import Contracts
import Core
import Crypto
import Customers
import Documents
import EventLoop
import Files
import HTTP
import HTTPClient
import Interface
import Jobs
import Messaging
import Modules
import Plans
import Postgres
import Records
import Scheduling
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import Billing

/// One after the other: each has a database and connections of its own, and a server has only so many.
@Suite(.serialized) enum BillingTests {}

/// Two organisations that bill, on a database of their own. The clock stands at Monday, 2 March 2026, 09:00 UTC.
final class Till: Sendable {
    static let secret = "whsec_test_secret"

    let test: TestDatabase
    let store: RecordStore
    let clock = TestClock()
    let organisation: ID<Organisation>
    let rival: ID<Organisation>
    let router: Router
    let metrics = Metrics()
    let links = PayLinks(key: Array(repeating: 7, count: 32), publicURL: "https://crm.example.com")
    let wire = Wire()
    private let jobs: [JobKind]
    private let workers = WorkerPool(threads: 1)
    private let modules: [Module]

    var book: any InvoiceBook { BillingModule.invoices(test.database, links: links) }

    /// - Parameter account: simulated unless given.
    init(
        _ account: StripeAccount = .simulated(
            webhookSecret: Till.secret, webhookURL: "http://localhost/webhooks/stripe")
    ) async throws {
        test = try await TestDatabase.make(
            ["Postgres", "Jobs", "Access", "Files", "Customers", "Scheduling", "Messaging", "Billing"])
        let files = FileStore(database: test.database, directory: "/tmp/\(test.name)", workers: workers)
        let billing = BillingModule.module(
            messages: OutgoingMessages(
                sender: "bills@harbor.example", numbers: OneNumber(),
                consents: CustomersModule.consents(IdentityKey(Array(repeating: 9, count: 32))), gate: OpenGate()),
            files: files,
            links: links,
            account: account, http: wire, assets: .plain, metrics: metrics, log: .silent, render: { try $0.render() })
        let modules = [try CustomersModule.module(privacy: .on(files, workers)), SchedulingModule.module(), billing]
        var catalogue = Catalogue()
        for module in modules { module.contribute(to: &catalogue) }
        self.modules = modules
        let zone = Zone("America/Chicago") ?? .utc
        store = RecordStore(
            database: test.database, catalogue: catalogue, jobs: JobQueue(notifier: nil),
            profile: { _ in OrganisationProfile(name: "Harbor", zone: zone, currency: .usd, country: "US", locale: "en")
            },
            clock: clock.source, committed: {})
        jobs = modules.flatMap { [store] in $0.jobs(store) } + [SubscriptionDelivery.jobKind(store)]
        router = try Router(modules.flatMap { [store] in $0.routes(store) })
        let provisioning = OrganisationProvisioning(
            database: test.database, passwords: try PasswordService(cost: .init(kibibytes: 8, passes: 1)),
            clock: clock.source, onCreate: modules.map(\.seed))
        func make(_ name: String, _ slug: String) async throws -> ID<Organisation> {
            try await provisioning.create(
                NewOrganisation(name: name, slug: slug, zone: zone),
                owner: NewMember(name: "Olive", email: "olive@\(slug).example", role: .owner)
            ).id
        }
        organisation = try await make("Harbor Plumbing", "harbor")
        rival = try await make("Rival Pipes", "rival")
        wire.connect(router)
    }

    static func run(_ account: StripeAccount? = nil, _ body: (Till) async throws -> Void) async throws {
        let till = if let account { try await Till(account) } else { try await Till() }
        defer { till.test.drop() }
        try await body(till)
    }

    func context(_ role: Role = .owner, in other: ID<Organisation>? = nil, correlation: String = "story-1") -> Context {
        Context(
            organisation: other ?? organisation, actor: .system("test"), role: role, correlation: correlation,
            surface: .api,
            zone: Zone("America/Chicago") ?? .utc, clock: clock.source)
    }

    func customer(email: String? = "ada@example.com", phone: String? = nil) async throws -> ID<Customer> {
        try await store.work(context(.system), "test") {
            try await CustomersModule.directory().create(
                name: "Ada Lovelace", phone: phone, email: email, source: "call", in: $0)
        }
    }

    /// A draft of one line over `cents` before tax.
    func draft(_ cents: Int64 = 14_900, for customer: ID<Customer>? = nil) async throws -> ID<Invoice> {
        let customer = if let customer { customer } else { try await self.customer() }
        return try await store.perform(
            DraftInvoice.self,
            [
                "customer_id": .text(customer),
                "lines": [["description": "Leak repair", "unit_minor": .int(cents)]],
            ], context())
    }

    func issue(_ invoice: ID<Invoice>) async throws {
        _ = try await store.perform(IssueInvoice.self, ["invoice_id": .text(invoice)], context())
    }

    /// An invoice the customer has: issued, its document made, the link sent.
    func sent(_ cents: Int64 = 14_900, for customer: ID<Customer>? = nil) async throws -> InvoiceDetail {
        let id = try await draft(cents, for: customer)
        try await issue(id)
        try await work()
        return try await book.detail(id, context())
    }

    /// Runs what follows from what was committed.
    func work() async throws {
        let clock = clock.source
        try await JobRunner(
            database: test.database, kinds: jobs, loops: test.loops, clock: clock,
            context: { [store] in try await store.systemContext($0, actor: "jobs", correlation: $1) }
        ).runUntilIdle()
    }

    func get(_ path: String) async throws -> Response { await router.respond(to: try Request(.get, path)) }
    func post(_ path: String) async throws -> Response { await router.respond(to: try Request(.post, path)) }

    /// Delivers a webhook; `signature` is right and fresh unless given.
    func webhook(_ event: JSON, signature: String?? = nil) async throws -> Response {
        let body = Array(event.text.utf8)
        var headers: Headers = ["Content-Type": "application/json"]
        headers["Stripe-Signature"] = signature ?? StripeSignature.sign(body, secret: Till.secret, at: clock.now)
        return await router.respond(to: try Request(.post, "/webhooks/stripe", headers: headers, body: body))
    }

    /// What Stripe says of a payment.
    func event(_ invoice: ID<Invoice>, _ cents: Int64, id: String, intent: String, in other: ID<Organisation>? = nil)
        -> JSON
    {
        [
            "id": .string(id), "type": "payment_intent.succeeded", "created": .int(clock.now.seconds),
            "data": [
                "object": [
                    "id": .string(intent), "amount_received": .int(cents), "currency": "usd",
                    "metadata": ["organisation": .text(other ?? organisation), "invoice": .text(invoice)],
                ]
            ],
        ]
    }

    /// Everything that payments write, as one text: equal before and after what must change nothing.
    func books() throws -> String {
        try test.column(
            """
            select (select coalesce(json_agg(p order by id), '[]') from payments p)::text
              || (select coalesce(json_agg(j order by id), '[]') from journals j)::text
              || (select coalesce(json_agg(l order by journal_id, account), '[]') from journal_lines l)::text
              || (select coalesce(json_agg(json_build_array(id, status, paid_minor, paid_at) order by id), '[]') from invoices)::text
              || (select count(*) from events)
            """
        ).joined()
    }
}

/// A number to text from.
struct OneNumber: NumberBook {
    func outgoingNumber(in work: Work) async throws -> String { "+15125550100" }
    func organisation(of number: String) async throws -> ID<Organisation>? { nil }
}

/// What goes out comes back in: requests to ourselves reach the router, others a stand-in that is recorded.
final class Wire: HTTPSending {
    private let router = Mutex<Router?>(nil)
    private let kept = Mutex<[OutgoingRequest]>([])

    var requests: [OutgoingRequest] { kept.withLock { $0 } }
    func connect(_ router: Router) { self.router.withLock { $0 = router } }

    func send(_ request: OutgoingRequest) async throws -> IncomingResponse {
        kept.withLock { $0.append(request) }
        guard request.url.hasPrefix("http://localhost/"), let router = router.withLock({ $0 }) else {
            return IncomingResponse(
                status: 200, body: Array(#"{"id":"cs_1","url":"https://checkout.stripe.com/c/cs_1"}"#.utf8))
        }
        var headers = Headers()
        for header in request.headers { headers.add(header.name, header.value) }
        let answer = await router.respond(
            to: try Request(
                .post, String(request.url.dropFirst("http://localhost".count)), headers: headers, body: request.body))
        return IncomingResponse(status: answer.status)
    }
}

extension Response {
    var page: String {
        switch body {
        case .bytes(let writer): writer.string
        case .text(let text): text
        default: ""
        }
    }
}
