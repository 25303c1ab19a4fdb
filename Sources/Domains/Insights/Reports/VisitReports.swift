internal import Core
internal import Figures
internal import Postgres

/// Who went where, and what was done for whom.
enum VisitReports {
    static let all = [technicians, history]

    static let technicians = Report(
        "technician-days", "Technicians", about: "Visits, hours at work and days out of each technician.",
        group: "Visits",
        columns: [
            .init("name", "Technician", .text), .init("visits", "Visits", .count, charted: true),
            .init("done", "Done", .count, charted: true), .init("cancelled", "Cancelled", .count),
            .init("missed", "Nobody at home", .count), .init("hours", "Hours booked", .count),
            .init("days", "Days out", .count), .init("per_day", "Visits a day", .text),
        ], drawing: .horizontal
    ) { scope in
        """
        select m.name, count(*) as visits, count(*) filter (where a.status in ('completed', 'invoiced')) as done,
          count(*) filter (where a.status = 'cancelled') as cancelled, count(*) filter (where a.status = 'no_show') as missed,
          round(coalesce(sum(extract(epoch from a.ends_at - a.starts_at)) filter (where a.status <> 'cancelled'), 0) / 3600)::bigint as hours,
          count(distinct \(scope.day("a.starts_at"))) filter (where a.status <> 'cancelled') as days,
          round(count(*) filter (where a.status <> 'cancelled')::numeric
            / nullif(count(distinct \(scope.day("a.starts_at"))) filter (where a.status <> 'cancelled'), 0), 1)::text as per_day
        from appointments a join members m on m.org_id = a.org_id and m.id = a.technician_id
        where a.org_id = app_org() and \(scope.within("a.starts_at")) group by m.id, m.name order by visits desc, m.name
        """
    }

    static let history = Report(
        "service-history", "Service history", about: "What was done for customers, by kind of work.", group: "Visits",
        columns: [
            .init("name", "Work", .text), .init("visits", "Visits", .count, charted: true),
            .init("done", "Done", .count, charted: true), .init("customers", "Customers", .count),
            .init("repeats", "Customers again", .count),
            .init("billed", "Billed", .money),
        ], drawing: .horizontal
    ) { scope in
        """
        select t.name, sum(v.visits)::bigint as visits, sum(v.done)::bigint as done, count(*) as customers,
          count(*) filter (where v.visits > 1) as repeats, coalesce(sum(v.billed), 0)::bigint as billed,
          \(scope.context.currency)::text as currency
        from (
          select a.job_type_id, a.customer_id, count(*) as visits,
            count(*) filter (where a.status in ('completed', 'invoiced')) as done, sum(i.total_minor) as billed
          from appointments a
          left join invoices i on i.org_id = a.org_id and i.appointment_id = a.id and i.status not in ('draft', 'cancelled')
            and i.currency = \(scope.context.currency)
          where a.org_id = app_org() and a.status <> 'cancelled' and \(scope.within("a.starts_at")) group by 1, 2) v
        join job_types t on t.org_id = app_org() and t.id = v.job_type_id
        group by t.id, t.name order by visits desc, t.name
        """
    }
}
