public import HTML

extension HTML {
    /// One or several of many values, found by typing: a reference to another record, the members of a team.
    ///
    /// It is a `select` of what is chosen, which is sent and works without scripts; `combobox.js` puts the box to type
    /// in over it. What is typed goes to `path` as `q`, and `comboboxOptions` writes the answer.
    /// - Parameters:
    ///   - path: Answers GET with options; nil where `options` are all there are.
    ///   - chosen: The values of the field now.
    ///   - options: Offered before anything is typed, and all there is without scripts.
    public func combobox(
        _ field: FormField, from path: String?, chosen: [FormOption] = [], options: [FormOption] = [],
        multiple: Bool = false, placeholder: String = "Type to search", attributes: [Attribute] = []
    ) {
        self.field(field) { own in
            div(
                .class("combobox"), .data("combobox"), path.map { .data("source", $0) } ?? .none,
                multiple ? .data("multiple") : .none
            ) {
                select([.class("select"), .flag("multiple", if: multiple)] + own + attributes) {
                    if !multiple { option(.value(""), .selected(if: chosen.isEmpty), "None") }
                    let values = Set(chosen.map(\.value))
                    for each in chosen { option(.value(each.value), .selected(if: true), each.label) }
                    for each in options where !values.contains(each.value) {
                        option(.value(each.value), .disabled(if: each.disabled), each.label)
                    }
                }
                comboboxBox(field, placeholder: placeholder)
            }
        }
    }

    /// Words that a record is marked with; new ones are made by writing them. Sent as one value, parted by commas.
    /// - Parameter path: Answers GET with tags in use, written by `comboboxOptions`.
    public func tagField(
        _ field: FormField, values: [String], from path: String? = nil, placeholder: String = "Add a tag",
        attributes: [Attribute] = []
    ) {
        self.field(field) { own in
            div(
                .class("combobox"), .data("combobox"), path.map { .data("source", $0) } ?? .none, .data("multiple"),
                .data("free")
            ) {
                input(
                    [
                        .class("input"), .type("text"), .value(values.joined(separator: ", ")), .autocomplete("off"),
                        .dir("auto"),
                    ] + own + attributes)
                comboboxBox(field, placeholder: placeholder)
            }
        }
    }

    /// What scripts show in place of the plain control.
    private func comboboxBox(_ field: FormField, placeholder: String) {
        div(.class("combobox-box"), .data("combobox-box"), .hidden) {
            ul(.class("combobox-chosen"), .data("combobox-chosen"), .aria("label", "Chosen")) {}
            input([
                .type("text"), .role("combobox"), .placeholder(placeholder), .autocomplete("off"),
                .aria("autocomplete", "list"), .aria("expanded", false), .aria("controls", field.id + "-options"),
                .aria("describedby", field.id + "-error"), .disabled(if: field.disabled), .dir("auto"),
                .attribute("spellcheck", "false"),
            ])
            button(
                .class("combobox-clear"), .type("button"), .aria("label", "Clear \(field.label)"), .title("Clear"),
                .data("combobox-clear"), .hidden
            ) { icon(.close) }
        }
        ul(
            .class("combobox-list"), .id(field.id + "-options"), .role("listbox"), .aria("label", field.label),
            .popover("manual")
        ) {}
        span(.class("visually-hidden"), .role("status"), .data("combobox-status")) {}
    }

    /// The answer to what was typed into a combobox: a fragment of options.
    /// - Parameters:
    ///   - create: Offered last, where what was typed can become a new record: the words, and the dialog's path.
    ///   - none: Said where nothing was found.
    public func comboboxOptions(
        _ options: [FormOption], create: (label: String, path: String)? = nil, none: String = "Nothing found"
    ) {
        for each in options {
            li(
                .class("combobox-option"), .role("option"), .aria("selected", false), .data("value", each.value),
                .data("label", each.label), each.disabled ? .aria("disabled", true) : .none
            ) {
                span(.class("truncate"), .dir("auto"), each.label)
                if let hint = each.hint { span(.class("combobox-hint truncate"), .dir("auto"), hint) }
            }
        }
        if let create {
            li(
                .class("combobox-option"), .role("option"), .aria("selected", false), .data("create"),
                .hxGet(create.path), .hxTarget("#dialog-place"), .hxSelect("unset"), .hxTrigger("choose")
            ) {
                icon(.add)
                span(.dir("auto"), create.label)
            }
        } else if options.isEmpty {
            li(.class("combobox-none"), .role("option"), .aria("disabled", true), .aria("selected", false), none)
        }
    }
}
