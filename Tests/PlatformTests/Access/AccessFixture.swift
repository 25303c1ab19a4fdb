import Access
import Core
import Crypto
import HTTP
import HTTPClient
import Postgres
import TestSupport
import Testing

/// A database with two organisations and people in each role, gone when the test ends.
final class AccessFixture: Sendable {
    static let password = "correct horse battery"

    let test: TestDatabase
    let clock = TestClock(.systemNow)
    let authenticator: Authenticator
    let passwords: PasswordService
    let provisioning: OrganisationProvisioning
    let secrets = SignInSecrets()
    let openID = OpenIDConfiguration(http: Unreachable(), publicURL: "https://acme.example")
    /// Acme: `owner@acme.example`, `admin@…`, `viewer@…` and so on for every staff role.
    let acme: ID<Organisation>
    /// Globex: `owner@globex.example`, and Acme's viewer as an agent.
    let globex: ID<Organisation>

    var database: Database { test.database }
    /// The connection string of the application's role.
    var application: String { test.conninfo(user: "mainline_app") }

    init() async throws {
        test = try await TestDatabase.make(["Postgres", "Access", "Jobs", "Plans"])
        let database = test.database
        authenticator = Authenticator(database: database, clock: clock.source)
        passwords = try PasswordService(cost: .init(kibibytes: 64, passes: 1))
        provisioning = OrganisationProvisioning(database: database, passwords: passwords, clock: clock.source)
        acme = try await provisioning.create(
            NewOrganisation(name: "Acme", slug: "acme", currency: .eur, country: "DE", locale: "de"),
            owner: NewMember(name: "Olga", email: "owner@acme.example", role: .owner, password: Self.password)
        ).id
        globex = try await provisioning.create(
            NewOrganisation(name: "Globex", slug: "globex"),
            owner: NewMember(name: "Gus", email: "owner@globex.example", role: .owner, password: Self.password)
        ).id
        for role in Role.allCases where role.isStaff && role != .owner {
            try await provisioning.createMember(
                NewMember(name: "\(role)", email: "\(role)@acme.example", role: role, password: Self.password), in: acme
            )
        }
        try await provisioning.createMember(
            NewMember(name: "V", email: "viewer@acme.example", role: .agent), in: globex)
    }

    static func run(_ body: (AccessFixture) async throws -> Void) async throws {
        let fixture = try await AccessFixture()
        defer { fixture.test.drop() }
        try await body(fixture)
    }

    func context(_ role: Role = .owner, in organisation: ID<Organisation>? = nil, user: ID<User>? = nil) -> Context {
        Context(
            organisation: organisation ?? acme, actor: user.map { .user($0) } ?? .system("test"), role: role,
            correlation: "test", surface: .workspace, clock: clock.source)
    }

    func user(_ email: String) async throws -> ID<User> {
        try await database.systemQuery(.operations, "select id from users where email = \(email)").one("user").get("id")
    }

    func form(
        _ path: String, _ fields: [(String, String)], cookie: String? = nil, address: String = "198.51.100.7",
        scheme: String = "https"
    ) throws -> Request {
        var headers: Headers = ["Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"]
        // As a browser that has seen the form.
        let visitor = try visitor()
        let shown = scheme == "https" ? visitor.cookie : visitor.cookie.replacing("__Host-", with: "")
        headers["Cookie"] = ([shown] + [cookie].compactMap(\.self)).joined(separator: "; ")
        let sent = Fields(fields + [("_form", visitor.token)]).encoded
        return try Request(
            .post, path, headers: headers, body: Array(sent.utf8), address: address, scheme: scheme,
            host: "acme.example")
    }

    /// The cookie and the hidden field of a form before sign-in.
    func visitor() throws -> (cookie: String, token: String) {
        let page = ByteWriter()
        page.append("<form method=\"post\"></form>")
        let response = VisitorForm.guarded(.html(page), for: try get("/sign-in"))
        guard case .bytes(let bytes) = response.body else { return ("", "") }
        let token = bytes.string.split(separator: "value=\"").last?.prefix { $0 != "\"" } ?? ""
        return (String(response.headers["Set-Cookie"]?.prefix { $0 != ";" } ?? ""), String(token))
    }

    /// Signs in; gives what the browser sends back from then on.
    func signIn(_ email: String, password: String = password, address: String = "198.51.100.7") async throws -> String {
        let request = try form("/sign-in", [], address: address)
        let outcome = try await SignIn(authenticator, passwords: passwords).signIn(
            email: email, password: password, request)
        guard let cookie = outcome.cookies.first else { throw NoCookie() }
        return "\(cookie.name)=\(cookie.value)"
    }

    func get(_ path: String = "/", cookie: String? = nil, key: String? = nil, address: String = "198.51.100.7") throws
        -> Request
    {
        var headers = Headers()
        headers["Cookie"] = cookie
        headers["Authorization"] = key.map { "Bearer \($0)" }
        return try Request(.get, path, headers: headers, address: address, scheme: "https", host: "acme.example")
    }

    /// Who the cookie stands for.
    func whoIs(_ cookie: String) async throws -> Context? { try await authenticator.authenticate(get(cookie: cookie)) }

    /// Who the key stands for.
    func whoHolds(_ key: String) async throws -> Context? {
        try await authenticator.authenticate(get("/api/v1/leads", key: key))
    }

    func actions(in organisation: ID<Organisation>? = nil) async throws -> [String] {
        try await database.query(
            context(in: organisation), "select action from audit_entries where record_kind = 'members' order by id"
        ).map { try $0.get("action") }
    }
}

struct NoCookie: Error {}

/// A network in which nobody answers.
struct Unreachable: HTTPSending {
    func send(_ request: OutgoingRequest) async throws -> IncomingResponse {
        throw HTTPClientError.timedOut(host: request.url)
    }
}

/// The code of the problem that `body` throws; nil if it throws none.
func code(_ body: () async throws -> Void) async throws -> String? {
    do { try await body() } catch let problem as Problem { return problem.code }
    return nil
}
