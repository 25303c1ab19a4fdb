public import Core
internal import Postgres
internal import Synchronization

/// The custom fields of each organisation, remembered for ten seconds.
final class CustomFields: Sendable {
    private struct Entry {
        let byResource: [String: [Field]]
        let until: Instant
    }

    private static let memory: Duration = .seconds(10)
    private let known = Mutex<[ID<Organisation>: Entry]>([:])

    func fields(of resource: Resource, _ database: Database, _ context: Context) async throws -> [Field] {
        if let entry = known.withLock({ $0[context.organisation] }), entry.until > context.now {
            return entry.byResource[resource.name] ?? []
        }
        let rows = try await database.read(
            context,
            "select resource, name, label, kind, choices, is_required from custom_fields where org_id = app_org() order by resource, name"
        )
        var byResource: [String: [Field]] = [:]
        for row in rows { byResource[try row.get("resource"), default: []].append(try Self.field(row)) }
        known.withLock { known in
            if known.count > 10_000 { known.removeAll() }
            known[context.organisation] = Entry(byResource: byResource, until: context.now + Self.memory)
        }
        return byResource[resource.name] ?? []
    }

    /// After a change in this process; others follow within the memory's length.
    func forget(_ organisation: ID<Organisation>) { known.withLock { $0[organisation] = nil } }

    private static func field(_ row: Row) throws -> Field {
        Field(
            try row.get("name"), try kind(try row.get("kind"), choices: try row.get("choices")),
            label: try row.get("label"),
            required: try row.get("is_required"), source: .custom)
    }

    private static func kind(_ name: String, choices: [String]) throws -> FieldKind {
        switch name {
        case "long_text": .longText(max: 20_000)
        case "email": .email
        case "phone": .phone
        case "url": .url
        case "number": .number(-1_000_000_000_000...1_000_000_000_000)
        case "percent": .percent
        case "boolean": .boolean
        case "date": .date
        case "timestamp": .timestamp
        case "choice": .choice(choices.map { Choice($0, $0) })
        default: .text(max: 500)
        }
    }
}

extension RecordStore {
    /// The resource with the organisation's own fields and named sets, as far as it is there for whoever asks: what reads and
    /// writes on its behalf go by. Throws `Problem` 404 where a custom role leaves nothing of it.
    public func resolved(_ resource: Resource, _ context: Context) async throws -> Resource {
        var resource = resource
        if resource.allowsCustomFields {
            let taken = Set(resource.fields.map(\.name))
            resource = resource.adding(
                custom: try await customFields.fields(of: resource, database, context)
                    .filter { !taken.contains($0.name) })
        }
        resource = resource.narrowed(by: context.grants)
        guard context.grants == nil || resource.access.read.allows(context.role) else {
            throw Problem.notFound(resource.singular)
        }
        // The names of sets are remembered for all: whoever may not read all of them filters by none.
        guard let declared = catalogue.namedSets[resource.name], declared.field.readAccess.allows(context.role),
            context.grants.map({ $0.reach(declared.source, "read") == .all }) ?? true
        else {
            return resource
        }
        var field = declared.field
        field.sets = try await namedSets.sets(declared, of: resource.name, database, context)
        return resource.adding(sets: field)
    }
}
