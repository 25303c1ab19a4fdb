public import Core
internal import Postgres
public import Records

extension Resource {
    /// What was far from usual: changed by looking at it only.
    public static let anomalies = Resource(
        "anomalies", singular: "anomaly", title: "Anomalies",
        fields: [
            .choice(
                "kind",
                [
                    Choice("calls_of_number", "Calls from one number"), Choice("calls", "Calls"),
                    Choice("texts", "Text messages"), Choice("sign_ins", "Failed sign-ins"),
                    Choice("webhooks", "Refused webhooks"), Choice("rate_limits", "Requests over the limit"),
                ]
            ).readOnly,
            .text("subject", label: "Of").readOnly,
            .number("observed", label: "In an hour").readOnly,
            .number("usual", label: "Usual").readOnly,
            .choice("status", [Choice("open"), Choice("dismissed"), Choice("over")], default: "open").readOnly,
            .timestamp("raised_at", label: "First seen").readOnly,
            .timestamp("last_seen_at", label: "Last seen").readOnly,
            .text("dismissed_by", label: "Looked at by").readOnly,
        ],
        access: .init(read: .managers, create: .nobody, update: .nobody, delete: .nobody),
        list: .init(
            columns: ["kind", "subject", "observed", "usual", "status", "raised_at"], order: .descending("raised_at")),
        softDelete: false)
}

/// Somebody has looked at it and it is all right.
public struct DismissAnomaly: Action {
    public static let name = "anomalies.dismiss"
    public static let title = "Dismiss"
    public static let access: Access = .managers
    public static let offeredWhen: RecordCondition? = .field("status", among: ["open"])
    public static let fields: [Field] = [.reference("anomaly", to: "anomalies", required: true)]

    let anomaly: ID<Anomaly>

    public init(_ input: Input) throws { anomaly = try input.id("anomaly") }

    public func perform(in work: Work) async throws -> JSON {
        let rows = try await work.query(
            """
            update anomalies set status = 'dismissed', dismissed_by = \(work.context.actor.description)
            where org_id = app_org() and id = \(anomaly) and status = 'open' returning id
            """)
        if rows.isEmpty {
            _ = try await work.query("select 1 from anomalies where org_id = app_org() and id = \(anomaly)").one(
                "anomaly")
        }
        return ["id": .text(anomaly), "changed": .bool(!rows.isEmpty)]
    }
}
