public import Core
internal import Postgres

/// One value of a record or of an action's input: its kind, its limits, who may see and set it. Declared once; columns,
/// forms, filters, validation, API schema and export come from it.
public struct Field: Sendable {
    /// Column of the table and member in JSON.
    public let name: String
    public var label: String
    public let kind: FieldKind
    public var isRequired: Bool
    /// Set by Mainline, never by a client.
    public var isReadOnly: Bool
    /// Of an action: given by programs and by what a page does, such as a board; forms do not ask for it.
    public var isForPrograms = false
    /// Of an action: forms ask for it only once the action has refused for lack of the field of this name.
    public var askedWith: String?
    /// Of a yes or no that calls for attention: how a yes is marked; a no is not shown.
    public var tone: String?
    public var defaultValue: JSON?
    public var search: SearchWeight?
    /// Roles that see it; others do not learn that it exists.
    public var readAccess: Access
    /// Roles that may set it.
    public var writeAccess: Access
    public let source: Source
    /// The named sets of records that a filter can ask for by this field; nil for fields that records have.
    public internal(set) var sets: [String: NamedSets.NamedSet]?
    /// A sentence for forms and the API document.
    public var hint: String?
    /// The value in SQL, of a row called `t`. Put together once, as are the next two: every list is made of them.
    let expression: String
    /// The column in a select list, in the form in which `RecordJSON` writes it without further work.
    let selectExpression: String
    /// `"name":`
    let jsonKey: String

    /// Where the value lives.
    public enum Source: Sendable, Hashable {
        /// A column of the field's name.
        case column
        /// A member of the record's `custom` object.
        case custom
        /// A trusted SQL expression over the row, written `t`.
        case computed(String)
    }

    /// How much a match in this field counts in search.
    public enum SearchWeight: String, Sendable { case weightA, weightB, exact }

    public init(
        _ name: String, _ kind: FieldKind, label: String? = nil, required: Bool = false, readOnly: Bool = false,
        default defaultValue: JSON? = nil, search: SearchWeight? = nil, read: Access = .everyone,
        write: Access = .everyone, source: Source = .column, hint: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.label = label ?? Self.label(of: name)
        isRequired = required
        isReadOnly = readOnly
        self.defaultValue = defaultValue
        self.search = search
        readAccess = read
        writeAccess = write
        self.source = source
        self.hint = hint
        expression = Self.expression(name, kind, source)
        selectExpression = Self.selectExpression(expression, name, kind, source)
        jsonKey = "\"\(name)\":"
    }

    /// `starts_at` → "Starts at", `owner_id` → "Owner".
    public static func label(of name: String) -> String {
        var words = name.split(separator: "_").map(String.init)
        if words.count > 1, let last = words.last, last == "id" || last == "minor" { words.removeLast() }
        let text = words.joined(separator: " ")
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    private static func expression(_ name: String, _ kind: FieldKind, _ source: Source) -> String {
        switch source {
        case .column: "t." + SQL.quotedName(name)
        case .custom: "(t.custom ->> '\(name)')" + kind.customCast
        case .computed(let expression): "(\(expression))"
        }
    }

    private static func selectExpression(_ expression: String, _ name: String, _ kind: FieldKind, _ source: Source)
        -> String
    {
        switch kind {
        case .tags where source == .column, .multiChoice where source == .column:
            "to_json(\(expression)) as \(SQL.quotedName(name))"
        default: "\(expression) as \(SQL.quotedName(name))"
        }
    }
}

extension Field {
    public static func text(
        _ name: String, label: String? = nil, required: Bool = false, max: Int = 200, default value: JSON? = nil,
        search: SearchWeight? = nil, hint: String? = nil
    ) -> Field {
        Field(name, .text(max: max), label: label, required: required, default: value, search: search, hint: hint)
    }
    public static func longText(_ name: String, label: String? = nil, required: Bool = false, max: Int = 20_000)
        -> Field
    {
        Field(name, .longText(max: max), label: label, required: required)
    }
    public static func email(_ name: String, label: String? = nil, required: Bool = false, search: SearchWeight? = nil)
        -> Field
    {
        Field(name, .email, label: label, required: required, search: search)
    }
    public static func phone(_ name: String, label: String? = nil, required: Bool = false, search: SearchWeight? = nil)
        -> Field
    {
        Field(name, .phone, label: label, required: required, search: search)
    }
    public static func number(
        _ name: String, label: String? = nil, required: Bool = false,
        in range: ClosedRange<Int64> = -1_000_000_000_000...1_000_000_000_000,
        default value: JSON? = nil
    ) -> Field {
        Field(name, .number(range), label: label, required: required, default: value)
    }
    /// Minor units; `currency` names the column with the ISO code.
    public static func money(
        _ name: String, label: String? = nil, required: Bool = false, currency: String = "currency"
    ) -> Field {
        Field(name, .money(currencyColumn: currency), label: label, required: required)
    }
    public static func boolean(_ name: String, label: String? = nil, default value: Bool? = nil) -> Field {
        Field(name, .boolean, label: label, default: value.map { .bool($0) })
    }
    public static func date(_ name: String, label: String? = nil, required: Bool = false) -> Field {
        Field(name, .date, label: label, required: required)
    }
    public static func timestamp(_ name: String, label: String? = nil, required: Bool = false) -> Field {
        Field(name, .timestamp, label: label, required: required)
    }
    public static func choice(
        _ name: String, _ choices: [Choice], label: String? = nil, required: Bool = false, default value: String? = nil
    ) -> Field {
        Field(name, .choice(choices), label: label, required: required, default: value.map { .string($0) })
    }
    /// A reference to a record of `resource` (its name, `customers`).
    public static func reference(_ name: String, to resource: String, label: String? = nil, required: Bool = false)
        -> Field
    {
        Field(name, .reference(resource), label: label, required: required)
    }
    public static func tags(_ name: String, label: String? = nil) -> Field { Field(name, .tags, label: label) }
    public static func json(_ name: String, label: String? = nil) -> Field { Field(name, .json, label: label) }

    // Modifiers

    /// Shown but not to be set by clients.
    public var readOnly: Field { changed { $0.isReadOnly = true } }
    /// Of a yes or no: a mark where it is yes, such as `bad`.
    public func marked(_ tone: String) -> Field { changed { $0.tone = tone } }
    /// Not asked for by forms.
    public var forPrograms: Field { changed { $0.isForPrograms = true } }
    /// Asked for by forms only where the action cannot do without it; then it is required.
    public var whenNeeded: Field { changed { $0.askedWith = $0.name } }
    /// Asked for by forms only beside the field of this name, which is asked for when needed.
    public func asked(with other: String) -> Field { changed { $0.askedWith = other } }
    public func visible(to access: Access) -> Field { changed { $0.readAccess = access } }
    public func writable(by access: Access) -> Field { changed { $0.writeAccess = access } }

    private func changed(_ change: (inout Field) -> Void) -> Field {
        var copy = self
        change(&copy)
        return copy
    }
}
