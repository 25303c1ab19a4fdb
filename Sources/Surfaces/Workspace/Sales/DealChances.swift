internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// How likely a deal is won: what counts, what its stage says and what has been learned from others, with the reasons.
enum DealChances {
    static let part = RecordPagePart(
        reads: { request in
            [
                """
                select status, probability, stage_probability, learned_probability from deals
                where org_id = app_org() and id = \(request.id)
                """,
                """
                select r.feature, coalesce(m.name, i.name, r.value) as value, r.ratio from deals d
                cross join lateral jsonb_to_recordset(d.learned_reasons) as r (feature text, value text, ratio bigint)
                left join members m on m.org_id = d.org_id and r.feature = 'owner' and m.id::text = r.value
                left join industries i on i.org_id = d.org_id and r.feature = 'industry' and i.id::text = r.value
                where d.org_id = app_org() and d.id = \(request.id)
                """,
            ]
        },
        write: { html, _, rows in
            guard let row = rows[0].first, try row.get("status", as: String.self) == "open" else { return }
            let probability: Int = try row.get("probability")
            let stage: Int = try row.get("stage_probability")
            let learned: Int? = try row.optional("learned_probability")
            try html.panel("Chances") {
                meter(html, probability == stage ? "By its stage" : "The owner's estimate", probability)
                if probability != stage { meter(html, "By its stage", stage) }
                guard let learned else {
                    return html.p(
                        .class("muted"), "Once some deals have been won and lost, their history says more here.")
                }
                meter(html, "By deals like it", learned)
                guard !rows[1].isEmpty else { return }
                try html.ul(.class("reasons"), .aria("label", "Why")) {
                    for reason in rows[1] { try DealChances.reason(html, reason) }
                }
            }
        })

    private static func meter(_ html: HTML, _ label: String, _ percent: Int) {
        html.div(.class("chance")) {
            html.span(label)
            html.meter(.min("0"), .max("100"), .value(String(percent)), .aria("label", label)) {}
            html.strong("\(percent)%")
        }
    }

    private static func reason(_ html: HTML, _ row: Row) throws {
        let feature: String = try row.get("feature")
        let value: String = try row.get("value")
        let ratio = Double(try row.get("ratio", as: Int64.self)) / 100
        let isGood = ratio >= 1
        let times = isGood ? ratio : 1 / max(ratio, 0.01)
        html.li {
            html.icon(isGood ? .trendUp : .trendDown, tone: isGood ? .good : .bad)
            html.span("\(Words.label(feature)): \(value)")
            html.span(
                .class("muted"), "\((min(times, 50) * 10).rounded() / 10)× as often \(isGood ? "won" : "lost")")
        }
    }
}
