public import Notifications

/// What members in charge are told about the plan and about abuse.
public enum PlanNotifications {
    static let planChanged = NotificationKind("plan.changed", "The plan or its state changes", mailedByDefault: true)
    static let capNear = NotificationKind(
        "plan.limit-near", "A limit of the plan is near or reached", mailedByDefault: true)
    static let lockdown = NotificationKind(
        "organisation.locked-down", "The organisation is locked down or opened again", mailedByDefault: true)
    static let anomaly = NotificationKind("anomaly.raised", "Something is far from usual", mailedByDefault: true)

    public static let kinds = [planChanged, capNear, lockdown, anomaly]
}
