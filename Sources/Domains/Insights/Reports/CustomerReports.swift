internal import Core
internal import Figures
internal import Postgres

/// Where customers come from.
enum CustomerReports {
    static let all = [acquisition, sources]

    static let acquisition = Report(
        "acquisition", "New customers", about: "Customers added, by the way they came.", group: "Customers",
        columns: [
            .init("bucket", "From", .date), .init("calls", "Calls and bookings", .count, charted: true),
            .init("imports", "Imports", .count, charted: true), .init("others", "Other ways", .count, charted: true),
            .init("total", "All", .count),
        ], drawing: .stacked
    ) { scope in
        """
        select \(scope.bucket("day")) as bucket, coalesce(sum(count) filter (where source in ('call', 'booking')), 0) as calls,
          coalesce(sum(count) filter (where source = 'import'), 0) as imports,
          coalesce(sum(count) filter (where source not in ('call', 'booking', 'import')), 0) as others, sum(count) as total
        from customer_tallies where org_id = app_org() and \(scope.withinDates("day")) group by 1 order by 1
        """
    }

    static let sources = Report(
        "customer-sources", "Customers by source", about: "How many came by which way, and how many are active now.",
        group: "Customers",
        columns: [
            .init("source", "Source", .text), .init("added", "Added", .count, charted: true),
            .init("active", "Active now", .count, charted: true), .init("share", "Active of added", .percent),
        ], drawing: .horizontal
    ) { scope in
        """
        select source, sum(count) as added, coalesce(sum(count) filter (where status = 'active'), 0) as active,
          round(100.0 * coalesce(sum(count) filter (where status = 'active'), 0) / nullif(sum(count), 0), 1) as share,
          '/customers?source=eq.' || source as path
        from customer_tallies where org_id = app_org() and \(scope.withinDates("day"))
        group by source having sum(count) > 0 order by added desc, source
        """
    }
}
