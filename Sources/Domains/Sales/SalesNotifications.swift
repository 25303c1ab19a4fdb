public import Notifications

/// What members are told by Sales.
public enum SalesNotifications {
    public static let activityAssigned = NotificationKind("activity.assigned", "An activity is handed to me")
    public static let activityReminder = NotificationKind("activity.reminder", "An activity of mine is about to begin")
    public static let activityOverdue = NotificationKind("activity.overdue", "An activity of mine is overdue")
    public static let quoteViewed = NotificationKind("quote.viewed", "A customer opens a quote of mine")
    public static let quoteAccepted = NotificationKind(
        "quote.accepted", "A quote of mine is accepted", mailedByDefault: true)
    public static let quoteDeclined = NotificationKind("quote.declined", "A quote of mine is declined")
    public static let leadAssigned = NotificationKind("lead.assigned", "A lead is assigned to me")
    public static let dealWon = NotificationKind("deal.won", "A deal is won")

    public static let all = [
        leadAssigned, dealWon, activityReminder, activityOverdue, activityAssigned, quoteViewed, quoteAccepted,
        quoteDeclined,
    ]
}
