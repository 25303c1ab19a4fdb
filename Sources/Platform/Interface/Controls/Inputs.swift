public import Core
public import HTML

extension HTML {
    /// One line of text.
    public func textField(_ field: FormField, value: String = "", type: String = "text", attributes: [Attribute] = []) {
        self.field(field) { own in input([.class("input"), .type(type), .value(value)] + own + attributes) }
    }

    public func emailField(_ field: FormField, value: String = "") {
        textField(field, value: value, type: "email", attributes: [.autocomplete("email"), .inputmode("email")])
    }

    /// A password; `new` when one is being chosen, so that browsers offer to make one.
    public func passwordField(_ field: FormField, new: Bool = false) {
        textField(field, type: "password", attributes: [.autocomplete(new ? "new-password" : "current-password")])
    }

    /// A phone number as the person writes it; the server reads it with the organisation's country.
    public func phoneField(_ field: FormField, value: String = "") {
        textField(field, value: value, type: "tel", attributes: [.autocomplete("tel"), .inputmode("tel"), .dir("ltr")])
    }

    public func addressField(_ field: FormField, value: String = "") {
        textField(
            field, value: value, type: "url", attributes: [.inputmode("url"), .placeholder("https://"), .dir("ltr")])
    }

    public func numberField(
        _ field: FormField, value: String = "", unit: String? = nil, min: Int? = nil, max: Int? = nil,
        step: String = "1"
    ) {
        self.field(field) { own in
            let control: [Attribute] = [
                .class("input"), .type("number"), .data("kind", "number"), .value(value), .step(step),
                min.map { .min(String($0)) } ?? .none, max.map { .max(String($0)) } ?? .none,
            ]
            guard let unit else { return input(control + own) }
            div(.class("input-group")) {
                input(control + own)
                span(.class("input-affix"), unit)
            }
        }
    }

    /// An amount in the given currency, sent as a plain decimal.
    public func moneyField(_ field: FormField, value: Money? = nil, currency: Currency) {
        self.field(field) { own in
            div(.class("input-group")) {
                span(.class("input-affix"), .aria("hidden", true), currency.symbol)
                input(
                    [
                        .class("input"), .type("text"), .inputmode("decimal"), .data("kind", "money"),
                        .autocomplete("off"),
                        .value(value?.decimal ?? ""), .pattern(#"-?\d+([.,]\d{1,3})?"#),
                        .data("message", "Write an amount such as 1250.00."),
                    ] + own)
                span(.class("input-affix"), currency.code)
            }
        }
    }

    public func dateField(_ field: FormField, value: LocalDate? = nil, min: LocalDate? = nil, max: LocalDate? = nil) {
        textField(
            field, value: value?.description ?? "", type: "date",
            attributes: [min.map { .min($0.description) } ?? .none, max.map { .max($0.description) } ?? .none])
    }

    public func timeField(_ field: FormField, value: LocalTime? = nil) {
        textField(field, value: value?.description ?? "", type: "time")
    }

    /// A date and time as the wall clock in the organisation's zone shows it.
    public func dateTimeField(_ field: FormField, value: LocalDateTime? = nil) {
        textField(field, value: value.map { "\($0.date)T\($0.time)" } ?? "", type: "datetime-local")
    }

    /// Several lines; grows with what is written.
    public func textArea(_ field: FormField, value: String = "", rows: Int = 3, attributes: [Attribute] = []) {
        self.field(field) { own in
            textarea([.class("textarea"), .rows(rows), .dir("auto")] + own + attributes) {
                // A line break right after the tag is dropped by browsers, so one of its own goes first.
                raw("\n")
                text(value)
            }
        }
    }

    /// One of several values. `empty` is the words for none.
    public func selectField(
        _ field: FormField, options: [FormOption], value: String? = nil, empty: String? = nil,
        attributes: [Attribute] = []
    ) {
        self.field(field) { own in
            select([.class("select")] + own + attributes) { self.options(options, value: value, empty: empty) }
        }
    }

    /// One of several values that stand in groups; a group without any is left out.
    public func selectField(
        _ field: FormField, groups: [(title: String, options: [FormOption])], value: String? = nil
    ) {
        self.field(field) { own in
            select([.class("select")] + own) {
                for group in groups where !group.options.isEmpty {
                    optgroup(.attribute("label", group.title)) { options(group.options, value: value) }
                }
            }
        }
    }

    /// The options of a select.
    public func options(_ options: [FormOption], value: String? = nil, empty: String? = nil) {
        if let empty { option(.value(""), .selected(if: value == nil), empty) }
        for each in options {
            option(
                .value(each.value), .selected(if: each.value == value), .disabled(if: each.disabled), each.label)
        }
    }

    /// Text with suggestions: any value goes, the known ones are offered.
    public func comboField(_ field: FormField, suggestions: [String], value: String = "") {
        textField(field, value: value, attributes: [.list(field.id + "-list"), .autocomplete("off")])
        datalist(.id(field.id + "-list")) { for each in suggestions { option(.value(each)) {} } }
    }

    /// A file, dropped or chosen. `accept` is a list of types such as `.csv,.xlsx`.
    public func fileField(_ field: FormField, accept: String, multiple: Bool = false) {
        self.field(field) { own in
            div(.class("file-drop")) {
                icon(.upload)
                input([.type("file"), .accept(accept), .flag("multiple", if: multiple)] + own)
                span(.class("field-hint"), .data("file-name"), .aria("live", "polite"), "Or drop it here")
            }
        }
    }

    public func hiddenField(_ name: String, _ value: String) { input(.type("hidden"), .name(name), .value(value)) }
}
