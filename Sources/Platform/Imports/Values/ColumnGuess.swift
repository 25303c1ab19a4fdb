public import Core
public import Records

/// Guesses where a file's columns go, by their headings and then by their values.
public struct ColumnGuess: Sendable {
    private let fields: [Field]
    private let sites: [Field]

    public init(fields: [Field], sites: [Field]) {
        self.fields = fields
        self.sites = sites
    }

    /// What else fields are called. By name of the field; the first that fits wins.
    private static let synonyms: [String: [String]] = [
        "name": [
            "full name", "fullname", "customer", "customer name", "client", "client name", "contact", "contact name",
            "company name", "display name", "account", "account name", "business name", "lead", "lead name", "nombre",
        ],
        "company": ["organization", "organisation", "company name", "business", "employer", "org", "empresa"],
        "phone": [
            "phone number", "telephone", "tel", "mobile", "mobile phone", "cell", "cell phone", "primary phone",
            "work phone", "home phone", "contact number", "teléfono", "telefono",
        ],
        "email": ["e mail", "email address", "mail", "primary email", "work email", "correo"],
        "owner_id": ["owner", "assigned to", "assignee", "account manager", "sales rep", "rep", "responsible"],
        "tags": ["tag", "labels", "label", "categories", "groups"],
        "source": ["lead source", "how they came", "channel", "origin"],
        "status": ["state of customer", "lifecycle stage", "stage"],
        "notes": ["note", "comment", "comments", "description", "remarks"],
        "created_at": ["created", "date added", "created on"],
        "language": ["locale", "preferred language"],
        "zone": ["time zone", "timezone"],
        "customer_id": ["customer", "client", "account"],
        "line1": ["address", "street", "street address", "address 1", "address line 1", "line 1", "address1"],
        "line2": ["street 2", "address 2", "address line 2", "apartment", "suite", "unit", "line 2", "address2"],
        "city": ["town", "locality", "ciudad"],
        "region": ["state", "province", "county", "state or region"],
        "postcode": ["zip", "zip code", "postal code", "post code", "zipcode"],
        "country": ["country code", "nation"],
    ]

    private static let externalNames: Set = [
        "external id", "externalid", "id", "customer id", "record id", "contact id", "client id", "account id", "uid",
        "lead id", "reference", "ref",
    ]

    /// One target for each heading; none is given twice.
    public func targets(_ headers: [String], samples: [[String]]) -> [ImportPlan.Target] {
        var targets = Array(repeating: ImportPlan.Target.ignore, count: headers.count)
        var taken = Set<ImportPlan.Target>()
        func give(_ target: ImportPlan.Target, _ index: Int) {
            guard targets[index] == .ignore, taken.insert(target).inserted else { return }
            targets[index] = target
        }
        let names = headers.map(Self.plain)
        for isExact in [true, false] {
            for (index, name) in names.enumerated() where targets[index] == .ignore {
                for field in fields where Self.fits(name, field, exactly: isExact) {
                    give(.field(field.name), index)
                    break
                }
                guard targets[index] == .ignore else { continue }
                for field in sites where Self.fits(name, field, exactly: isExact) {
                    give(.site(field.name), index)
                    break
                }
            }
        }
        for (index, name) in names.enumerated() where Self.externalNames.contains(name) { give(.externalID, index) }
        for index in headers.indices where targets[index] == .ignore {
            let values = samples.compactMap { index < $0.count && !$0[index].isEmpty ? $0[index] : nil }
            if let field = byValues(values) { give(.field(field.name), index) }
        }
        return targets
    }

    private func byValues(_ values: [String]) -> Field? {
        guard !values.isEmpty else { return nil }
        if values.allSatisfy({ $0.contains("@") && $0.contains(".") && !$0.contains(" ") }) {
            return fields.first { $0.kind == .email }
        }
        let arePhones = values.allSatisfy { value in
            let digits = value.filter(\.isNumber).count
            return (10...15).contains(digits) && value.count <= digits + 8
                && (value.hasPrefix("+") || value.contains("-") || value.contains("("))
        }
        return arePhones ? fields.first { $0.kind == .phone } : nil
    }

    private static func fits(_ name: String, _ field: Field, exactly: Bool) -> Bool {
        let own = [plain(field.name), plain(field.label)]
        if exactly { return own.contains(name) }
        let bare = field.name.hasSuffix("_id") ? [plain(String(field.name.dropLast(3)))] : []
        return bare.contains(name) || synonyms[field.name]?.contains(name) == true
    }

    /// `E-Mail_Address` → `e mail address`.
    private static func plain(_ text: String) -> String {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
}
