internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Someone takes an emergency on: the alerts stop.
struct AcknowledgeEmergency: Action {
    static let name = "emergencies.acknowledge"
    static let title = "Accept emergency"
    static let access: Access = .workers
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["open"])
    static let fields: [Field] = [
        .reference("emergency", to: "emergencies", required: true),
        .choice("via", [Choice("page"), Choice("call"), Choice("text")], default: "page"),
        .text("by"),
    ]

    let emergency: Identifier
    let via: String
    let by: String?

    init(_ input: Input) throws {
        emergency = try input.id("emergency", of: Emergency.self).value
        via = try input.text("via")
        by = input.optionalText("by")
    }

    func perform(in work: Work) async throws -> JSON {
        let who = by ?? work.context.actor.description
        let rows = try await work.query(
            """
            update emergencies set status = 'acknowledged', acknowledged_at = \(work.now), acknowledged_by = \(who), acknowledged_via = \(via)
            where org_id = app_org() and id = \(emergency) and status = 'open' returning customer_id
            """)
        guard let row = rows.first else {
            // Taking on what is taken on already changes nothing.
            let existing = try await work.query(
                "select status from emergencies where org_id = app_org() and id = \(emergency)")
            _ = try existing.one("emergency")
            return ["id": .text(emergency), "status": "acknowledged", "changed": false]
        }
        try work.emit(
            EventKinds.emergencyAcknowledged, "emergencies", emergency, customer: try row.optional("customer_id"),
            ["by": .string(who), "via": .string(via)])
        return ["id": .text(emergency), "status": "acknowledged", "changed": true]
    }
}

extension Input {
    func id<Entity>(_ name: String, of type: Entity.Type) throws -> ID<Entity> { try id(name) }
}
