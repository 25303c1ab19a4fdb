internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// A list page of a resource, made from its declaration: columns, badges, references by name, filter, search, paging.
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

    /// The columns that `role` may see, in order.
    func columns(for role: Role) -> [Field] {
        let visible = resource.visibleFields(to: role)
        return resource.list.columns.compactMap { name in visible.first { $0.name == name } }
    }

    var filterChoices: [Choice] {
        guard let filter, let field = resource.field(filter), case .choice(let choices) = field.kind else { return [] }
        return choices
    }
}

extension Field {

    var referenceTarget: String? {
        if case .reference(let target) = kind, target != "self" { target } else { nil }
    }

    var isNumeric: Bool {
        switch kind {
        case .money, .number, .percent, .duration: true
        default: false
        }
    }
}
