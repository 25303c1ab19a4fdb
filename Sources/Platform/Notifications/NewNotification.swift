/// What a member is to be told.
public struct NewNotification: Sendable {
    public let kind: NotificationKind
    /// "Dana Fox accepted quote Q-1042"
    public var title: String
    public var body: String
    /// Where it leads: `/leads/0190…`.
    public var path: String
    /// `neutral`, `info`, `good`, `warn` or `bad`.
    public var tone: String
    /// The same member is told once under it. A subscriber, which may see an event twice, gives the event's id.
    public var key: String?

    public init(
        _ kind: NotificationKind, _ title: String, body: String = "", path: String, tone: String = "info",
        key: String? = nil
    ) {
        self.kind = kind
        self.title = title
        self.body = body
        self.path = path
        self.tone = tone
        self.key = key
    }
}
