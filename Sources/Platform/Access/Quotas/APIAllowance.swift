/// What all programs of an organisation may ask together, whatever their keys allow one by one.
public struct APIAllowance: Sendable, Hashable {
    /// In a burst, and then evenly.
    public var requestsPerMinute: Int
    /// nil: without limit.
    public var requestsPerDay: Int?
    /// nil: without limit.
    public var requestsPerMonth: Int?

    public init(requestsPerMinute: Int = 12_000, requestsPerDay: Int? = nil, requestsPerMonth: Int? = nil) {
        self.requestsPerMinute = requestsPerMinute
        self.requestsPerDay = requestsPerDay
        self.requestsPerMonth = requestsPerMonth
    }

    /// Where no plan says otherwise.
    public static let standard = APIAllowance()
}
