internal import Core
internal import Interface
internal import Postgres
internal import Records

/// An event as a page shows it: with the names of those it is about.
struct EventLine: Sendable {
    let event: Event
    let customerName: String?
    private let person: String?
    /// What of its record the reader may be told; nil for everything.
    private let told: Set<String>?
    /// Of the message the event is about, as it stands now.
    let message: MessageState?
    /// The note the event is about, as it stands now; nil once it was deleted.
    let note: NoteState?
    /// What an update changed, by column: before and after.
    let changes: JSON?

    struct MessageState: Sendable {
        let status: String
        let body: String
        let error: String?
    }

    struct NoteState: Sendable {
        let id: Identifier
        let body: String
        let channel: String
        let direction: String?
        let isPinned: Bool
        let author: Identifier?
    }

    /// Events about what the role may read.
    static func readable(_ catalogue: Catalogue, _ role: Role) -> SQL {
        let others = catalogue.resources.values.filter { !$0.access.read.allows(role) }.map(\.name).sorted()
        return others.isEmpty ? "true" : "record_kind <> all (\(others)::text[])"
    }

    /// The newest events for which `condition` (over the table `events`) holds.
    static func select(where condition: SQL, limit: Int) -> SQL {
        select(
            from: """
                select \(Event.columns) from events where org_id = app_org() and \(condition) order by id desc limit \(limit)
                """)
    }

    /// The events that `events` gives with `Event.columns`, and what they are about.
    static func select(from events: SQL) -> SQL {
        .plannedAnew(
            """
            select e.*, c.name as customer_name, m.name as person, g.status as message_status, g.body as message_body, g.error as message_error,
              n.id as note_id, n.body as note_body, n.channel as note_channel, n.direction as note_direction, n.is_pinned as note_pinned,
              n.created_by as note_author, d.changes
            from (\(events)) e
            left join customers c on c.org_id = e.org_id and c.id = e.customer_id
            left join members m on m.org_id = e.org_id and e.actor = 'user:' || m.id
            left join messages g on e.record_kind = 'messages' and g.org_id = e.org_id and g.id = e.record_id
            left join notes n on e.record_kind = 'notes' and n.org_id = e.org_id and n.id = e.record_id and n.deleted_at is null
            left join lateral (
              select a.changes from audit_entries a
              where e.kind like '%.updated' and a.org_id = e.org_id and a.record_kind = e.record_kind
                and a.record_id = e.record_id and a.correlation_id = e.correlation_id
              order by abs(extract(epoch from a.at - e.at)), a.id desc limit 1) d on true
            order by e.id desc
            """)
    }

    /// Where the reader's custom role hides fields of a record, only those that it leaves are told: what else an event
    /// says is made out of fields, and nobody declared of which.
    /// - Parameter catalogue: as far as it is there for the reader.
    init(row: Row, for context: Context, _ catalogue: Catalogue) throws {
        func left(_ kind: String) -> Set<String>? {
            guard let grants = context.grants else { return nil }
            // What is no resource, such as a payment, is part of others.
            guard let resource = catalogue.resources[kind] else { return grants.hidesFields ? [] : nil }
            return grants.hidesFields(of: kind) ? Set(resource.fields.map(\.name)) : nil
        }
        let event = try Event(row: row)
        self.event = event
        told = left(event.recordKind)
        customerName = try row.optional("customer_name")
        person = try row.optional("person")
        let status: String? = try row.optional("message_status")
        let (body, error): (String?, String?) = (try row.optional("message_body"), try row.optional("message_error"))
        let ofMessage = left("messages")
        message = status.map {
            MessageState(
                status: $0, body: ofMessage?.contains("body") ?? true ? body ?? "" : "",
                error: ofMessage?.contains("error") ?? true ? error : nil)
        }
        let showsNote = left("notes")?.contains("body") ?? true
        note = try row.optional("note_id", as: Identifier.self).map { id in
            NoteState(
                id: id, body: showsNote ? try row.get("note_body") : "", channel: try row.get("note_channel"),
                direction: try row.optional("note_direction"), isPinned: try row.get("note_pinned"),
                author: try row.optional("note_author"))
        }
        changes = try row.optional("changes")
    }

    subscript(key: String) -> String? { value(key)?.string.flatMap { $0.isEmpty ? nil : $0 } }
    func number(_ key: String) -> Int64? { value(key)?.int }
    private func value(_ key: String) -> JSON? { isTold(key) ? event.payload[key] : nil }
    private func isTold(_ key: String) -> Bool { told?.contains(key) ?? true }

    /// Who did it: a person, or a part of Mainline.
    var actorName: String {
        if let person { return person }
        switch event.actor {
        case "system:assistant": return "The assistant"
        case let actor where actor.hasPrefix("key:"): return "A program"
        default: return "Mainline"
        }
    }

    func who(_ key: String) -> String {
        guard let name = self[key], !name.hasPrefix("user:"), !name.hasPrefix("system:") else { return actorName }
        return name
    }

    var job: String { self["job_type"] ?? "Visit" }
    var technician: String { self["technician_name"].map { " with \($0)" } ?? "" }
    var channel: String { self["channel"] == "email" ? "E-mail" : "Text message" }

    func moment(_ key: String, _ context: Context) -> String {
        guard let time = self[key].flatMap({ Instant($0) }) else { return "a time" }
        let local = context.zone.local(time)
        let today = context.zone.local(context.now).date
        let day = Moment.dayHeading(local.date, today: today)
        return "\(day.lowercasedIfWord) \(local.time)"
    }

    /// An amount in words; "an amount" where it is not for the reader to know.
    func money(_ key: String) -> String {
        if !isTold(key) { return "an amount" }
        return Money(minor: number(key) ?? 0, event.payload["currency"]?.string.flatMap { Currency($0) } ?? .usd)
            .description
    }

    func address(_ key: String, _ context: Context) -> String {
        guard let address = self[key] else { return "nobody" }
        return address.hasPrefix("+") ? Words.phone(address, context) : address
    }

    /// Whom the event is about when no customer is known: the number that called or was called.
    func subject(_ context: Context) -> String? {
        if let customerName { return customerName }
        if let name = self["customer_name"] ?? self["name"] { return name }
        return (self["from"] ?? self["number"]).map { Words.phone($0, context) }
    }

    var path: String? { RecordPaths.path(event.recordKind, event.recordID, customer: event.customer) }
}

extension String {
    /// `Today` → `today`, but `Thu 3 Dec` stays.
    fileprivate var lowercasedIfWord: String {
        ["Today", "Tomorrow", "Yesterday"].contains(self) ? lowercased() : self
    }
}
