internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Why a deal was lost.
struct LossReason: Sendable {
    let id: ID<LossReason>
    let notes: String?
}

/// A deal on its way to a stage and to a place in the column.
struct DealMove: Sendable {
    let deal: DealRow
    let stage: StageRow
    let loss: LossReason?
    let place: ColumnPlace

    init(deal: DealRow, to stage: StageRow, loss: LossReason? = nil, place: ColumnPlace = ColumnPlace()) {
        self.deal = deal
        self.stage = stage
        self.loss = loss
        self.place = place
    }

    /// Moves the deal. A move to where it is changes nothing but its place.
    func perform(in work: Work) async throws -> JSON {
        let isMoved = stage.id != deal.stage
        if isMoved { try check() }
        let position = try await place.position(of: deal.id, in: stage.id, work)
        guard isMoved || position != nil else { return answer(changed: false) }
        let rows = try await work.query(
            """
            update deals set stage_id = \(stage.id), position = coalesce(\(position), position)\(isMoved ? times(work) : "")
            where org_id = app_org() and id = \(deal.id) returning value_minor, currency
            """)
        guard isMoved, let row = rows.first else { return answer(changed: true) }
        try announce(value: row.get("value_minor"), currency: row.get("currency"), work)
        return answer(changed: true)
    }

    private func times(_ work: Work) -> SQL {
        var sql: SQL = ", stage_entered_at = \(work.now)"
        sql += stage.kind == "open" ? ", closed_at = null" : ", closed_at = \(work.now)"
        if stage.kind == "lost" { sql += ", loss_reason_id = \(loss?.id), loss_notes = \(loss?.notes)" }
        return sql
    }

    /// Everything that stands in the way, at once.
    private func check() throws {
        var faults = stage.requiredFields.filter(deal.missing.contains).map { name in
            let label = SalesChoices.requirable.first { $0.value == name }?.label ?? name
            return Problem.FieldError(
                name, "required_for_stage", "\(label) is needed before the deal may come to “\(stage.name)”.")
        }
        if stage.kind == "lost", loss == nil {
            faults.append(
                .init("loss_reason_id", "required", "Say why the deal is lost: choose a loss reason."))
        }
        guard faults.isEmpty else { throw Problem.invalid(faults) }
    }

    private func announce(value: Int64, currency: String, _ work: Work) throws {
        let kind =
            switch stage.kind {
            case "won": "deal.won"
            case "lost": "deal.lost"
            default: deal.status == "open" ? "deal.moved" : "deal.reopened"
            }
        try work.emit(
            kind, "deals", deal.id.value, customer: deal.customer,
            [
                "title": .string(deal.title), "stage": .string(stage.name), "stage_id": .text(stage.id),
                "from_stage_id": .text(deal.stage), "value_minor": .int(value), "currency": .string(currency),
                "owner_id": .text(deal.owner), "loss_reason_id": .text(loss?.id),
            ])
    }

    private func answer(changed: Bool) -> JSON {
        [
            "changed": .bool(changed), "stage_id": .text(stage.id), "stage": .string(stage.name),
            "status": .string(stage.kind),
        ]
    }
}
