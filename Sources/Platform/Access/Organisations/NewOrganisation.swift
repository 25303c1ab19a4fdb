public import Core

/// What it takes to make an organisation.
public struct NewOrganisation: Sendable {
    public var name: String
    /// Its name in addresses: lower-case letters, digits and hyphens, at most 63 characters.
    public var slug: String
    public var zone: Zone
    public var currency: Currency
    /// ISO 3166, two letters.
    public var country: String
    /// BCP 47.
    public var locale: String

    public init(
        name: String, slug: String, zone: Zone = .utc, currency: Currency = .usd, country: String = "US",
        locale: String = "en"
    ) {
        self.name = name
        self.slug = slug
        self.zone = zone
        self.currency = currency
        self.country = country
        self.locale = locale
    }

    /// Throws `Problem` 422 that names every field that is wrong.
    func validate() throws {
        var errors: [Problem.FieldError] = []
        if name.isEmpty || name.count > 200 {
            errors.append(.init("name", "invalid", "Give the organisation a name of at most 200 characters."))
        }
        if !Self.isSlug(slug) {
            errors.append(
                .init("slug", "invalid", "The short name takes lower-case letters, digits and hyphens, at most 63."))
        }
        if country.utf8.count != 2 || !country.utf8.allSatisfy({ (65...90).contains($0) }) {
            errors.append(
                .init("country", "invalid", "Give the country as two capital letters (ISO 3166), such as US."))
        }
        if !errors.isEmpty { throw Problem.invalid(errors) }
    }

    static func isSlug(_ text: String) -> Bool {
        let isInner = { (byte: UInt8) in (97...122).contains(byte) || (48...57).contains(byte) || byte == 45 }
        return (1...63).contains(text.utf8.count) && text.utf8.allSatisfy(isInner)
            && text.utf8.first != 45 && text.utf8.last != 45
    }
}
