internal import Contracts
internal import Core

/// Everything on a quote, as the stored JSON of a version that was sent.
struct QuoteSnapshot: Sendable {
    var number: String
    var revision: Int
    var title: String
    /// name, address, email, phone, tax_number, tax_name, footer
    var seller: JSON
    var addressedTo: JSON
    var terms: QuoteTerms
    var validUntil: LocalDate?
    var conditions: String
    var notes: String

    var json: JSON {
        let (percent, minor) = terms.discount.parts
        return [
            "number": .string(number), "revision": .int(Int64(revision)), "title": .string(title), "seller": seller,
            "addressed_to": addressedTo, "currency": .text(terms.currency),
            "prices_include_tax": .bool(terms.pricesIncludeTax), "tax_name": .string(terms.taxName),
            "discount_percent": .int(percent), "discount_minor": .int(minor), "valid_until": .text(validUntil),
            "conditions": .string(conditions), "notes": .string(notes), "lines": .array(terms.lines.map(\.json)),
        ]
    }

    init(
        number: String, revision: Int, title: String, seller: JSON, addressedTo: JSON, terms: QuoteTerms,
        validUntil: LocalDate?, conditions: String, notes: String
    ) {
        self.number = number
        self.revision = revision
        self.title = title
        self.seller = seller
        self.addressedTo = addressedTo
        self.terms = terms
        self.validUntil = validUntil
        self.conditions = conditions
        self.notes = notes
    }

    /// Throws `Problem` 500 for what is no snapshot.
    init(_ json: JSON) throws {
        guard let number = json["number"]?.string, let revision = json["revision"]?.int,
            let title = json["title"]?.string, let currency = json["currency"]?.string.flatMap({ Currency($0) }),
            let lines = json["lines"]?.array
        else {
            throw Problem(
                status: 500, code: "broken_version", "A version of a quote cannot be read. It needs a look by hand.")
        }
        self.init(
            number: number, revision: Int(revision), title: title, seller: json["seller"] ?? [:],
            addressedTo: json["addressed_to"] ?? [:],
            terms: QuoteTerms(
                currency: currency, pricesIncludeTax: json["prices_include_tax"]?.bool ?? false,
                discount: QuoteDiscount(
                    percent: json["discount_percent"]?.int ?? 0, minor: json["discount_minor"]?.int ?? 0),
                lines: try lines.map(QuoteLine.init(json:)), taxName: json["tax_name"]?.string ?? "Tax"),
            validUntil: json["valid_until"]?.string.flatMap { LocalDate($0) },
            conditions: json["conditions"]?.string ?? "", notes: json["notes"]?.string ?? "")
    }
}

extension QuoteDiscount {
    /// Of two columns, of which at most one is not zero.
    init(percent: Int64, minor: Int64) {
        self = percent > 0 ? .percent(percent) : minor > 0 ? .amount(minor) : .none
    }

    /// Thousandths of a percent, and minor units.
    var parts: (percent: Int64, minor: Int64) {
        switch self {
        case .none: (0, 0)
        case .percent(let rate): (rate, 0)
        case .amount(let minor): (0, minor)
        }
    }
}

extension QuoteLine {
    var json: JSON {
        let (percent, minor) = discount.parts
        return [
            "id": .text(id), "description": .string(description), "quantity": .int(quantity),
            "unit_minor": .int(unitMinor), "discount_percent": .int(percent), "discount_minor": .int(minor),
            "tax_rate": .int(taxRate), "is_optional": .bool(isOptional), "is_chosen": .bool(isChosen),
        ]
    }

    init(json: JSON) throws {
        guard let id = json["id"]?.string.flatMap({ Identifier($0) }), let unit = json["unit_minor"]?.int else {
            throw Problem(
                status: 500, code: "broken_version", "A line of a quote cannot be read. It needs a look by hand.")
        }
        self.init(
            id: id, description: json["description"]?.string ?? "", quantity: json["quantity"]?.int ?? 10_000,
            unitMinor: unit,
            discount: QuoteDiscount(
                percent: json["discount_percent"]?.int ?? 0, minor: json["discount_minor"]?.int ?? 0),
            taxRate: json["tax_rate"]?.int ?? 0, isOptional: json["is_optional"]?.bool ?? false,
            isChosen: json["is_chosen"]?.bool ?? true)
    }
}
