public import Core
public import HTTP
internal import Postgres
public import Records

/// REST for every resource: `/api/v1/<resource>` and `/api/v1/<resource>/{id}`, in PostgREST's grammar.
public enum RecordRoutes {
    public static func routes(_ store: RecordStore) -> [Route] {
        store.catalogue.resources.values.sorted { $0.name < $1.name }.flatMap { routes($0, store) }
    }

    private static func routes(_ resource: Resource, _ store: RecordStore) -> [Route] {
        let path = "/api/v1/\(resource.name)"
        let access = resource.access
        var routes: [Route] = [
            .signedIn(.get, path, access.read) { try await list(store.resolved(resource, $1), store, $0, $1) },
            .signedIn(
                .get, "\(path)/{id}", access.read,
                MovedRecords.following(resource.name, store) {
                    try await one(store.resolved(resource, $1), store, $0, $1)
                }),
        ]
        if access.create != .nobody {
            routes.append(
                .signedIn(.post, path, access.create) { try await create(store.resolved(resource, $1), store, $0, $1) })
        }
        if access.update != .nobody {
            routes.append(
                .signedIn(.patch, path, access.update) {
                    try await bulk(store.resolved(resource, $1), store, $0, $1, isDelete: false)
                })
            routes.append(
                .signedIn(
                    .patch, "\(path)/{id}", access.update,
                    MovedRecords.following(resource.name, store) {
                        try await update(store.resolved(resource, $1), store, $0, $1)
                    }))
        }
        if access.delete != .nobody {
            routes.append(
                .signedIn(.delete, path, access.delete) {
                    try await bulk(store.resolved(resource, $1), store, $0, $1, isDelete: true)
                })
            routes.append(
                .signedIn(
                    .delete, "\(path)/{id}", access.delete,
                    MovedRecords.following(resource.name, store) { try await delete(resource, store, $0, $1) }))
            if resource.isSoftDeleted {
                routes.append(
                    .signedIn(.post, "\(path)/{id}/restore", access.delete) {
                        try await restore(resource, store, $0, $1)
                    })
            }
        }
        return routes
    }

    // MARK: - Reading

    private static func list(_ resource: Resource, _ store: RecordStore, _ request: Request, _ context: Context)
        async throws -> Response
    {
        if !request.wantsCSV { try request.requireAcceptable() }
        let query = try RecordQuery(
            request.conditions, resource: resource, catalogue: store.catalogue(for: context), context: context,
            prefer: request.headers["Prefer"])
        let page = try await store.list(query, context)
        if request.wantsOneObject { return try request.oneObject(page) }
        var response: Response
        if request.wantsCSV {
            response = try RecordCSV.response(page)
        } else {
            let out = ByteWriter(capacity: 256 * page.count + 64)
            RecordJSON(query.fields, embeds: query.embeds).write(page.rows, count: page.count, to: out)
            response = .json(out)
        }
        response.headers["Content-Range"] = contentRange(page)
        if let next = page.next { response.headers["Link"] = "<\(nextLink(request, next))>; rel=\"next\"" }
        return response
    }

    private static func contentRange(_ page: RecordPage) -> String {
        let first = page.query.offset
        let range = page.count == 0 ? "*" : "\(first)-\(first + page.count - 1)"
        let estimated = page.query.count == .estimated && page.total == RecordQuery.countCeiling
        return range + "/" + (page.total.map { estimated ? "*" : "\($0)" } ?? "*")
    }

    private static func nextLink(_ request: Request, _ cursor: Cursor) -> String {
        let kept = request.query.pairs.filter { $0.name != "after" && $0.name != "offset" }
        let pairs = kept.map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }
        return request.path + "?" + (pairs + ["after=\(cursor.text)"]).joined(separator: "&")
    }

    private static func one(_ resource: Resource, _ store: RecordStore, _ request: Request, _ context: Context)
        async throws -> Response
    {
        try request.requireAcceptable()
        if let stranger = request.query.pairs.first(where: { $0.name != "select" }) {
            throw Problem.badRequest("unknown_parameter", "“\(stranger.name)” means nothing here; only “select” does.")
        }
        let page = try await store.get(
            resource, try request.recordID(resource), context, select: request.query["select"])
        let out = ByteWriter(capacity: 1024)
        RecordJSON(page.query.fields, embeds: page.query.embeds).write(page.rows, 0, to: out)
        var response = Response.json(out)
        if page.rows.column("version") != nil, let version: Int64 = try page.rows[0].optional("version") {
            response.headers["ETag"] = "\"\(version)\""
        }
        return response
    }

    // MARK: - Writing

    private static func create(_ resource: Resource, _ store: RecordStore, _ request: Request, _ context: Context)
        async throws -> Response
    {
        if case .array(let items) = try request.json() {
            let records = try await store.create(
                resource, items, context, key: try request.idempotencyKey(), isDryRun: request.isDryRun)
            return .json(.array(records), status: 201)
        }
        let record = try await store.create(
            resource, try request.members(), context, key: try request.idempotencyKey(), isDryRun: request.isDryRun)
        if request.wantsRepresentation { return try request.written([record], status: 201) }
        return .json(record, status: 201).with("Location", "/api/v1/\(resource.name)/\(record["id"]?.string ?? "")")
    }

    private static func update(_ resource: Resource, _ store: RecordStore, _ request: Request, _ context: Context)
        async throws -> Response
    {
        let record = try await store.update(
            resource, try request.recordID(resource), try request.members(), context, version: try request.ifMatch(),
            isDryRun: request.isDryRun)
        return .json(record)
    }

    private static func delete(_ resource: Resource, _ store: RecordStore, _ request: Request, _ context: Context)
        async throws -> Response
    {
        try await store.delete(
            resource, try request.recordID(resource), context, version: try request.ifMatch(),
            isDryRun: request.isDryRun)
        return .noContent
    }

    private static func restore(_ resource: Resource, _ store: RecordStore, _ request: Request, _ context: Context)
        async throws -> Response
    {
        .json(try await store.restore(resource, try request.recordID(resource), context, isDryRun: request.isDryRun))
    }

    private static func bulk(
        _ resource: Resource, _ store: RecordStore, _ request: Request, _ context: Context, isDelete: Bool
    ) async throws -> Response {
        let forLists: Set = ["select", "order", "limit", "offset", "after"]
        let conditions = request.conditions
        guard !conditions.isEmpty, conditions.allSatisfy({ !forLists.contains($0.name) }) else {
            throw Problem.badRequest(
                conditions.isEmpty ? "no_filter" : "bad_filter",
                "A change to many records takes conditions such as status=eq.inactive, and nothing else: every record that fits is changed."
            )
        }
        let query = try RecordQuery(
            conditions, resource: resource, catalogue: store.catalogue(for: context), context: context)
        let members = isDelete ? nil : try request.members()
        if request.wantsRepresentation {
            return try request.written(
                try await store.bulkRecords(
                    resource, filters: query.filters, set: members, context, isDryRun: request.isDryRun), status: 200)
        }
        return .json(
            try await store.bulk(resource, filters: query.filters, set: members, context, isDryRun: request.isDryRun))
    }
}

extension Request {
    /// The query string as `RecordQuery` reads it.
    var conditions: [(name: String, value: String)] { query.pairs.map { ($0.name, $0.value) } }

    /// The id in the path. Throws 404 if it is not one: such a record cannot exist.
    func recordID(_ resource: Resource) throws -> Identifier {
        guard let id = Identifier(try parameter("id")) else { throw Problem.notFound(resource.singular) }
        return id
    }

    /// The JSON object in the body. Throws 400, 415.
    func members() throws -> [String: JSON] {
        guard case .object(let members) = try json() else {
            throw Problem.badRequest("not_an_object", "The body must be a JSON object.")
        }
        return members
    }

    /// Throws 422 unless it is 1 to 200 visible characters.
    func idempotencyKey() throws -> String? {
        guard let key = headers["Idempotency-Key"] else { return nil }
        guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
            throw Problem.invalid(
                "Idempotency-Key", "invalid", "The Idempotency-Key must be 1 to 200 visible ASCII characters.")
        }
        return key
    }

    /// PostgREST's way to ask for a rehearsal: do everything, then undo it.
    var isDryRun: Bool { headers["Prefer"]?.contains("tx=rollback") == true }

    /// The version in `If-Match: "3"`. Throws 400 if it is something else.
    func ifMatch() throws -> Int64? {
        guard let header = headers["If-Match"], header != "*" else { return nil }
        guard let version = Int64(header.filter { $0 != Character("\"") }) else {
            throw Problem.badRequest("bad_if_match", "If-Match must hold the record's version, as in its ETag: \"3\".")
        }
        return version
    }

    /// Throws 406 unless the client takes JSON.
    func requireAcceptable() throws {
        guard let accept = headers["Accept"], !accept.isEmpty else { return }
        let takes = accept.split(separator: ",").contains { part in
            let type = part.prefix { $0 != ";" }.filter { $0 != " " }
            return type == "*/*" || type.hasPrefix("application/") || type == "text/html"
        }
        if !takes {
            throw Problem(status: 406, code: "not_acceptable", "This address answers in application/json only.")
        }
    }
}
