public import Core
public import Postgres

/// What counts as far from usual, within an hour: more than `floor`, and more than `factor` times what is usual. The
/// thresholds are declared where the program is put together, in one list.
public struct AnomalyRule: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case callsOfNumber = "calls_of_number"
        case calls, texts
        case signIns = "sign_ins"
        case webhooks
        case rateLimits = "rate_limits"
    }

    let kind: Kind
    let floor: Int64
    let factor: Int64
    /// Rows `org_id, subject, observed` of every organisation over the floor, from then until now.
    let observed: @Sendable (_ from: Instant, _ floor: Int64) -> SQL
    /// A row `usual`: how much there is of it in an hour that has any, in the week before.
    let usual: @Sendable (_ organisation: ID<Organisation>, _ subject: String, _ from: Instant, _ to: Instant) -> SQL

    public init(
        _ kind: Kind, floor: Int64, factor: Int64,
        observed: @escaping @Sendable (_ from: Instant, _ floor: Int64) -> SQL,
        usual:
            @escaping @Sendable (
                _ organisation: ID<Organisation>, _ subject: String, _ from: Instant, _ to: Instant
            ) -> SQL
    ) {
        self.kind = kind
        self.floor = floor
        self.factor = factor
        self.observed = observed
        self.usual = usual
    }
}

extension AnomalyRule.Kind {
    /// "41 calls from +1 512 555 0142 in an hour"
    func title(_ observed: Int64, _ subject: String) -> String {
        switch self {
        case .callsOfNumber: "\(observed) calls from \(subject) in an hour"
        case .calls: "\(observed) calls in an hour"
        case .texts: "\(observed) text messages in an hour"
        case .signIns: "\(observed) failed sign-ins in an hour"
        case .webhooks: "\(observed) forged or broken webhooks in an hour"
        case .rateLimits: "\(observed) requests over the limit in an hour"
        }
    }
}
