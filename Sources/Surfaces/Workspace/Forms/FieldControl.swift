internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Records

/// Writes the control that a field's kind asks for.
struct FieldControl {
    let html: HTML
    let context: Context
    let values: Fields
    let problem: Problem?
    let options: ReferenceOptions
    /// Before the ids of this form's controls, since several forms may be on a page.
    let prefix: String
    let catalogue: Catalogue
    /// Answers with tags in use; nil where nobody collects them.
    let tagsPath: String?

    func write(_ field: Field) {
        let label = FormField(
            field.name, field.label, hint: field.hint,
            required: (field.isRequired && field.kind != .boolean) || field.alwaysHasOne,
            id: prefix + field.name
        ).showing(problem)
        let value = values[field.name] ?? ""
        switch field.kind {
        case .text where field.isCurrency: currency(label, value)
        case .text(let max): html.textField(label, value: value, attributes: [.maxlength(max), .dir("auto")])
        case .longText(let max):
            html.div(.class("form-wide")) {
                html.textArea(label, value: value, rows: 3, attributes: [.maxlength(max)])
            }
        case .email:
            html.textField(label, value: value, type: "email", attributes: [.autocomplete("off"), .dir("ltr")])
        case .phone:
            html.textField(
                label, value: value, type: "tel", attributes: [.autocomplete("off"), .inputmode("tel"), .dir("ltr")])
        case .url: html.addressField(label, value: value)
        case .number where field.isAmount: amount(field, label, value)
        case .number(let range): number(label, value, range)
        case .percent: html.numberField(label, value: value, unit: "%", min: nil, max: nil, step: "any")
        case .money: amount(field, label, value)
        case .boolean:
            html.hiddenField(field.name, "false")
            html.switchField(label, on: values.all(field.name).last == "true")
        case .date: html.textField(label, value: value, type: "date")
        case .timestamp: html.textField(label, value: String(value.prefix(16)), type: "datetime-local")
        case .duration:
            html.textField(label, value: value, attributes: [.placeholder("45 min or 1:30"), .autocomplete("off")])
        case .choice(let choices): choice(field, label, choices, value)
        case .multiChoice(let choices):
            html.hiddenField(field.name, "")
            html.checkGroup(
                label, options: choices.map { FormOption($0.value, $0.label) }, values: Set(values.all(field.name)))
        case .reference(let target): reference(label, target, value)
        case .file: file(label, value)
        case .tags: tags(label, value)
        case .address: address(label)
        case .json:
            html.div(.class("form-wide")) {
                html.textArea(label, value: value, rows: 4, attributes: [.class("textarea code"), .dir("ltr")])
            }
        }
    }

    private func number(_ label: FormField, _ value: String, _ range: ClosedRange<Int64>) {
        // Limits that nobody reaches are no help.
        let near = range.upperBound < 1_000_000_000
        html.numberField(
            label, value: value, min: range.lowerBound > -1_000_000_000 ? Int(range.lowerBound) : nil,
            max: near ? Int(range.upperBound) : nil)
    }

    private func amount(_ field: Field, _ label: FormField, _ value: String) {
        var currency = context.currency
        if case .money(let column) = field.kind { currency = values[column].flatMap { Currency($0) } ?? currency }
        html.field(label) { own in
            html.div(.class("input-group")) {
                html.span(.class("input-affix"), .aria("hidden", true), currency.symbol)
                html.input(
                    [
                        .class("input"), .type("text"), .inputmode("decimal"), .data("kind", "money"),
                        .autocomplete("off"), .value(value),
                    ] + own)
                html.span(.class("input-affix"), currency.code)
            }
        }
    }

    private func currency(_ label: FormField, _ value: String) {
        html.textField(
            label, value: value.isEmpty ? context.currency.code : value,
            attributes: [.maxlength(3), .pattern("[A-Za-z]{3}"), .data("message", "Write three letters such as USD.")])
    }

    private func choice(_ field: Field, _ label: FormField, _ choices: [Choice], _ value: String) {
        // Without a default nothing is chosen for anybody.
        let empty: String? = field.isRequired && !value.isEmpty ? nil : field.isRequired ? "Choose" : "None"
        let needsEmpty = field.defaultValue == nil || value.isEmpty
        html.selectField(
            label, options: choices.map { FormOption($0.value, $0.label) }, value: value.isEmpty ? nil : value,
            empty: needsEmpty ? empty : nil)
    }

    /// A select where it lists all there are, otherwise one that searches, with a way to make a new record inside.
    private func reference(_ label: FormField, _ target: String, _ value: String) {
        let offer = options.offers[label.name] ?? ReferenceOptions.Offer(options: [], isPartial: false)
        let resource = catalogue.resources[target]
        let mayCreate = resource.map { $0.presentation != nil && $0.access.create.allows(context.role) } ?? false
        let isKnown = value.isEmpty || offer.options.contains { $0.value == value }
        let known = isKnown ? offer.options : [FormOption(value, "As it is")] + offer.options
        guard let resource, offer.isPartial || mayCreate else {
            return html.selectField(
                label, options: known, value: value.isEmpty ? nil : value, empty: label.required ? "Choose" : "None")
        }
        html.combobox(
            label, from: "\(resource.path)/suggest" + (mayCreate ? "?create=1" : ""),
            chosen: known.filter { !value.isEmpty && $0.value == value }, options: known,
            placeholder: "Search \(resource.title.lowercased())")
    }

    private func tags(_ label: FormField, _ value: String) {
        let values = value.split(separator: ",").map { $0.trimmingSpaces }.filter { !$0.isEmpty }
        html.tagField(label, values: values, from: tagsPath.map { "\($0)?field=\(label.name)" })
    }

    private func file(_ label: FormField, _ value: String) {
        // The file goes ahead by itself; what is sent with the form is its id.
        var nameless = FormField(
            "", label.label, hint: label.hint, error: label.error, required: label.required && value.isEmpty,
            id: label.id)
        nameless.disabled = label.disabled
        html.field(nameless) { own in
            html.div(.class("file-drop"), .data("upload", "/api/v1/files"), .data("names", label.name)) {
                html.icon(.upload)
                html.input([.type("file")] + own)
                html.hiddenField(label.name, value)
                html.span(
                    .class("field-hint"), .data("file-name"), .aria("live", "polite"),
                    value.isEmpty ? "Or drop it here" : "A file is attached")
            }
        }
    }

    private func address(_ label: FormField) {
        let parts = [
            ("line1", "Street and number", "address-line1"), ("line2", "Apartment, floor", "address-line2"),
            ("city", "City", "address-level2"), ("region", "State or region", "address-level1"),
            ("postcode", "Postcode", "postal-code"), ("country", "Country", "country"),
        ]
        html.fieldset(.class("choice-group form-wide"), .id(label.id), .tabindex(-1)) {
            html.legend(.class("field-label"), label.label)
            html.div(.class("form-grid")) {
                for (part, name, completes) in parts {
                    let input = FormField(
                        "\(label.name).\(part)", name, error: part == "line1" ? label.error : nil,
                        required: label.required && part == "line1", id: "\(label.id)-\(part)")
                    html.textField(
                        input, value: values[input.name] ?? "",
                        attributes: [.autocomplete(completes), .maxlength(part == "country" ? 2 : 200), .dir("auto")])
                }
            }
        }
    }
}

extension Field {
    /// A choice that starts with one of its values is never without.
    fileprivate var alwaysHasOne: Bool { if case .choice = kind { defaultValue != nil } else { false } }
}

extension Resource {
    /// `loss reason`, in sentences.
    var noun: String { singular.spaced }
}

extension Substring {
    /// Without spaces around it.
    fileprivate var trimmingSpaces: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
