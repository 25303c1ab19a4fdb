import Core
import EventLoop
import Jobs
import Postgres
import Records
import TestSupport

/// A database with one plain resource in it.
struct Gadgets: Sendable {
    let test: TestDatabase
    let store: RecordStore
    let context = TestDatabase.context(TestDatabase.id(1))

    static let resource = Resource(
        "gadgets", singular: "gadget",
        fields: [
            .text("name", required: true), .number("size"), .boolean("is_new"), .date("made_on"),
            .timestamp("seen_at").readOnly,
            .tags("labels"), .json("extra"), .reference("owner_id", to: "members"),
            .choice("state", [Choice("on"), Choice("off")]),
        ],
        list: .init(columns: ["name"], order: .ascending("name")))

    static func with(_ body: @Sendable (Gadgets) async throws -> Void) async throws {
        let test = try await TestDatabase.make()
        defer { test.drop() }
        try test.run(
            """
            create table gadgets (org_id uuid not null, id uuid not null, name text not null, size bigint, is_new boolean,
              made_on date, seen_at timestamptz, labels text[], extra jsonb, owner_id uuid, state text,
              version int not null default 1, created_at timestamptz not null default now(), created_by uuid default app_user(),
              updated_at timestamptz not null default now(), deleted_at timestamptz,
              constraint gadgets_pkey primary key (org_id, id),
              constraint gadgets_name_key unique (org_id, name) deferrable initially deferred);
            select record_table('gadgets');
            """)
        var catalogue = Catalogue()
        catalogue.add(resource)
        let store = RecordStore(
            database: test.database, catalogue: catalogue, jobs: JobQueue(notifier: nil),
            profile: { _ in throw Problem.notFound("organisation") }, committed: {})
        try await body(Gadgets(test: test, store: store))
    }

    func add(_ name: String, key: String? = nil, context: Context? = nil) async throws -> JSON {
        try await store.create(Self.resource, ["name": .string(name)], context ?? self.context, key: key)
    }

    func count() throws -> Int {
        Int(try test.column("select count(*) from gadgets where deleted_at is null")[0]) ?? -1
    }

    func page(_ parameters: [(name: String, value: String)], limit: Int) async throws -> RecordPage {
        let query = try RecordQuery(
            parameters + [(name: "limit", value: "\(limit)")], resource: Self.resource, catalogue: store.catalogue,
            context: context)
        return try await store.list(query, context)
    }
}
