/// Something members are told of, with a line of its own in their preferences.
public struct NotificationKind: Sendable, Hashable {
    /// `lead.assigned`: a noun and a participle.
    public let name: String
    /// For the preferences: "A lead is assigned to me".
    public let label: String
    /// Whether it is told by e-mail too to those who have not chosen.
    public let isMailedByDefault: Bool

    public init(_ name: String, _ label: String, mailedByDefault: Bool = false) {
        self.name = name
        self.label = label
        isMailedByDefault = mailedByDefault
    }
}
