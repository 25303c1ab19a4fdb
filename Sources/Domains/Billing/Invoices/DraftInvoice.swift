internal import Contracts
internal import Core
internal import LedgerEngine
internal import Records

/// Begins a bill. Each line is an object: `description`, `unit_minor`, and where they differ from 1 and the
/// organisation's rate, `quantity` ("1.5") and `tax_rate` ("8.25", percent).
struct DraftInvoice: Action {
    static let name = "invoices.draft"
    static let title = "New invoice"
    static let access = Access.agents
    static let fields: [Field] = [
        .reference("customer_id", to: "customers", required: true),
        .reference("appointment_id", to: "appointments"),
        .text("currency", max: 3, hint: "ISO 4217; the organisation's if left out."),
        Field(
            "lines", .json, required: true,
            hint:
                "[{\"description\": \"Leak repair\", \"unit_minor\": 14900, \"quantity\": \"1\", \"tax_rate\": \"8.25\"}]"
        ),
        .longText("notes", max: 4000),
    ]

    let invoice: NewInvoice

    init(_ input: Input) throws {
        guard let currency = input.optionalText("currency").map({ Currency($0) }) ?? input.context.currency else {
            throw Problem.invalid("currency", "invalid", "Currency must be three letters such as USD.")
        }
        var invoice = NewInvoice(
            customer: try input.id("customer_id"), currency: currency, lines: try Self.lines(input.json("lines")))
        invoice.appointment = input.optionalID("appointment_id")
        invoice.notes = input.optionalText("notes") ?? ""
        self.invoice = invoice
    }

    func perform(in work: Work) async throws -> ID<Invoice> {
        guard let id = try await invoice.write(in: work) else {
            throw Problem.conflict("already_billed", "This visit has been billed already. Open its invoice instead.")
        }
        return id
    }

    private static func lines(_ json: JSON) throws -> [NewInvoice.Line] {
        // A form sends the list as text.
        let list = try json.string.map { try JSON(parsing: $0) } ?? json
        guard let items = list.array, (1...200).contains(items.count) else {
            throw Problem.invalid("lines", "invalid", "An invoice needs from 1 to 200 lines.")
        }
        var faults: [Problem.FieldError] = []
        var lines: [NewInvoice.Line] = []
        for (index, item) in items.enumerated() {
            do { lines.append(try line(item, "lines[\(index)]")) } catch let problem as Problem {
                faults.append(contentsOf: problem.fields)
            }
        }
        guard faults.isEmpty else { throw Problem.invalid(faults) }
        return lines
    }

    private static func line(_ item: JSON, _ path: String) throws -> NewInvoice.Line {
        guard let description = item["description"]?.string, (1...1000).contains(description.count),
            description.contains(where: { !$0.isWhitespace })
        else {
            throw Problem.invalid("\(path).description", "required", "Say what is charged, in up to 1000 characters.")
        }
        guard let unit = item["unit_minor"]?.int, (-1_000_000_000_000...1_000_000_000_000).contains(unit) else {
            throw Problem.invalid(
                "\(path).unit_minor", "invalid", "The price is a whole number of minor units (cents).")
        }
        let quantity = item["quantity"].map { $0.string ?? $0.double.map { "\($0)" } ?? "" } ?? "1"
        guard let scaled = Decimals.scaled(quantity.hasSuffix(".0") ? quantity.dropLast(2) : quantity[...], places: 4),
            scaled != 0, scaled.magnitude < 1_000_000_000_000
        else {
            throw Problem.invalid(
                "\(path).quantity", "invalid", "The quantity is a number such as 1.5 with at most four places.")
        }
        var tax: TaxCategory?
        if let given = item["tax_rate"], !given.isNull {
            guard let rate = TaxRate.thousandths(given.string ?? given.double.map { "\($0)" } ?? "") else {
                throw Problem.invalid("\(path).tax_rate", "invalid", "The tax rate is a percentage such as 8.25.")
            }
            tax = rate == 0 ? .zero : TaxCategory(rate: rate)
        }
        return NewInvoice.Line(description: description, quantity: scaled, unitMinor: unit, tax: tax)
    }
}
