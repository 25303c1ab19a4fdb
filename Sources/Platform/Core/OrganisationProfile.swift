/// What work in an organisation's name needs to know of it.
public struct OrganisationProfile: Sendable {
    public let name: String
    /// In which "tomorrow" is meant.
    public let zone: Zone
    public let currency: Currency
    public let country: String
    public let locale: String

    public init(name: String, zone: Zone, currency: Currency, country: String, locale: String) {
        self.name = name
        self.zone = zone
        self.currency = currency
        self.country = country
        self.locale = locale
    }
}
