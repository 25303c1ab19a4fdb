public import Core
public import Postgres
internal import Synchronization

/// Sets of a resource's records that people have named, such as segments of customers. A list, an export, a change to
/// many and a report can be narrowed to one: `segment=eq.<id>` is compiled like any other condition.
public struct NamedSets: Sendable {
    /// One set: what it says by itself, or a condition over a row called `t` that holds for those picked for it.
    public enum NamedSet: Sendable {
        case filter(FilterTree)
        case picked(SQL)
    }

    /// By which a filter names sets: a reference to the records that describe them.
    public let field: Field
    /// The resource whose records describe the sets: a change to one is noticed at once.
    public let source: String
    /// All sets of an organisation, by their id.
    public let read: @Sendable (Database, Context) async throws -> [String: NamedSet]

    public init(
        field name: String, label: String, source: String,
        read: @escaping @Sendable (Database, Context) async throws -> [String: NamedSet]
    ) {
        field = Field(name, .reference(source), label: label, readOnly: true, read: .staff)
        self.source = source
        self.read = read
    }
}

/// The named sets of each organisation, remembered for ten seconds.
final class NamedSetMemory: Sendable {
    private struct Entry {
        var byResource: [String: [String: NamedSets.NamedSet]]
        let until: Instant
    }

    private static let memory: Duration = .seconds(10)
    private let known = Mutex<[ID<Organisation>: Entry]>([:])

    func sets(_ declared: NamedSets, of resource: String, _ database: Database, _ context: Context) async throws
        -> [String: NamedSets.NamedSet]
    {
        let entry = known.withLock { $0[context.organisation] }.flatMap { $0.until > context.now ? $0 : nil }
        if let sets = entry?.byResource[resource] { return sets }
        let sets = try await declared.read(database, context)
        known.withLock { known in
            if known.count > 10_000 { known.removeAll() }
            var entry = entry ?? Entry(byResource: [:], until: context.now + Self.memory)
            entry.byResource[resource] = sets
            known[context.organisation] = entry
        }
        return sets
    }

    func forget(_ organisation: ID<Organisation>) { known.withLock { $0[organisation] = nil } }
}

extension FilterCompiler {
    /// Sets may be described by other sets, so deep and no deeper.
    private static let setDepth = 3

    /// A condition on which named sets a record is in.
    func membership(_ field: Field, _ sets: [String: NamedSets.NamedSet], _ test: FilterTest) throws -> Filter {
        let any = Filter.any(try test.values.map { try set($0, field, sets) })
        switch test.comparison {
        case .equals, .among: return any
        case .differs, .distinct, .noneOf: return .not(any)
        default:
            throw Problem.badRequest(
                "unknown_operator", "\(field.name) takes eq, in, neq and none with ids of \(field.label.lowercased())s."
            )
        }
    }

    private func set(_ value: String, _ field: Field, _ sets: [String: NamedSets.NamedSet]) throws -> Filter {
        guard let id = Identifier(value), let set = sets[id.description] else {
            throw Problem.badRequest(
                "bad_value", "There is no \(field.label.lowercased()) “\(value)” any more. Take it out of the filter.")
        }
        switch set {
        case .picked(let condition): return .member(condition)
        case .filter(let tree):
            guard depth < Self.setDepth else {
                throw Problem.badRequest(
                    "bad_filter", "This \(field.label.lowercased()) is described by itself or by too many others.")
            }
            return try FilterCompiler(fields: fields, context: context, depth: depth + 1).filter(tree)
        }
    }
}
