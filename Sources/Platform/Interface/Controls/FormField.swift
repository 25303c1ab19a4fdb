public import Core
public import HTML

/// What all form fields have: a name, a label, help, and what is wrong.
public struct FormField: Sendable {
    /// The name it is sent under.
    public let name: String
    public let label: String
    /// How to fill it in, below the field.
    public var hint: String?
    /// What is wrong with what was sent, and what to do.
    public var error: String?
    public var required: Bool
    public var disabled: Bool
    /// Unique on the page; made from the name unless given.
    public let id: String

    public init(
        _ name: String, _ label: String, hint: String? = nil, error: String? = nil, required: Bool = false,
        disabled: Bool = false, id: String? = nil
    ) {
        self.name = name
        self.label = label
        self.hint = hint
        self.error = error
        self.required = required
        self.disabled = disabled
        self.id = id ?? "field-" + name
    }

    /// The field with what `problem` says about it.
    public func showing(_ problem: Problem?) -> FormField {
        var copy = self
        copy.error = problem?.fields.first { $0.field == name }?.message ?? error
        return copy
    }

    /// The attributes of its control.
    var attributes: [HTML.Attribute] {
        var described = [id + "-error"]
        if hint != nil { described.insert(id + "-hint", at: 0) }
        return [
            .id(id), .name(name), .required(if: required), required ? .data("needed", "\(label) is needed.") : .none,
            .disabled(if: disabled),
            .aria("describedby", described.joined(separator: " ")), error == nil ? .none : .aria("invalid", true),
        ]
    }
}

/// One of the values a field can have.
public struct FormOption: Sendable, Hashable {
    public let value: String
    public let label: String
    public let hint: String?
    public let disabled: Bool

    public init(_ value: String, _ label: String, hint: String? = nil, disabled: Bool = false) {
        self.value = value
        self.label = label
        self.hint = hint
        self.disabled = disabled
    }
}

extension HTML {
    /// A field around the control that `control` writes; it gets the attributes the field needs.
    public func field(_ field: FormField, _ control: ([Attribute]) -> Void) {
        div(.class("field")) {
            label(.class("field-label"), .for(field.id)) {
                text(field.label)
                if !field.required, !field.disabled { span(.class("field-optional"), " (optional)") }
            }
            control(field.attributes)
            fieldNotes(field)
        }
    }

    /// The hint and the error of a field. The place of the error is always there for the browser's own messages.
    func fieldNotes(_ field: FormField) {
        if let hint = field.hint { span(.class("field-hint"), .id(field.id + "-hint"), hint) }
        span(.class("field-error"), .id(field.id + "-error"), .hidden(if: field.error == nil)) {
            icon(.error)
            span(.data("error-text"), field.error ?? "")
        }
    }

    /// What is wrong with the whole form, above it; fields that are wrong are linked.
    public func formProblem(_ problem: Problem?, idPrefix: String = "field-") {
        guard let problem else { return }
        callout(.bad, problem.detail) {
            if problem.fields.count > 1 {
                ul { for field in problem.fields { li { a(.href("#" + idPrefix + field.field), field.message) } } }
            }
        }
    }
}
