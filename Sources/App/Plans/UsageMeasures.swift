internal import Plans

/// How what plans limit is counted, each by an index of the table that holds it.
enum UsageMeasures {
    static let all: [UsageMeasure] = [
        .total(
            .members,
            "select count(*) from members t where t.org_id = o.id and t.is_active and t.deleted_at is null"),
        .rows(.calls, of: "calls", at: "started_at", where: "t.direction = 'inbound'"),
        .rows(
            .texts, of: "messages", at: "created_at",
            where:
                "t.channel = 'sms' and t.direction = 'outbound' and t.status <> 'suppressed' and t.weight = 'ordinary'"),
        .total(.storage, "select coalesce(sum(t.size), 0)::bigint from files t where t.org_id = o.id"),
        // Keys are counted by the month already.
        .total(
            .requests,
            """
            select coalesce(sum(t.requests), 0)::bigint from api_usage t where t.org_id = o.id and t.grain = 'month'
              and t.starts_at >= date_trunc('month', now() at time zone o.zone) at time zone o.zone
            """),
    ]
}
