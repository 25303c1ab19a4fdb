internal import Access
internal import Core
internal import Foundation
internal import HTML
internal import HTTP
internal import Interface

/// The fields by which somebody describes a new organisation. What is left empty is suggested: the short name from the
/// name, currency and time zone from the country.
struct OrganisationForm: Sendable {
    var name = ""
    var slug = ""
    var country = ""
    var zone = ""
    var currency = ""

    /// For a first look: the country is that of the browser's language.
    init(_ request: Request) {
        let languages = request.headers["Accept-Language"] ?? ""
        let region = languages.split(separator: ",").first?.split(separator: ";").first?.split(separator: "-")
            .dropFirst()
            .last { $0.utf8.count == 2 }
        country = region.map { $0.uppercased() } ?? "US"
        if !Self.isCountry(country) { country = "US" }
        suggest()
    }

    init(_ form: Fields) {
        name = (form["organisation_name"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        slug = (form["slug"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        country = form["country"] ?? ""
        zone = form["zone"] ?? ""
        currency = form["currency"] ?? ""
        suggest()
    }

    private mutating func suggest() {
        if slug.isEmpty { slug = Self.slug(from: name) }
        guard Self.isCountry(country) else { return }
        if zone.isEmpty { zone = CountryZones.zone(of: country) ?? "UTC" }
        if currency.isEmpty { currency = Locale(identifier: "en_\(country)").currency?.identifier ?? "USD" }
    }

    private static func isCountry(_ text: String) -> Bool {
        text.utf8.count == 2 && text.utf8.allSatisfy { (65...90).contains($0) }
    }

    /// `Müller & Söhne` → `muller-sohne`
    static func slug(from name: String) -> String {
        let plain = name.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
        let words = plain.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return String(words.joined(separator: "-").prefix(40)).trimmingCharacters(in: ["-"])
    }

    /// Throws `Problem` 422 for a zone or currency there is not; the rest is looked at where it is made.
    func organisation() throws -> NewOrganisation {
        var faults: [Problem.FieldError] = []
        if Zone(zone) == nil { faults.append(.init("zone", "invalid", "Choose a time zone from the list.")) }
        if Currency(currency) == nil { faults.append(.init("currency", "invalid", "Choose a currency.")) }
        guard let zone = Zone(zone), let currency = Currency(currency) else { throw Problem.invalid(faults) }
        return NewOrganisation(name: name, slug: slug, zone: zone, currency: currency, country: country)
    }

    /// Writes the fields. With scripts, a name suggests the short name and a country the rest as they are left.
    func write(_ html: HTML, _ problem: Problem?, suggestions path: String) {
        html.textField(
            FormField("organisation_name", "Organisation", hint: "As your customers know it.", required: true)
                .showing(problem), value: name,
            attributes: [
                .maxlength(200), .autocomplete("organization"), .hxGet(path + "?part=slug"),
                .hxTrigger("input changed delay:300ms"),
                .hxTarget("#suggested-slug"), .hxSwap("outerHTML"),
            ])
        writeSlug(html, problem)
        html.selectField(
            FormField("country", "Country", required: true).showing(problem),
            options: RegionChoices.with(country, RegionChoices.countries), value: country,
            attributes: [
                .hxGet(path + "?part=region"), .hxTrigger("change"), .hxTarget("#suggested-region"),
                .hxSwap("outerHTML"),
            ])
        writeRegion(html, problem)
    }

    func writeSlug(_ html: HTML, _ problem: Problem?) {
        html.div(.id("suggested-slug")) {
            html.textField(
                FormField(
                    "slug", "Short name", hint: "Made from the name if left empty: lower-case letters, digits, hyphens."
                )
                .showing(problem), value: slug, attributes: [.maxlength(63), .dir("ltr")])
        }
    }

    func writeRegion(_ html: HTML, _ problem: Problem?) {
        html.div(.id("suggested-region"), .class("stack")) {
            html.comboField(
                FormField("zone", "Time zone", hint: "What “tomorrow” means.", required: true).showing(problem),
                suggestions: RegionChoices.zones, value: zone)
            html.selectField(
                FormField("currency", "Currency", required: true).showing(problem),
                options: RegionChoices.with(currency, RegionChoices.currencies), value: currency)
        }
    }
}
