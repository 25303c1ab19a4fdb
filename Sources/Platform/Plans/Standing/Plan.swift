/// What an organisation has agreed to. All plans there are stand here; an organisation's own caps may differ, which the
/// operator writes beside its plan.
public struct Plan: Sendable, Hashable {
    /// Stable, in the database.
    public let code: String
    public let name: String
    /// A month, in minor units of US dollars, to be shown; nil where it is agreed on.
    public let monthlyMinor: Int64?
    /// What is not named has no limit.
    public let caps: [Cap: Int64]

    private static let gigabyte: Int64 = 1 << 30

    public static let starter = Plan(
        code: "starter", name: "Starter", monthlyMinor: 4900,
        caps: [.members: 3, .calls: 300, .texts: 1000, .storage: 5 * gigabyte, .requests: 50_000])
    public static let team = Plan(
        code: "team", name: "Team", monthlyMinor: 19_900,
        caps: [.members: 15, .calls: 2000, .texts: 10_000, .storage: 50 * gigabyte, .requests: 1_000_000])
    public static let scale = Plan(
        code: "scale", name: "Scale", monthlyMinor: 79_900,
        caps: [.members: 100, .calls: 20_000, .texts: 100_000, .storage: 500 * gigabyte, .requests: 20_000_000])
    /// For whoever runs Mainline for themselves.
    public static let unlimited = Plan(code: "unlimited", name: "Unlimited", monthlyMinor: nil, caps: [:])

    public static let all: [Plan] = [starter, team, scale, unlimited]

    /// One that is no longer offered counts as unlimited: nobody is shut out by a list that changed.
    public static func named(_ code: String) -> Plan { all.first { $0.code == code } ?? unlimited }
}
