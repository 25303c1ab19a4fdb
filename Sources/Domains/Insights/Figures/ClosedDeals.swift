internal import Core
internal import Figures
internal import Postgres

/// Deals that were won or lost in a period, at a cost that does not grow with their number: whole months come from the
/// rollups, the days at the edges from the deals themselves.
struct ClosedDeals {
    let scope: FigureScope

    /// Rows of `day, owner_id, source, pipeline_id, loss_reason_id, status, deals, value_minor, seconds` to select from.
    /// - Parameter comparing: with those of the period before.
    func rows(comparing: Bool) -> SQL {
        let periods = comparing ? [scope.period, scope.period.before] : [scope.period]
        let pieces = periods.flatMap { scope.period.grain == .month ? byMonth($0) : [exact($0.from, $0.to)] }
        return "(" + SQL.joined(pieces, by: " union all ") + ")"
    }

    private func byMonth(_ period: Period) -> [SQL] {
        var pieces: [SQL] = []
        let first = period.from.day == 1 ? period.from : Self.monthStart(period.from).adding(months: 1)
        // Nothing closes in the future: the month under way is as whole as it gets.
        let isWhole = period.to >= scope.today || period.to.adding(days: 1).day == 1
        let end = isWhole ? Self.monthStart(period.to) : Self.monthStart(period.to).adding(months: -1)
        if period.from < first { pieces.append(exact(period.from, min(first.adding(days: -1), period.to))) }
        if first <= end { pieces.append(months(first, end)) }
        if !isWhole { pieces.append(exact(max(Self.monthStart(period.to), period.from), period.to)) }
        return pieces
    }

    private static func monthStart(_ day: LocalDate) -> LocalDate { day.adding(days: 1 - day.day) }

    private func months(_ first: LocalDate, _ last: LocalDate) -> SQL {
        """
        select month as day, owner_id, source, pipeline_id, loss_reason_id, status, deals, value_minor, seconds from deal_rollups
        where org_id = app_org() and status in ('won', 'lost') and currency = \(scope.context.currency)
          and month between \(first) and \(last)
        """
    }

    private func exact(_ from: LocalDate, _ to: LocalDate) -> SQL {
        """
        select closed_on as day, owner_id, source, pipeline_id, loss_reason_id, status, 1 as deals, value_minor,
          greatest(0, floor(extract(epoch from closed_at - created_at))) as seconds from deals
        where org_id = app_org() and deleted_at is null and closed_on between \(from) and \(to) and currency = \(scope.context.currency)
        """
    }

    /// The conditions of the filters that sales figures share.
    static func narrowed(_ scope: FigureScope) -> SQL {
        scope.narrowed("owner", "d.owner_id", cast: "uuid") + scope.narrowed("pipeline", "d.pipeline_id", cast: "uuid")
    }
}
