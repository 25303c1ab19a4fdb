internal import Core
internal import HTTP
internal import Postgres

/// Which entries of the audit trail are asked for.
struct AuditFilter: Sendable {
    static let pageSize = 50
    private static let names = ["show", "who", "action", "kind", "record", "from", "to", "address", "story"]

    /// What the chips above the trail stand for.
    enum Topic: String, CaseIterable, Sendable {
        case signIns = "sign-ins"
        case exports, keys, members, support

        var title: String {
            switch self {
            case .signIns: "Sign-ins"
            case .exports: "Exports"
            case .keys: "Keys"
            case .members: "Members"
            case .support: "Support"
            }
        }

        /// Kinds of record, or actions where several kinds share one.
        fileprivate var condition: (column: String, values: [String]) {
            switch self {
            case .signIns:
                (
                    "action",
                    [
                        "sign_in", "sign_in_failed", "sign_out", "switch_organisation", "second_factor_failed",
                        "password_reset", "session_ended",
                    ]
                )
            case .exports: ("record_kind", ["exports"])
            case .keys: ("record_kind", ["api_keys", "widget_tokens", "calendar_feeds"])
            case .members: ("record_kind", ["members", "invitations", "roles", "teams", "organisations"])
            case .support: ("record_kind", ["support_sessions"])
            }
        }
    }

    let values: [String: String]
    /// Entries older than this one.
    let before: Identifier?
    private let zone: Zone

    init(_ query: Fields, _ zone: Zone) {
        var values: [String: String] = [:]
        for name in Self.names {
            if let text = query[name], !text.isEmpty, text.utf8.count <= 200 { values[name] = text }
        }
        self.values = values
        before = query["before"].flatMap { Identifier($0) }
        self.zone = zone
    }

    subscript(name: String) -> String? { values[name] }
    var topic: Topic? { values["show"].flatMap(Topic.init(rawValue:)) }
    var isEmpty: Bool { values.isEmpty }

    /// The address of the page with these values, some changed.
    func address(_ path: String, _ changes: [String: String?] = [:]) -> String {
        var shown = values
        for (name, value) in changes { shown[name] = value }
        let pairs = shown.sorted { $0.key < $1.key }.map { "\($0.key)=\(QueryText.encode($0.value))" }
        return pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
    }

    /// The newest entries that fit. Where one of several values may match, the newest of each are read by their index
    /// and cut again: the whole trail is never gone through.
    func select(limit: Int) -> SQL {
        let conditions = [SQL.plannedAnew("e.org_id = app_org()")] + self.conditions
        guard let topic else {
            return """
                select e.* from audit_entries e where \(SQL.joined(conditions, by: " and "))
                order by e.id desc limit \(limit)
                """
        }
        let (column, values) = topic.condition
        return """
            select n.* from unnest(\(values)::text[]) as wanted (value) cross join lateral (
              select e.* from audit_entries e
              where \(SQL.joined(conditions, by: " and ")) and e.\(identifier: column) = wanted.value
              order by e.id desc limit \(limit)) n
            order by n.id desc limit \(limit)
            """
    }

    private var conditions: [SQL] {
        var found: [SQL] = []
        if let before { found.append("e.id < \(before)") }
        if let who = values["who"] { found.append("e.actor = \(who)") }
        if let action = values["action"] { found.append("e.action = \(action)") }
        if let kind = values["kind"] { found.append("e.record_kind = \(kind)") }
        if let record = values["record"] {
            found.append(Identifier(record).map { "e.record_id = \($0)" } ?? "false")
        }
        if let address = values["address"] { found.append("e.address = \(address) and e.address <> ''") }
        if let story = values["story"] { found.append("e.correlation_id = \(story)") }
        // Ids begin with the time they were made at, so the key serves a span of days too.
        if let from = values["from"].flatMap({ LocalDate($0) }) {
            found.append("e.id >= \(Identifier(time: zone.startOfDay(from), random: (0, 0)))")
        }
        if let to = values["to"].flatMap({ LocalDate($0) }) {
            found.append("e.id < \(Identifier(time: zone.startOfDay(to.adding(days: 1)), random: (0, 0)))")
        }
        return found
    }
}
