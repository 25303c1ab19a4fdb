internal import Core
internal import Foundation
internal import Interface

/// Time zones, countries, currencies and languages to choose from, as people call them.
enum RegionChoices {
    static let zones: [String] = ["UTC"] + TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") }.sorted()

    static let countries: [FormOption] = Locale.Region.isoRegions
        .filter { $0.identifier.utf8.count == 2 && $0.identifier.utf8.allSatisfy { (65...90).contains($0) } }
        .compactMap { region in
            english.localizedString(forRegionCode: region.identifier).map { FormOption(region.identifier, $0) }
        }.sorted { $0.label < $1.label }

    /// Those in which businesses are likely to bill first, then the others by code.
    static let currencies: [FormOption] = {
        let codes = Locale.commonISOCurrencyCodes.sorted()
        return codes.compactMap { code in
            english.localizedString(forCurrencyCode: code).map { FormOption(code, "\(code) · \($0)") }
        }
    }()

    /// Those whose dates, numbers and directions pages know.
    static let languages: [FormOption] = [
        "en", "en-US", "en-GB", "de", "es", "fr", "it", "nl", "pl", "pt", "pt-BR", "sv", "ar", "he",
    ].map { FormOption($0, english.localizedString(forIdentifier: $0) ?? $0) }

    private static let english = Locale(identifier: "en_US")

    /// The options with `value` among them, whatever it is.
    static func with(_ value: String, _ options: [FormOption]) -> [FormOption] {
        options.contains { $0.value == value } ? options : [FormOption(value, value)] + options
    }
}
