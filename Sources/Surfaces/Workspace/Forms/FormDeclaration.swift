internal import Core
internal import HTTP
internal import Records

/// The fields of a form in their order, and how what is sent becomes what is stored.
struct FormDeclaration {
    let fields: [Field]
    let context: Context
    private let text: FieldText

    init(_ fields: [Field], _ context: Context) {
        self.fields = fields
        self.context = context
        text = FieldText(context)
    }

    /// The fields that the role may set, as the presentation orders them; custom ones follow.
    /// - Parameter named: fields that are there in any case, because they were preset.
    init(_ resource: Resource, _ context: Context, isNew: Bool, named: Set<String> = []) {
        let writable = resource.visibleFields(to: context.role).filter {
            !$0.isReadOnly && $0.writeAccess.allows(context.role) && $0.isKept
        }
        var fields = writable
        if let order = resource.presentation?.form {
            fields = order.compactMap { name in writable.first { $0.name == name } }
            fields += writable.filter { field in
                !order.contains(field.name)
                    && (field.source == .custom || named.contains(field.name) || isNew && field.mustBeGiven)
            }
        }
        self.init(fields, context)
    }

    // MARK: - Values

    /// The form's inputs for a stored record.
    func shown(_ record: JSON) -> Fields {
        Fields(
            fields.flatMap {
                text.shown($0, record[$0.name] ?? .null, currency: currency(of: $0) { record[$0]?.string })
            })
    }

    /// The form's inputs before anyone has typed: what fields start with, overridden by what the address says.
    func initial(_ preset: Fields) -> Fields {
        var pairs: [(String, String)] = []
        for field in fields {
            let given = field.inputNames.flatMap { name in preset.all(name).map { (name, $0) } }
            if !given.isEmpty {
                pairs += given
            } else if let value = field.defaultValue {
                pairs += text.shown(field, value)
            } else if field.isCurrency {
                pairs.append((field.name, context.currency.code))
            }
        }
        return Fields(pairs)
    }

    /// What is sent for the fields, as members of a record.
    /// - Parameter only: the fields that count; nil for all.
    func members(_ form: Fields, only: Set<String>? = nil) -> (values: [String: JSON], faults: [Problem.FieldError]) {
        var values: [String: JSON] = [:]
        var faults: [Problem.FieldError] = []
        for field in fields where only?.contains(field.name) ?? true {
            do throws(FieldFault) {
                guard let value = try text.read(field, from: form, currency: currency(of: field) { form[$0] }) else {
                    continue
                }
                _ = try field.normalise(
                    value.isNull ? field.defaultValue ?? .null : value, country: context.country, zone: context.zone)
                values[field.name] = value
            } catch {
                faults.append(error.error)
            }
        }
        return (values, faults)
    }

    /// What can be read of the form so far, in the form in which it is stored.
    func stored(_ form: Fields) -> [String: JSON] {
        var values: [String: JSON] = [:]
        for field in fields {
            do throws(FieldFault) {
                guard let value = try text.read(field, from: form, currency: currency(of: field) { form[$0] }) else {
                    continue
                }
                let clean = try field.normalise(value, country: context.country, zone: context.zone)
                if !clean.isNull { values[field.name] = clean }
            } catch {
                // Half-typed values say nothing yet.
                continue
            }
        }
        return values
    }

    /// The fields whose inputs differ.
    func changed(from base: Fields, to form: Fields) -> Set<String> {
        Set(
            fields.filter { field in
                field.inputNames.contains { name in
                    form.contains(name) && normal(field, form.all(name)) != normal(field, base.all(name))
                }
            }.map(\.name))
    }

    /// A box that is not ticked and a text that is not there are the same as an empty one.
    private func normal(_ field: Field, _ values: [String]) -> [String] {
        if case .boolean = field.kind { return [values.last == "true" ? "true" : "false"] }
        if case .multiChoice = field.kind { return values.filter { !$0.isEmpty }.sorted() }
        let text = values.first ?? ""
        return [text.replacing("\r\n", with: "\n")]
    }

    /// The currency of an amount: that of the column beside it, where it is known.
    func currency(of field: Field, _ value: (String) -> String?) -> Currency? {
        guard case .money(let column) = field.kind else { return nil }
        return value(column).flatMap { Currency($0) }
    }
}

extension Field {
    /// Whether a person has to say it.
    fileprivate var mustBeGiven: Bool { isRequired && defaultValue == nil }
    /// Whether it is the currency of amounts beside it.
    var isCurrency: Bool { name == "currency" }
    /// Whether it is a column or a custom field, not something computed.
    fileprivate var isKept: Bool { source == .column || source == .custom }
}
