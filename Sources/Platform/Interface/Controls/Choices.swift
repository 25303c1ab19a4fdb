public import HTML

extension HTML {
    /// A box to tick. Sent as `name=true` when ticked, not at all otherwise.
    public func checkbox(_ field: FormField, checked: Bool = false, attributes: [Attribute] = []) {
        tick(field, class: "choice", checked: checked, attributes: attributes)
    }

    /// Something that is on or off at once. Sent like a checkbox.
    public func switchField(_ field: FormField, on: Bool = false, attributes: [Attribute] = []) {
        tick(field, class: "choice switch", checked: on, attributes: [.role("switch")] + attributes)
    }

    private func tick(_ field: FormField, class name: String, checked: Bool, attributes: [Attribute]) {
        div(.class("field")) {
            label(.class(name)) {
                input([.type("checkbox"), .value("true"), .checked(if: checked)] + field.attributes + attributes)
                span(.class("choice-text"), field.label)
            }
            fieldNotes(field)
        }
    }

    /// One of a few values, all in sight.
    public func radioGroup(_ field: FormField, options: [FormOption], value: String? = nil) {
        group(field) {
            for option in options {
                choice(option, field, type: "radio", checked: option.value == value)
            }
        }
    }

    /// Any of a few values, all in sight.
    public func checkGroup(_ field: FormField, options: [FormOption], values: Set<String> = []) {
        group(field) {
            for option in options {
                choice(option, field, type: "checkbox", checked: values.contains(option.value))
            }
        }
    }

    private func group(_ field: FormField, _ content: () -> Void) {
        fieldset(.class("choice-group"), .id(field.id), .aria("describedby", field.id + "-error")) {
            legend(.class("field-label")) {
                text(field.label)
                if !field.required { span(.class("field-optional"), " (optional)") }
            }
            content()
            fieldNotes(field)
        }
    }

    private func choice(_ option: FormOption, _ field: FormField, type: String, checked: Bool) {
        label(.class("choice")) {
            input([
                .type(type), .name(field.name), .value(option.value), .checked(if: checked),
                .disabled(if: field.disabled || option.disabled), .required(if: type == "radio" && field.required),
            ])
            span(.class("choice-text")) {
                span(option.label)
                if let hint = option.hint { span(.class("field-hint"), hint) }
            }
        }
    }
}
