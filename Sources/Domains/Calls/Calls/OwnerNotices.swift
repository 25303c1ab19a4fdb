internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Tells the owner by e-mail how a call ended.
enum OwnerNotices {
    static func afterCall(_ messages: any MessageSender) -> Subscription {
        Subscription("calls.owner-notice", to: EventKinds.callEnded) { event, context, store in
            guard let outcome = event.payload["outcome"]?.string, outcome != "abandoned", outcome != "blocked" else {
                return
            }
            try await store.work(context, "calls.notify") { work in
                let known = try await work.query(
                    """
                    select m.email, m.name, c.name as customer from members m left join customers c on c.org_id = m.org_id and c.id = \(event.customer)
                    where m.org_id = app_org() and m.is_active and m.role = 'owner'
                      and not exists (select 1 from messages s where s.org_id = app_org() and s.about_kind = 'calls' and s.about_id = \(event.recordID))
                    order by m.created_at limit 1
                    """)
                guard let row = known.first, let email: String = try row.optional("email") else { return }
                let caller = try row.optional("customer") ?? event.payload["from"]?.string ?? "A caller"
                let words = outcome.spaced
                try await messages.sendEmail(
                    to: email, subject: "Call from \(caller): \(words)",
                    "\(caller) called. Outcome: \(words).\n\n\(event.payload["summary"]?.string ?? "")\n",
                    weight: .member, about: ("calls", event.recordID), in: work)
            }
        }
    }
}
