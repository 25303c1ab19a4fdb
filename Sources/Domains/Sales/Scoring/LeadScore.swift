internal import Contracts
internal import Core
internal import Postgres
internal import Records
internal import SalesEngine

/// Scores leads by the organisation's rules.
struct LeadScore {
    private let rules: [LeadScoring.Rule]

    static func load(in work: Work) async throws -> LeadScore {
        let rows = try await work.query(
            """
            select name, field, operator, coalesce(value, '') as value, points from lead_score_rules
            where org_id = app_org() and is_active and deleted_at is null order by position, id
            """)
        return LeadScore(
            rules: try rows.compactMap { row in
                guard let comparison = LeadScoring.Operator(rawValue: try row.get("operator")) else { return nil }
                return LeadScoring.Rule(
                    name: try row.get("name"), field: try row.get("field"), comparison: comparison,
                    value: try row.get("value"), points: try row.get("points"))
            })
    }

    /// Columns of a row called `l` that rules look at.
    static let columns: SQL = """
        l.id, l.name, l.company, l.phone, l.email, l.status, l.source, l.notes, l.tags, l.city, l.region, l.postcode,
        l.created_at, l.score, l.score_reasons
        """

    /// Scores the leads of `rows` and writes down what has changed. Without rules a score set by hand stays.
    func write(_ rows: Rows, in work: Work) async throws {
        guard !rules.isEmpty else { return }
        let changes: [JSON] = try rows.compactMap { row in
            let score = LeadScoring.score(try Self.values(row, now: work.now), by: rules)
            let reasons = JSON.array(
                score.reasons.map { ["name": .string($0.name), "points": .int(Int64($0.points))] })
            let known: Int = try row.get("score")
            let knownReasons: JSON = try row.get("score_reasons")
            guard score.total != known || reasons != knownReasons else { return nil }
            return [
                "id": .text(try row.get("id", as: Identifier.self)), "score": .int(Int64(score.total)),
                "reasons": reasons,
            ]
        }
        guard !changes.isEmpty else { return }
        try await work.query(
            """
            update leads l set score = r.score, score_reasons = r.reasons, scored_at = clock_timestamp()
            from jsonb_to_recordset(\(JSON.array(changes))::jsonb) as r (id uuid, score int, reasons jsonb)
            where l.org_id = app_org() and l.id = r.id
            """)
    }

    private static func values(_ row: Row, now: Instant) throws -> [String: [String]] {
        var values: [String: [String]] = [:]
        for name in ["name", "company", "phone", "email", "status", "source", "notes", "city", "region", "postcode"] {
            if let value: String = try row.optional(name) { values[name] = [value] }
        }
        values["tags"] = try row.get("tags", as: [String].self)
        let age = now - (try row.get("created_at", as: Instant.self))
        values["age_days"] = ["\(max(0, age.components.seconds / 86_400))"]
        return values
    }
}
