internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// An accepted quote wins the deal it belongs to, unless the organisation wants to do that by hand: the member
/// `quote_wins_deal` of its settings for `sales` is false then.
enum WinDealOfQuote {
    static let subscription = Subscription("sales.win-deal-of-quote", to: EventKinds.quoteAccepted) {
        event, context, store in
        guard let deal = event.payload["deal_id"]?.string.flatMap({ ID<Deal>($0) }) else { return }
        let rows = try await store.database.query(
            context,
            """
            select coalesce((o.settings -> 'sales' ->> 'quote_wins_deal')::boolean, true) as wins from organisations o
            join deals d on d.org_id = o.id and d.id = \(deal) and d.status = 'open' and d.deleted_at is null
            where o.id = app_org()
            """)
        guard try rows.first?.get("wins", as: Bool.self) ?? false else { return }
        do {
            _ = try await store.perform(WinDeal.self, ["deal": .text(deal)], context)
        } catch let problem as Problem where [409, 422].contains(problem.status) {
            // A pipeline may ask for more before a deal is won, or have no such stage: a person decides.
            return
        }
    }
}
