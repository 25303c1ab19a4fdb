internal import Core
internal import HTTP
internal import Records

/// Values as a form shows and takes them: amounts with decimals, phones as written in the country, times on the wall
/// clock. A value may take several inputs, as an address does.
struct FieldText {
    static let addressParts = ["line1", "line2", "city", "region", "postcode", "country"]

    let context: Context
    /// Of amounts whose own currency is not known.
    var currency: Currency

    init(_ context: Context) {
        self.context = context
        currency = context.currency
    }

    // MARK: - Showing

    /// The inputs' values for what is stored.
    func shown(_ field: Field, _ value: JSON, currency: Currency? = nil) -> [(String, String)] {
        switch field.kind {
        case .address:
            return Self.addressParts.compactMap { part in
                value[part]?.string.map { ("\(field.name).\(part)", $0) }
            }
        case .multiChoice: return (value.array ?? []).compactMap(\.string).map { (field.name, $0) }
        default: return value.isNull ? [] : [(field.name, text(field, value, currency ?? self.currency))]
        }
    }

    private func text(_ field: Field, _ value: JSON, _ currency: Currency) -> String {
        if field.isAmount, let minor = value.int { return Money(minor: minor, currency).decimal }
        switch field.kind {
        case .phone: return value.string.map { Words.phone($0, context) } ?? ""
        case .timestamp:
            guard let instant = value.string.flatMap({ Instant($0) }) else { return "" }
            let local = context.zone.local(instant)
            return "\(local.date)T\(local.time.description.prefix(5))"
        case .duration: return value.int.map(DurationText.written) ?? ""
        case .tags: return (value.array ?? []).compactMap(\.string).joined(separator: ", ")
        case .json: return value.text
        default: return value.string ?? value.text
        }
    }

    // MARK: - Reading

    /// What the inputs say; nil where the form did not have the field.
    /// Throws `FieldFault` where the text cannot be what the field holds; other faults are `Field.normalise`'s to tell.
    func read(_ field: Field, from form: Fields, currency: Currency? = nil) throws(FieldFault) -> JSON? {
        switch field.kind {
        case .address:
            var parts: [String: JSON] = [:]
            for part in Self.addressParts {
                guard let text = form["\(field.name).\(part)"] else { continue }
                parts[part] = text.isEmpty ? .null : .string(text)
            }
            if parts.isEmpty { return nil }
            return parts.values.allSatisfy(\.isNull) ? .null : .object(parts)
        case .multiChoice:
            guard form.contains(field.name) else { return nil }
            let chosen = form.all(field.name).filter { !$0.isEmpty }
            return chosen.isEmpty ? .null : .array(chosen.map { .string($0) })
        case .boolean: return form.all(field.name).last.map { .string($0) }
        default: break
        }
        guard let text = form[field.name] else { return nil }
        if text.allSatisfy(\.isWhitespace) { return .null }
        if field.isAmount { return .int(try amount(field, text, currency ?? self.currency)) }
        switch field.kind {
        case .duration:
            guard let seconds = DurationText.seconds(text) else {
                throw FieldFault(
                    .init(field.name, "invalid", "\(field.label) must be a length of time such as 45 min or 1:30."))
            }
            return .int(seconds)
        case .json:
            do { return try JSON(parsing: text) } catch {
                throw FieldFault(.init(field.name, "invalid", "\(field.label) must be JSON."))
            }
        default: return .string(text)
        }
    }

    /// `1,250.5` and `$ 1250.50` are the same amount.
    private func amount(_ field: Field, _ text: String, _ currency: Currency) throws(FieldFault) -> Int64 {
        var plain = text.filter { !$0.isWhitespace && !currency.symbol.contains($0) }
        if plain.uppercased().hasSuffix(currency.code) { plain.removeLast(3) }
        // The last sign is the decimal one, unless three digits follow a comma.
        if let last = plain.lastIndex(where: { $0 == "," || $0 == "." }) {
            let places = plain.distance(from: last, to: plain.endIndex) - 1
            let isGrouping = plain[last] == "," && places == 3 && currency.digits != 3
            let whole = plain[..<last].filter { $0 != "," && $0 != "." }
            plain =
                isGrouping
                ? whole + plain[plain.index(after: last)...] : whole + "." + plain[plain.index(after: last)...]
        }
        if plain.hasSuffix(".") { plain.removeLast() }
        guard let money = Money(plain, currency) else {
            throw FieldFault(
                .init(
                    field.name, "invalid",
                    "\(field.label) must be an amount such as \(Money(minor: currency.digits == 0 ? 1250 : 125_050, currency).decimal)."
                ))
        }
        return money.minor
    }
}

extension Field {
    /// Whether it is typed as a decimal amount and kept in minor units.
    var isAmount: Bool {
        switch kind {
        case .money: true
        case .number: name.hasSuffix("_minor")
        default: false
        }
    }

    /// The names of its inputs.
    var inputNames: [String] {
        if case .address = kind { FieldText.addressParts.map { "\(name).\($0)" } } else { [name] }
    }
}
