internal import Core
internal import Notifications
internal import Records

/// Tells managers, and the owner if somebody else did it, that a deal is won.
enum TellOfWin {
    static let subscription = Subscription("sales.tell-of-win", to: "deal.won") { event, context, store in
        let payload = event.payload.object ?? [:]
        let minor = payload["value_minor"]?.int ?? 0
        let currency = payload["currency"]?.string.flatMap { Currency($0) } ?? context.currency
        let news = NewNotification(
            SalesNotifications.dealWon, "Won: \(payload["title"]?.string ?? "a deal")",
            body: minor > 0 ? "\(Money(minor: minor, currency))" : "", path: "/deals/\(event.recordID)", tone: "good",
            key: "\(event.id)")
        try await store.work(context, "deals.tell-of-win") { work in
            try await Notifications.notify(Access.managers, news, in: work)
            if let owner = payload["owner_id"]?.string.flatMap({ ID<User>($0) }), event.actor != "user:\(owner)" {
                try await Notifications.notify(owner, news, in: work)
            }
        }
    }
}
