/// One column of an export.
public struct ExportColumn: Sendable, Hashable {
    /// What its values are.
    public enum Kind: Sendable, Hashable {
        case text, phone, number, percent, money, boolean, date, time, duration

        /// Whether a minus or plus before its values is a sign, not the start of a formula.
        var isNumeric: Bool {
            switch self {
            case .number, .percent, .money, .duration: true
            case .text, .phone, .boolean, .date, .time: false
            }
        }
    }

    /// The heading.
    public let label: String
    public let kind: Kind

    public init(_ label: String, _ kind: Kind = .text) {
        self.label = label
        self.kind = kind
    }
}
