internal import Core
internal import LedgerEngine
internal import Postgres
internal import Records

/// How an organisation bills: the member `billing` of its settings.
///
///     {"tax_rate": "8.25", "tax_name": "Sales tax", "prices_include_tax": false, "payment_days": 14,
///      "address": "…", "email": "…", "phone": "…", "tax_number": "…", "footer": "…"}
struct BillingSettings: Sendable {
    let taxRate: Int64
    let taxName: String
    let pricesIncludeTax: Bool
    /// Between issue and due date.
    let paymentDays: Int
    /// What an invoice keeps of its sender: name, address, email, phone, tax_number, tax_name, footer.
    let seller: JSON

    static func load(in work: Work) async throws -> BillingSettings {
        let rows = try await work.query(
            """
            select name, country, coalesce(settings -> 'billing', '{}') as billing from organisations
            where org_id = app_org()
            """)
        let row = try rows.one("organisation")
        return BillingSettings(name: try row.get("name"), country: try row.get("country"), try row.get("billing"))
    }

    init(name: String, country: String, _ settings: JSON) {
        let isUS = country == "US"
        taxRate =
            settings["tax_rate"].flatMap { $0.string ?? $0.double.map { "\($0)" } }.flatMap { TaxRate.thousandths($0) }
            ?? (isUS ? 8_250 : 0)
        taxName = settings["tax_name"]?.string ?? (isUS ? "Sales tax" : "Tax")
        pricesIncludeTax = settings["prices_include_tax"]?.bool ?? false
        paymentDays = settings["payment_days"]?.int.flatMap { (0...365).contains($0) ? Int($0) : nil } ?? 14
        var seller: [String: JSON] = ["name": .string(name), "tax_name": .string(taxName)]
        for key in ["address", "email", "phone", "tax_number", "footer"] { seller[key] = settings[key] ?? .null }
        self.seller = .object(seller)
    }
}
