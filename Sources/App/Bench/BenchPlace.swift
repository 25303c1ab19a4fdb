internal import Access
internal import Calls
internal import Carrier
internal import Core
internal import Foundation
internal import Glibc
internal import Postgres
internal import Records
internal import Synchronization
internal import Workspace

/// An installation of the benchmark's own, in a temporary folder, with two organisations full of leads.
final class BenchPlace: Sendable {
    /// What a load generator shows to be let in, and what it asks for.
    struct Tenant: Sendable {
        let id: ID<Organisation>
        let context: Context
        let lead: Identifier
    }

    static let email = "owner@bench.example"
    /// The owner of an organisation that has nothing but one lead; there is one beside many customers and deals.
    static let newcomer = "newcomer" + email
    static let password = "bench-harbor-light-42"
    static let number = "+15125550190"

    let folder: String
    let settings: Settings
    /// For `mainline serve`.
    let arguments: [String]
    let logins: Installation.Logins
    let small: Tenant
    /// The organisation of `--rows`.
    let large: Tenant?
    let account: CarrierAccount
    /// The statements of `GET /api/v1/leads/{id}` and of the list, as the server sends them.
    let point: [(text: String, values: [String?])]
    let list: [(text: String, values: [String?])]
    /// Those of the first page of leads with its frame.
    let page: [(text: String, values: [String?])]
    private let keys: Mutex<[String]>
    private let largeKeys: Mutex<[String]>

    var url: String { settings.publicURL }

    /// Makes it. Throws whatever keeps an installation from being made.
    init(_ options: BenchOptions, rest: [String], say: @Sendable (String) -> Void) async throws {
        folder = try Self.makeFolder()
        // Where the limits themselves are not what is measured they must not be met.
        let unlimited = ["--limits-session-requests", "10000000", "--limits-organisation-requests", "100000000"]
        // The server takes the neighbours' addresses from what a proxy would say.
        let limits = options.only == "neighbour" ? ["--trusted-proxies", "127.0.0.1"] : unlimited
        let common = rest + ["--data", folder + "/data"] + limits
        arguments = common + ["--listen", "127.0.0.1:\(try Self.freePort())", "--log-level", "warning"]
        settings = try Settings(arguments: arguments, environment: [:], file: nil, path: "")
        say("making a database with \(10_000 + options.rows) records …")
        let isNeighbour = options.only == "neighbour"
        let rows = isNeighbour ? 10_000 : options.only == nil || options.only == "rows" ? options.rows : 0
        let records = options.only == "workspace" ? max(options.rows, 1) : 0
        let made = try await CommandSession.run(settings) {
            try await Self.fill(
                $0, rows: rows, records: records, perMinute: isNeighbour ? NeighbourBench.allowed : 100_000)
        }
        (logins, small, large, account, point, list, page) = (
            made.logins, made.small, made.large, made.account, made.point, made.list, made.page
        )
        keys = Mutex(made.keys)
        largeKeys = Mutex(made.largeKeys)
    }

    /// A key that has not been used: each may be used a hundred thousand times in a minute, which a round does.
    func authorization(large: Bool = false) throws -> String {
        let key = large ? largeKeys.withLock { $0.popLast() } : keys.withLock { $0.popLast() }
        guard let key else { throw ProgramError("The benchmark has used all its keys.", "Ask for fewer rounds.") }
        return "Authorization: Bearer \(key)"
    }

    /// A key of the large organisation that has been revoked.
    func revokedAuthorization() throws -> String {
        guard let key = largeKeys.withLock({ $0.first }) else {
            throw ProgramError("The benchmark has no second organisation.", "Ask for the case neighbour.")
        }
        return "Authorization: Bearer \(key)"
    }

    /// The owner of the small organisation, as somebody who works there.
    func person(_ store: RecordStore) async throws -> Context {
        let own = small.context
        let member: ID<User> = try await store.database.query(
            own, "select id from members where org_id = app_org() limit 1"
        ).one("member").get("id")
        return Context(
            organisation: own.organisation, actor: .user(member), role: .owner, correlation: own.correlation,
            surface: .cli)
    }

    /// Removes everything.
    func remove() {
        do { try FileManager.default.removeItem(atPath: folder) } catch { print("\(folder) stays: \(error)") }
    }

    // MARK: - Making

    private struct Made: Sendable {
        let logins: Installation.Logins
        let small: Tenant
        let large: Tenant?
        let account: CarrierAccount
        let point: [(text: String, values: [String?])]
        let list: [(text: String, values: [String?])]
        let page: [(text: String, values: [String?])]
        let keys: [String]
        let largeKeys: [String]
    }

    /// - Parameters:
    ///   - rows: leads of the large organisation.
    ///   - records: customers and deals of the small one.
    ///   - perMinute: requests that keys of the large one allow.
    private static func fill(
        _ session: CommandSession, rows: Int, records: Int, perMinute: Int
    ) async throws -> Made {
        let store = session.application.store
        let (small, keys) = try await tenant("bench", leads: 10_000, session)
        try await PhoneNumberBook.add(number, label: "Bench", to: small.id, store: store)
        if records > 0 {
            try WorkspaceRows.insert(records, into: small.id, session.installation.logins)
            _ = try await tenant("newcomer", leads: 1, session)
        }
        let big = rows > 0 ? try await tenant("bench-large", leads: rows, session, perMinute: perMinute) : nil
        try BlockingSession(session.installation.logins.owner).run("analyze")
        guard let leads = store.catalogue.resources["leads"] else {
            throw ProgramError("There are no leads.", "Build the program again.")
        }
        let query = try RecordQuery(
            [("limit", "50")], resource: leads, catalogue: store.catalogue, context: small.context)
        let database = session.application.database
        return Made(
            logins: session.installation.logins, small: small, large: big?.0,
            account: session.application.services.carrierAccount,
            point: database.sent(small.context, [try store.statement(leads, small.lead, small.context)]),
            list: database.sent(small.context, [query.select]),
            page: database.sent(
                small.context, try LeadListReads.statements(session.application.store.catalogue, small.context)),
            keys: keys, largeKeys: big?.1 ?? [])
    }

    private static func tenant(
        _ slug: String, leads: Int, _ session: CommandSession, perMinute: Int = 100_000
    ) async throws -> (Tenant, [String]) {
        let new = NewOrganisation(name: "Bench", slug: slug, zone: .utc)
        let owner = NewMember(
            name: "Ola Bench", email: slug == "bench" ? email : slug + email, role: .owner, password: password)
        let id = try await session.provisioning.create(new, owner: owner).id
        let provisioned = try await session.provisioning.context(of: id)
        let maker = APIKeys(session.application.authenticator)
        var keys: [String] = []
        // The first has leaked and been revoked.
        let leaked = try await maker.create(NewAPIKey(name: "leaked", role: .viewer), provisioned)
        try await maker.revoke(leaked.id, provisioned)
        keys.append(leaked.text)
        for index in 0..<80 {
            keys.append(
                try await maker.create(
                    NewAPIKey(name: "bench \(index)", role: .owner, requestsPerMinute: perMinute), provisioned
                ).text)
        }
        try insertLeads(leads, id, session.installation.logins)
        let ids = try await session.application.database.query(
            provisioned, "select id from leads where org_id = app_org() order by created_at limit 1")
        let lead: Identifier = try ids.one("lead").get("id")
        let context = Context(
            organisation: id, actor: .apiKey(lead), role: .owner, correlation: lead.description, surface: .api,
            address: "127.0.0.1")
        return (Tenant(id: id, context: context, lead: lead), keys)
    }

    /// Without the audit trail, which ten million made-up rows would only fill.
    private static func insertLeads(_ count: Int, _ organisation: ID<Organisation>, _ logins: Installation.Logins)
        throws
    {
        let owner = try BlockingSession(logins.owner)
        try owner.run("alter table leads disable trigger audit")
        let system = try BlockingSession(logins.system)
        try system.run("set statement_timeout = 0; select set_config('app.org', '\(organisation)', false)")
        for start in stride(from: 1, through: count, by: 200_000) {
            try system.run(
                """
                insert into leads (org_id, id, name, company, phone, email, status, source, score, notes, tags, created_at)
                select app_org(), uuid_v7(), 'Lead number ' || n, case when n % 3 = 0 then 'Company ' || n % 977 end,
                  '+1512' || 2000000 + n % 7000000, 'lead' || n || '@example.com', (array['new', 'contacted', 'qualified'])[1 + n % 3],
                  'web', n % 100, case when n % 5 = 0 then 'Called back twice; wants a quote for the second floor.' end,
                  case when n % 4 = 0 then array['vip', 'south'] else '{}' end, now() - n * interval '1 second'
                from generate_series(\(start), \(min(count, start + 199_999))) n
                """)
        }
        try owner.run("alter table leads enable trigger audit")
    }

    // MARK: - Places

    /// A folder that PostgreSQL's system user may enter too.
    private static func makeFolder() throws -> String {
        let path = NSTemporaryDirectory() + "mainline-bench-\(getpid())"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
        return path
    }

    private static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else {
            throw ProgramError("No port is free on the loopback.", "End some programs and try again.")
        }
        return UInt16(bigEndian: address.sin_port)
    }
}
