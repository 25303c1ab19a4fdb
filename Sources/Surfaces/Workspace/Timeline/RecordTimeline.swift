internal import Core
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// What has happened to a record and to those that belong to it, a page at a time, newest first.
struct RecordTimeline {
    static let tabName = "timeline"
    /// Entries on a page.
    private static let pageSize = 40
    /// Of each related list only the newest records' events are told: more would be told by nobody's memory either.
    private static let relatedLimit = 50

    let request: RecordPageRequest
    let kind: TimelineKind
    /// Show what came before the event with this id.
    let before: Identifier?
    /// One story only: its correlation.
    let story: String?

    init(_ request: RecordPageRequest) {
        self.request = request
        kind = request.query["kind"].flatMap(TimelineKind.init(rawValue:)) ?? .all
        before = request.query["before"].flatMap { Identifier($0) }
        story = request.query["story"].map { String($0.prefix(200)) }
    }

    private var isCustomer: Bool { request.resource.customerColumn == "id" }

    // MARK: - Reading

    /// The events, the names of members for changes of owner, and what was said in calls.
    func reads(_ extras: RecordPageExtras) -> [SQL] {
        [EventLine.select(from: events(extras)), MemberNames.select]
            + (isCustomer ? [Transcript.select(calls: "customer_id = \(request.id)")] : [])
    }

    /// Each source gives its newest and their union is cut again, so that an index serves every one of them.
    private func events(_ extras: RecordPageExtras) -> SQL {
        let branches = sources(extras)
        if branches.count == 1 { return branches[0] }
        let union = SQL.joined(branches.map { "(\($0))" }, by: " union ")
        return "select * from (\(union)) u order by id desc limit \(Self.pageSize + 1)"
    }

    private func sources(_ extras: RecordPageExtras) -> [SQL] {
        if let story {
            // A story may begin before anyone knew whose it was.
            let whose: SQL = isCustomer ? " and (customer_id = \(request.id) or customer_id is null)" : ""
            return [source("correlation_id = \(story)\(whose)")]
        }
        let own: SQL =
            isCustomer
            ? "customer_id = \(request.id)" : "record_kind = \(request.resource.name) and record_id = \(request.id)"
        return [source(own)] + (extras.events?(request) ?? []).map(source) + (isCustomer ? [] : related)
    }

    private func source(_ condition: SQL) -> SQL {
        """
        select \(Event.columns) from events where org_id = app_org() and \(condition) and \(limits)
        order by id desc limit \(Self.pageSize + 1)
        """
    }

    /// The page, the kind asked for, and what the role may read.
    private var limits: SQL {
        var parts: [SQL] = ["kind <> all (array['message.delivered'])"]
        if let before { parts.append("id < \(before)") }
        if let condition = kind.condition { parts.append(condition) }
        parts.append(EventLine.readable(request.catalogue, request.context.role))
        return SQL.joined(parts, by: " and ")
    }

    private var related: [SQL] {
        (request.resource.presentation?.related ?? []).compactMap { related in
            guard let other = request.catalogue.resources[related.resource],
                other.access.read.allows(request.context.role), other.field(related.by)?.source == .column
            else { return nil }
            let alive: SQL = other.isSoftDeleted ? " and deleted_at is null" : ""
            return """
                select e.* from (
                  select id from \(identifier: other.name)
                  where org_id = app_org() and \(identifier: related.by) = \(request.id)\(alive)
                  order by id desc limit \(Self.relatedLimit)) r
                cross join lateral (
                  select \(Event.columns) from events
                  where org_id = app_org() and record_kind = \(other.name) and record_id = r.id and \(limits)
                  order by id desc limit \(Self.pageSize + 1)) e
                order by e.id desc limit \(Self.pageSize + 1)
                """
        }
    }

    // MARK: - What was read

    /// A page of lines, and where the next older one begins.
    struct Page {
        let lines: [EventLine]
        let older: Identifier?
        let words: ChangeWords
        let transcript: Transcript?
    }

    func page(_ rows: [Rows]) throws -> Page {
        let lines = try rows[0].map { try EventLine(row: $0, for: request.context, request.catalogue) }
        let shown = Array(lines.prefix(Self.pageSize))
        return Page(
            lines: shown, older: lines.count > Self.pageSize ? shown.last?.event.id : nil,
            words: ChangeWords(request, names: try MemberNames.read(rows[1])),
            transcript: isCustomer && !hidesCalls ? try Transcript(rows[2]) : nil)
    }

    /// What was said is as hidden as what is noted of the call.
    private var hidesCalls: Bool {
        ["calls", "call_lines"].contains { request.context.grants?.hidesFields(of: $0) ?? false }
    }

    /// The page's address, with another kind or an older part.
    func address(kind: TimelineKind? = nil, before: Identifier? = nil, compose: String? = nil) -> String {
        let kind = kind ?? self.kind
        return request.address([
            ("kind", kind == .all ? "" : kind.rawValue), ("before", before?.description ?? ""),
            ("story", story ?? ""), ("compose", compose ?? ""),
        ])
    }

    /// The kinds that can occur here, for chips.
    var kinds: [TimelineKind] {
        let related = Set((request.resource.presentation?.related ?? []).map(\.resource))
        return TimelineKind.allCases.filter { kind in
            kind == .all || kind == .changes
                || kind.records.contains { name in
                    guard let other = request.catalogue.resources[name],
                        other.access.read.allows(request.context.role), name != request.resource.name
                    else { return false }
                    return isCustomer ? other.customerColumn != nil : related.contains(name)
                }
        }
    }
}

/// What a timeline can be narrowed to.
enum TimelineKind: String, CaseIterable {
    case all, calls, messages, notes, visits, bills, sales, tasks, changes

    var label: String { self == .all ? "Everything" : Words.label(rawValue) }

    /// Resources whose events it holds.
    var records: [String] {
        switch self {
        case .all, .changes: []
        case .calls: ["calls", "callbacks", "emergencies"]
        case .messages: ["messages"]
        case .notes: ["notes"]
        case .visits: ["appointments"]
        case .bills: ["invoices", "payments"]
        case .sales: ["leads", "deals", "quotes", "deal_lines", "stage_entries"]
        case .tasks: ["activities"]
        }
    }

    /// Over the table `events`.
    var condition: SQL? {
        switch self {
        case .all: nil
        case .changes: "kind ~ '\\.(created|updated|deleted|restored|merged|unmerged)$' and record_kind <> 'notes'"
        default: "record_kind = any (\(records)::text[])"
        }
    }
}

/// Who the members are, so that a change of owner can be told.
enum MemberNames {
    /// More than any organisation has that still knows its people by name.
    private static let limit = 2000

    static var select: SQL { "select id, name from members where org_id = app_org() limit \(limit)" }

    static func read(_ rows: Rows) throws -> [String: String] {
        var names: [String: String] = [:]
        for row in rows { names[try row.get("id")] = try row.get("name") }
        return names
    }
}
