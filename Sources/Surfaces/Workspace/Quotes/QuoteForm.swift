internal import Contracts
internal import Core
internal import HTTP

/// The lines of a quote as they are typed: texts that may not be numbers yet.
struct QuoteForm: Sendable {
    struct Line: Sendable {
        var id: String
        var description: String
        var quantity: String
        var unit: String
        /// `10%`, `25.00`, or empty.
        var discount: String
        var tax: String
        var isOptional: Bool
        var isChosen: Bool

        var isBlank: Bool { description.isBlank && unit.isBlank }
    }

    var lines: [Line]
    var discount: String
    var pricesIncludeTax: Bool

    // MARK: - Reading

    /// Of what a browser sent. The boxes of a line name its place.
    init(_ form: Fields) {
        let ids = form.all("id")
        let columns = ["description", "quantity", "unit", "discount", "tax"].map { form.all($0) }
        let (optional, chosen) = (Set(form.all("optional")), Set(form.all("chosen")))
        lines = ids.prefix(200).enumerated().map { index, id in
            func text(_ column: Int) -> String {
                let values = columns[column]
                return index < values.count ? values[index].trimmed : ""
            }
            let place = String(index)
            return Line(
                id: id, description: text(0), quantity: text(1), unit: text(2), discount: text(3), tax: text(4),
                isOptional: optional.contains(place),
                isChosen: !optional.contains(place) || chosen.contains(place))
        }
        discount = form["whole_discount"]?.trimmed ?? ""
        pricesIncludeTax = form["prices_include_tax"] == "true"
    }

    init(_ terms: QuoteTerms) {
        lines = terms.lines.map { line in
            Line(
                id: "\(line.id)", description: line.description, quantity: Decimals.text(line.quantity, places: 4),
                unit: Money(minor: line.unitMinor, terms.currency).decimal,
                discount: Self.text(line.discount, terms.currency), tax: Decimals.text(line.taxRate, places: 3),
                isOptional: line.isOptional, isChosen: line.isChosen)
        }
        discount = Self.text(terms.discount, terms.currency)
        pricesIncludeTax = terms.pricesIncludeTax
    }

    private static func text(_ discount: QuoteDiscount, _ currency: Currency) -> String {
        switch discount {
        case .none: ""
        case .percent(let rate): Decimals.text(rate, places: 3) + "%"
        case .amount(let minor): Money(minor: minor, currency).decimal
        }
    }

    // MARK: - Changing

    /// - Parameter tax: the rate a new line begins with.
    mutating func addLine(_ id: Identifier, tax: String) {
        lines.append(
            Line(
                id: "\(id)", description: "", quantity: "1", unit: "", discount: "", tax: lines.last?.tax ?? tax,
                isOptional: false, isChosen: true))
    }

    /// `remove-2`, `up-2`, `down-2`.
    mutating func apply(_ order: String) {
        let parts = order.split(separator: "-")
        guard parts.count == 2, let index = Int(parts[1]), lines.indices.contains(index) else { return }
        switch parts[0] {
        case "remove": lines.remove(at: index)
        case "up" where index > 0: lines.swapAt(index, index - 1)
        case "down" where index + 1 < lines.count: lines.swapAt(index, index + 1)
        default: break
        }
    }

    // MARK: - Meaning

    /// What it says. Lines without words and price are left out. Throws `Problem` 422 with a fault for each field that
    /// is none, named `unit[2]`.
    func terms(_ standing: QuoteTerms) throws -> QuoteTerms {
        var faults: [Problem.FieldError] = []
        var result: [QuoteLine] = []
        for (index, line) in lines.enumerated() where !line.isBlank {
            if let read = read(line, at: index, standing.currency, &faults) { result.append(read) }
        }
        let whole = Self.discount(discount, standing.currency)
        if whole == nil {
            faults.append(.init("whole_discount", "invalid", "The discount is a percentage such as 10% or an amount."))
        }
        guard faults.isEmpty else { throw Problem.invalid(faults) }
        return QuoteTerms(
            currency: standing.currency, pricesIncludeTax: pricesIncludeTax, discount: whole ?? .none, lines: result,
            taxName: standing.taxName)
    }

    private func read(
        _ line: Line, at index: Int, _ currency: Currency, _ faults: inout [Problem.FieldError]
    ) -> QuoteLine? {
        let count = faults.count
        func fault(_ field: String, _ words: String) { faults.append(.init("\(field)[\(index)]", "invalid", words)) }
        if line.description.isBlank || line.description.count > 1000 {
            fault("description", "Line \(index + 1): say what is offered, in up to 1000 characters.")
        }
        let quantity = Decimals.scaled(Self.plain(line.quantity.isEmpty ? "1" : line.quantity), places: 4) ?? 0
        if !(1..<1_000_000_000_000).contains(quantity) {
            fault("quantity", "Line \(index + 1): the quantity is a number above zero, such as 1.5.")
        }
        let unit = Money(Self.plain(line.unit.isEmpty ? "0" : line.unit), currency)?.minor
        if (unit?.magnitude ?? .max) > 1_000_000_000_000 {
            fault("unit", "Line \(index + 1): the price is an amount such as 149.00.")
        }
        let discount = Self.discount(line.discount, currency)
        if discount == nil {
            fault("discount", "Line \(index + 1): the discount is a percentage such as 10% or an amount.")
        }
        let tax = Decimals.scaled(Self.plain(line.tax.isEmpty ? "0" : line.tax), places: 3) ?? -1
        if !(0...1_000_000).contains(tax) {
            fault("tax", "Line \(index + 1): the tax rate is a percentage such as 8.25.")
        }
        guard faults.count == count, let unit, let discount, let id = Identifier(line.id) else { return nil }
        return QuoteLine(
            id: id, description: line.description, quantity: quantity, unitMinor: unit, discount: discount,
            taxRate: tax,
            isOptional: line.isOptional, isChosen: line.isChosen)
    }

    private static func discount(_ text: String, _ currency: Currency) -> QuoteDiscount? {
        if text.isEmpty { return QuoteDiscount.none }
        if text.hasSuffix("%") {
            guard let rate = Decimals.scaled(plain(String(text.dropLast()).trimmed), places: 3),
                (0...100_000).contains(rate)
            else { return nil }
            return rate == 0 ? QuoteDiscount.none : .percent(rate)
        }
        guard let amount = Money(plain(text), currency)?.minor, amount >= 0 else { return nil }
        return amount == 0 ? QuoteDiscount.none : .amount(amount)
    }

    /// `1,5` is written where others write `1.5`.
    private static func plain(_ text: String) -> String {
        text.contains(".") ? text.replacing(",", with: "") : text.replacing(",", with: ".")
    }
}

extension String {
    /// Without spaces around it.
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
