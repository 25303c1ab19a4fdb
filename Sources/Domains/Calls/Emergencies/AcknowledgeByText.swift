internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// A member who answers an alert with "1" accepts the emergency they were last told of.
enum AcknowledgeByText {
    private static let words: Set = ["1", "YES", "OK", "ACCEPT", "ON IT"]

    static let subscription = Subscription("calls.acknowledge-by-text", to: EventKinds.messageReceived) {
        event, context, store in
        guard let from = event.payload["from"]?.string, let body = event.payload["body"]?.string,
            words.contains(body.uppercased().split(whereSeparator: \.isWhitespace).joined(separator: " "))
        else { return }
        let rows = try await store.database.query(
            context,
            """
            select e.id, a.contact_name, e.correlation_id from emergency_alerts a
            join emergencies e on e.org_id = a.org_id and e.id = a.emergency_id
            where a.org_id = app_org() and a.number = \(from) and e.status = 'open' order by a.at desc limit 1
            """)
        guard let row = rows.first else { return }
        var context = context
        context.correlation = try row.get("correlation_id")
        _ = try await store.perform(
            AcknowledgeEmergency.self,
            [
                "emergency": .text(try row.get("id", as: Identifier.self)), "via": "text",
                "by": .string(try row.get("contact_name")),
            ], context)
    }
}
