public import Access
public import Core
public import Interface
public import Notifications
public import Plans
public import Records

/// What the operators' pages are made of.
public struct OperatorParts: Sendable {
    public let store: RecordStore
    public let operators: Operators
    public let assets: AssetURLs

    public init(store: RecordStore, operators: Operators, assets: AssetURLs) {
        self.store = store
        self.operators = operators
        self.assets = assets
    }

    /// What members are told about support.
    public static let kinds = [
        NotificationKind("support.asked", "Support asks to look at the organisation", mailedByDefault: true),
        NotificationKind("support.began", "A support session begins", mailedByDefault: true),
    ]
}
