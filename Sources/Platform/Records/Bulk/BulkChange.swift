public import Core
public import Postgres

/// What is done to many records at once.
public enum BulkVerb: Sendable, Hashable {
    /// Fields get these values.
    case set([String: JSON])
    /// Tags are put on and taken off.
    case addTags([String])
    case removeTags([String])
    case delete
    /// An action that needs nothing but the record.
    case action(String)

    var kind: String {
        switch self {
        case .set: "set"
        case .addTags: "add_tags"
        case .removeTags: "remove_tags"
        case .delete: "delete"
        case .action: "action"
        }
    }

    var json: JSON {
        switch self {
        case .set(let members): .object(members)
        case .addTags(let tags), .removeTags(let tags): ["tags": .array(tags.map { .string($0) })]
        case .delete: [:]
        case .action(let name): ["action": .string(name)]
        }
    }

    init(kind: String, _ json: JSON) throws {
        let tags = json["tags"]?.array?.compactMap(\.string) ?? []
        switch kind {
        case "set": self = .set(json.object ?? [:])
        case "add_tags": self = .addTags(tags)
        case "remove_tags": self = .removeTags(tags)
        case "delete": self = .delete
        case "action": self = .action(json["action"]?.string ?? "")
        default: throw Problem.badRequest("unknown_change", "There is no change “\(kind)”.")
        }
    }

    /// Whether the records can get back what they had.
    public var isUndoable: Bool { if case .action = self { false } else { true } }
}

/// Which records a change is about.
public enum BulkSelection: Sendable {
    case ids([Identifier])
    /// All that a list shows.
    case matching(ListState)
}

/// What a change would do, as found by doing it and taking it back.
public struct BulkPreview: Sendable {
    /// A record that the change cannot be made to.
    public struct Refusal: Sendable {
        public let title: String
        public let reason: String
    }

    /// How many records were chosen.
    public let total: Int
    /// Names of the first of them.
    public let names: [String]
    /// Among the first `BulkChanges.rehearsed`.
    public let refusals: [Refusal]
    /// Whether every chosen record was tried.
    public let isComplete: Bool
}

/// How far a change has come.
public struct BulkProgress: Sendable {
    public enum State: String, Sendable { case running, done, undoing, undone }

    public let id: ID<BulkProgress>
    public let resource: String
    public let verb: BulkVerb
    public let state: State
    public let total: Int
    public let done: Int
    public let refused: Int
    public let undone: Int
    public let kept: Int
    public let createdAt: Instant
    let member: ID<User>
    let role: Role

    static let columns: SQL =
        "id, resource, kind, change, state, total, done, refused, undone, kept, member_id, role, created_at"

    init(row: Row) throws {
        id = try row.get("id")
        resource = try row.get("resource")
        verb = try BulkVerb(kind: row.get("kind"), row.get("change"))
        state = State(rawValue: try row.get("state")) ?? .running
        total = try row.get("total")
        done = try row.get("done")
        refused = try row.get("refused")
        undone = try row.get("undone")
        kept = try row.get("kept")
        createdAt = try row.get("created_at")
        member = try row.get("member_id")
        role = Role(rawValue: try row.get("role")) ?? .viewer
    }

    public var isUnderWay: Bool { state == .running || state == .undoing }
    public var isUndoable: Bool { verb.isUndoable && state == .done && done > 0 }
}
