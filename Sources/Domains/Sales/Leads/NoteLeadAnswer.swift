internal import Core
internal import Postgres
internal import Records

/// The first message or finished call to a lead stops its response clock.
enum NoteLeadAnswer {
    static let subscription = Subscription("sales.note-lead-answer", to: "activity.completed", "message.sent") {
        event, context, store in
        let payload = event.payload.object ?? [:]
        let lead = payload["lead_id"]?.string.flatMap { Identifier($0) }
        let address = event.kind == "message.sent" ? payload["to"]?.string : nil
        guard lead != nil || address != nil else { return }
        try await store.work(context, "leads.note-answer") { work in
            let rows = try await work.query(
                """
                update leads set first_response_at = \(event.at),
                  status = case when status = 'new' then 'contacted' else status end
                where org_id = app_org() and deleted_at is null and first_response_at is null
                  and status in ('new', 'contacted', 'qualified') and created_at <= \(event.at)
                  and (id = \(lead)::uuid or phone = \(address) or email = \(address))
                returning id, name
                """)
            for row in rows {
                try work.emit(
                    "lead.answered", "leads", try row.get("id"),
                    ["title": .string(try row.get("name")), "by": .string(event.kind)])
            }
        }
    }
}
