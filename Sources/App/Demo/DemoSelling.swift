internal import Core
internal import Postgres
internal import Records

/// What the demo's deals go through: the stages and reasons that every organisation starts with.
struct DemoSelling: Sendable {
    struct Stage: Sendable {
        let id: Identifier
        let kind: String
    }

    let pipeline: Identifier
    /// Lead, Qualified, Proposal, Negotiation.
    let open: [Stage]
    let won: Stage
    let lost: Stage
    let reasons: [Identifier]

    init(in work: Work) async throws {
        let rows = try await work.query(
            "select id, pipeline_id, kind from pipeline_stages where org_id = app_org() order by position")
        let stages = try rows.map { Stage(id: try $0.get("id"), kind: try $0.get("kind")) }
        open = stages.filter { $0.kind == "open" }
        guard let won = stages.first(where: { $0.kind == "won" }),
            let lost = stages.first(where: { $0.kind == "lost" }),
            let first = rows.first, !open.isEmpty
        else { throw ProgramError("The demo organisation has no pipeline.", "Run mainline demo again.") }
        self.won = won
        self.lost = lost
        pipeline = try first.get("pipeline_id")
        reasons = try await work.query("select id from loss_reasons where org_id = app_org() order by position").map {
            try $0.get("id")
        }
    }
}
