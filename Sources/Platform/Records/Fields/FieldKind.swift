public import Core

/// What a field holds.
public enum FieldKind: Sendable, Hashable {
    case text(max: Int)
    case longText(max: Int)
    case email
    /// E.164 inside, national format on screen.
    case phone
    case url
    case number(ClosedRange<Int64>)
    /// Exact decimal text, such as a tax rate in percent.
    case percent
    /// Minor units, with the currency in another column.
    case money(currencyColumn: String)
    case boolean
    case date
    case timestamp
    /// Whole seconds.
    case duration
    case choice([Choice])
    case multiChoice([Choice])
    /// The id of a record of the named resource.
    case reference(String)
    case tags
    case json
    /// The id of a stored file.
    case file
    /// line1, line2, city, region, postcode, country.
    case address

    /// How the text of a custom field is read back as its kind.
    var customCast: String {
        switch self {
        case .number, .money, .duration: "::bigint"
        case .percent: "::numeric"
        case .boolean: "::boolean"
        case .date: "::date"
        case .timestamp: "::timestamptz"
        case .tags, .json, .address, .multiChoice: "::jsonb"
        default: ""
        }
    }

    /// Whether values have an order that `gt` and `lt` make sense of.
    var isOrdered: Bool {
        switch self {
        case .number, .percent, .money, .date, .timestamp, .duration, .text, .email: true
        default: false
        }
    }

    var isText: Bool {
        switch self {
        case .text, .longText, .email, .phone, .url, .choice: true
        default: false
        }
    }
}

/// One value of a choice.
public struct Choice: Sendable, Hashable {
    /// As stored.
    public let value: String
    public let label: String
    /// `neutral`, `good`, `warn`, `bad` or `info`: the badge's colour.
    public let tone: String

    public init(_ value: String, _ label: String? = nil, tone: String = "neutral") {
        self.value = value
        self.label = label ?? Field.label(of: value)
        self.tone = tone
    }
}
