import Access
import Contracts
import Core
import Crypto
import Customers
import EventLoop
import Files
import Jobs
import Modules
import Postgres
import Records
import Sales
import Scheduling
import TestSupport

/// An organisation with two technicians, on a database of its own. The clock stands at Monday, 2 March 2026, 09:00 UTC.
struct Workplace {
    let test: TestDatabase
    let store: RecordStore
    let clock: TestClock
    let provisioning: OrganisationProvisioning
    let organisation: ID<Organisation>
    let owner: ID<User>
    let ann: ID<User>
    let bob: ID<User>
    let privacy: PrivacyTools
    let zone: Zone
    let customers: any CustomerDirectory = CustomersModule.directory()
    let book: any AppointmentBook = SchedulingModule.book()

    /// - Parameter targets: whose tables there are beside those that every test needs.
    static func open(zone name: String = "America/Chicago", also targets: [String] = []) async throws -> Workplace {
        let test = try await TestDatabase.make(
            [
                "Postgres", "Jobs", "Access", "Records", "Customers", "Scheduling", "Sales", "Notifications", "Files",
            ] + targets.filter { $0 != "Files" })
        let workers = WorkerPool(threads: 1)
        let privacy = PrivacyTools.on(
            FileStore(database: test.database, directory: "/tmp/\(test.name)", workers: workers), workers)
        let modules = [
            try CustomersModule.module(privacy: privacy), SchedulingModule.module(),
            try SalesModule.module(
                customers: CustomersModule.directory(), hours: SchedulingModule.businessTime()),
        ]
        var catalogue = Catalogue()
        for module in modules { module.contribute(to: &catalogue) }
        catalogue.add(MemberResource.resource)
        catalogue.add(CustomFieldResource.resource(for: modules.flatMap(\.resources)))
        let clock = TestClock()
        guard let zone = Zone(name) else { throw Problem.notFound("zone") }
        let provisioning = OrganisationProvisioning(
            database: test.database, passwords: try PasswordService(cost: .init(kibibytes: 8, passes: 1)),
            clock: clock.source, onCreate: modules.map(\.seed))
        let made = try await provisioning.create(
            NewOrganisation(name: "Harbor", slug: "harbor", zone: zone),
            owner: NewMember(name: "Olive Owner", email: "olive@harbor.example", role: .owner))
        func technician(_ name: String) async throws -> ID<User> {
            try await provisioning.createMember(
                NewMember(name: name, email: "\(name.lowercased())@harbor.example", role: .technician), in: made.id)
        }
        guard let owner = made.owner else { throw Problem.notFound("owner") }
        return Workplace(
            test: test,
            store: RecordStore(
                database: test.database, catalogue: catalogue, jobs: JobQueue(notifier: nil),
                profile: { _ in
                    OrganisationProfile(name: "Harbor", zone: zone, currency: .usd, country: "US", locale: "en")
                }, clock: clock.source, committed: {}),
            clock: clock, provisioning: provisioning, organisation: made.id, owner: owner,
            ann: try await technician("Ann"), bob: try await technician("Bob"), privacy: privacy, zone: zone)
    }

    func context(_ role: Role = .owner, actor: Actor? = nil, organisation other: ID<Organisation>? = nil) -> Context {
        Context(
            organisation: other ?? organisation, actor: actor ?? .user(owner), role: role, correlation: "test",
            surface: .api,
            zone: zone, clock: clock.source)
    }

    func work<Value: Sendable>(
        _ role: Role = .system, _ body: @Sendable (Work) async throws -> Value
    ) async throws -> Value {
        try await store.work(context(role), "test", body)
    }

    func customer(_ name: String = "Ada", phone: String? = nil) async throws -> ID<Customer> {
        try await work { try await customers.create(name: name, phone: phone, email: nil, source: "call", in: $0) }
    }

    func jobType(_ description: String) async throws -> JobTypeSummary {
        try await work { try await book.jobType(for: description, in: $0) }
    }

    /// The wall clock of the organisation.
    func at(_ date: String, _ time: String) throws -> Instant {
        guard let date = LocalDate(date), let time = LocalTime(time) else { throw Problem.notFound("time") }
        return zone.instant(LocalDateTime(date, time))
    }

    func events(_ kind: String) throws -> Int {
        try test.column("select 1 from events where kind = '\(kind)'").count
    }
}

/// The code of the `Problem` that `body` throws; nil if it throws none.
func problem(_ body: () async throws -> some Any) async throws -> String? {
    do {
        _ = try await body()
        return nil
    } catch let problem as Problem {
        return problem.code
    }
}
