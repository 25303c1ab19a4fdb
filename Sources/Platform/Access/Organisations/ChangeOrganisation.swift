public import Core
internal import Postgres
public import Records

/// Changes what an organisation is called, where it is and what it reckons in. What is not given stays as it is.
public struct ChangeOrganisation: Action {
    public static let name = "organisation.change"
    public static let title = "Change the organisation"
    public static let access: Access = .admins
    public static let fields: [Field] = [
        .text("name", max: 200), .text("slug", label: "Short name", max: 63),
        .text("zone", label: "Time zone", max: 64),
        .text("currency", max: 3), .text("country", max: 2), .text("locale", label: "Language", max: 35),
        .number("version"),
    ]

    private let name: String?
    private let slug: String?
    private let zone: Zone?
    private let currency: Currency?
    private let country: String?
    private let locale: String?
    /// What was seen by whoever changes it.
    private let version: Int64?

    public init(_ input: Input) throws {
        var faults: [Problem.FieldError] = []
        name = input.optionalText("name")
        slug = input.optionalText("slug")
        country = input.optionalText("country")?.uppercased()
        locale = input.optionalText("locale")
        zone = input.optionalText("zone").flatMap { Zone($0) }
        currency = input.optionalText("currency").flatMap { Currency($0) }
        version = input.optionalInt("version")
        if let slug, !NewOrganisation.isSlug(slug) {
            faults.append(
                .init("slug", "invalid", "The short name takes lower-case letters, digits and hyphens, at most 63."))
        }
        if input.has("zone"), zone == nil {
            faults.append(.init("zone", "invalid", "There is no such time zone. Write one such as America/Chicago."))
        }
        if input.has("currency"), currency == nil {
            faults.append(.init("currency", "invalid", "Write the currency as three letters, such as USD."))
        }
        if let country, country.utf8.count != 2 || !country.utf8.allSatisfy({ (65...90).contains($0) }) {
            faults.append(.init("country", "invalid", "Write the country as two letters (ISO 3166), such as US."))
        }
        if let locale, !Self.isLanguage(locale) {
            faults.append(.init("locale", "invalid", "Write the language as a code (BCP 47), such as en or de-AT."))
        }
        if !faults.isEmpty { throw Problem.invalid(faults) }
    }

    public func perform(in work: Work) async throws -> JSON {
        let rows = try await work.query(
            """
            update organisations set name = coalesce(\(name), name), slug = coalesce(\(slug), slug),
              zone = coalesce(\(zone?.name), zone), currency = coalesce(\(currency?.code), currency),
              country = coalesce(\(country), country), locale = coalesce(\(locale), locale)
            where id = app_org() and (\(version)::int is null or version = \(version)::int) returning version
            """)
        guard let row = rows.first else {
            throw Problem.conflict(
                "changed_meanwhile", "Somebody else changed this meanwhile. Look at what it is now and change it again."
            )
        }
        return ["version": .int(try row.get("version"))]
    }

    /// Letters and digits in groups of at most eight.
    private static func isLanguage(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, (2...3).contains(first.utf8.count) else { return false }
        return parts.allSatisfy { part in
            (1...8).contains(part.utf8.count)
                && part.utf8.allSatisfy { (97...122).contains($0 | 32) || (48...57).contains($0) }
        }
    }
}
