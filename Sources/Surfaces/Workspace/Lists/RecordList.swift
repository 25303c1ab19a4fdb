internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// A list page of a resource. From its presentation everything is made by itself; pages by hand set what is different.
struct RecordList: Sendable {
    let resource: Resource
    /// `/customers`
    let path: String
    let icon: Icon
    /// The choice offered as chips above the list.
    var filter: String?
    /// Columns whose heads order the list; an index serves each.
    var sortable: Set<String> = []
    /// Whether there is a box to search by name, number or address.
    var isSearchable = false
    /// Whether a row leads to a page of its own.
    var opens = true
    /// Whether cells are edited in place, rows are chosen for changes together, and views are kept: what goes by the
    /// routes that only a resource with a presentation has.
    var isGeneric = false
    /// Words for values of a column that is kept as plain text.
    var words: [String: @Sendable (String) -> String] = [:]
    /// Stands for the name of a record that has none yet.
    var untitled = "—"
    /// Events of these topics bring the list up to date.
    var topics: String
    /// Conditions that a value of the filter stands for, where it is more than the column's own.
    var conditions: @Sendable (String, Context) -> [(name: String, value: String)]? = { _, _ in nil }
    /// What is shown for the filter's column, where it depends on the day.
    var state: @Sendable (Row, PageContext) throws -> Choice? = { _, _ in nil }
    var emptyTitle: String
    var emptyWords: String

    init(_ resource: Resource, path: String, icon: Icon, emptyTitle: String, emptyWords: String) {
        self.resource = resource
        self.path = path
        self.icon = icon
        self.emptyTitle = emptyTitle
        self.emptyWords = emptyWords
        topics = resource.name
    }

    /// The list that a presentation describes; nil for a resource without one.
    init?(_ resource: Resource) {
        guard let presentation = resource.presentation else { return nil }
        self.init(
            resource, path: resource.path, icon: Icon(rawValue: presentation.icon) ?? .list,
            emptyTitle: presentation.emptyTitle, emptyWords: presentation.emptyWords)
        filter = presentation.chips
        sortable = Set(presentation.sortable)
        isSearchable = presentation.isSearchable
        untitled = presentation.untitled
        isGeneric = true
    }

    /// The same list with the fields that an organisation has added.
    func resolved(_ resource: Resource) -> RecordList { RecordList(copying: self, resource: resource) }

    private init(copying other: RecordList, resource: Resource) {
        self.init(
            resource, path: other.path, icon: other.icon, emptyTitle: other.emptyTitle, emptyWords: other.emptyWords)
        filter = other.filter
        sortable = other.sortable
        isSearchable = other.isSearchable
        opens = other.opens
        isGeneric = other.isGeneric
        words = other.words
        untitled = other.untitled
        topics = other.topics
        conditions = other.conditions
        state = other.state
    }

    var filterChoices: [Choice] {
        guard let filter, let field = resource.field(filter), case .choice(let choices) = field.kind else { return [] }
        return choices
    }

    /// Whether somebody with this role may change a field in place.
    func isEditable(_ field: Field, _ role: Role) -> Bool {
        isGeneric && resource.access.update.allows(role) && !field.isReadOnly && field.writeAccess.allows(role)
            && field.isSettable && InlineControl.knows(field)
    }
}

extension Field {
    var referenceTarget: String? {
        if case .reference(let target) = kind, target != "self" { target } else { nil }
    }

    /// Whether the value is kept, and not made from others.
    var isSettable: Bool { if case .computed = source { false } else { true } }

    var isNumeric: Bool {
        switch kind {
        case .money, .number, .percent, .duration: true
        default: false
        }
    }
}
