import Core
import Jobs
import Postgres
import Records
import TestSupport

/// A resource with a field of every kind on a table of its own, in one organisation.
struct RecordBench {
    static let table = """
        create table things (
          org_id uuid not null, id uuid not null, name text not null, story text, email text, phone text, url text, amount bigint,
          rate numeric, price bigint, currency char(3) default 'USD', is_open boolean, day date, at timestamptz, length bigint,
          colour text, colours text[], parent_id uuid, tags text[] not null default '{}', data jsonb, place jsonb, secret text,
          custom jsonb not null default '{}', version int not null default 1, created_at timestamptz not null default now(),
          updated_at timestamptz not null default now(), deleted_at timestamptz, primary key (org_id, id),
          constraint things_name_key unique (org_id, name));
        select record_table('things');
        """
    static let colours = [Choice("red"), Choice("blue")]
    static let things = Resource(
        "things", singular: "thing",
        fields: [
            .text("name", required: true), .longText("story"), .email("email"), .phone("phone"), Field("url", .url),
            .number("amount"), Field("rate", .percent), .money("price"), .boolean("is_open"), .date("day"),
            .timestamp("at"),
            Field("length", .duration), .choice("colour", colours), Field("colours", .multiChoice(colours)),
            .reference("parent_id", to: "things"), .tags("tags"), .json("data"), Field("place", .address),
            .text("secret").visible(to: .admins),
        ], access: .init(delete: .managers), list: .init(columns: ["name"], order: .descending("created_at")))

    let test: TestDatabase
    let store: RecordStore
    let organisation: ID<Organisation> = TestDatabase.id(1)
    let clock = TestClock()

    static func with(_ body: (RecordBench) async throws -> Void) async throws {
        let bench = try await RecordBench()
        defer { bench.test.drop() }
        try await body(bench)
    }

    private init() async throws {
        test = try await TestDatabase.make()
        try test.run("set role mainline_owner; " + Self.table)
        var catalogue = Catalogue()
        catalogue.add(Self.things)
        catalogue.add(constraint: "things_name_key", .init("name", "taken", "There is a thing of that name."))
        store = RecordStore(
            database: test.database, catalogue: catalogue, jobs: JobQueue(notifier: nil),
            profile: { _ in throw Problem.notFound() }, clock: clock.source, committed: {})
    }

    func context(_ role: Role = .owner) -> Context {
        TestDatabase.context(organisation, role: role, clock: clock.source)
    }

    @discardableResult
    func create(_ members: [String: JSON], key: String? = nil, dry: Bool = false, as role: Role = .owner) async throws
        -> JSON
    {
        try await store.create(Self.things, members, context(role), key: key, isDryRun: dry)
    }

    func query(_ parameters: [(String, String)], as role: Role = .owner) throws -> RecordQuery {
        try RecordQuery(
            parameters.map { (name: $0.0, value: $0.1) }, resource: Self.things, catalogue: store.catalogue,
            context: context(role))
    }

    /// The names on the page that the query asks for, and where the next one starts.
    func list(_ parameters: (String, String)...) async throws -> (names: [String], next: String?) {
        try await list(parameters)
    }

    func list(_ parameters: [(String, String)]) async throws -> (names: [String], next: String?) {
        let page = try await store.list(try query(parameters), context())
        return (try (0..<page.count).map { try page.rows[$0].get("name") }, page.next?.text)
    }

    func count() throws -> Int { try test.column("select 1 from things where deleted_at is null").count }

    func id(_ record: JSON) throws -> Identifier {
        guard let id = record["id"]?.string.flatMap({ Identifier($0) }) else { throw Problem.notFound() }
        return id
    }
}

/// The problem that `body` throws; nil if it throws none.
func refusal(_ body: () async throws -> some Any) async throws -> Problem? {
    do {
        _ = try await body()
        return nil
    } catch let problem as Problem { return problem }
}
