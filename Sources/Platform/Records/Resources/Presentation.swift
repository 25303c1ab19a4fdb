/// How a kind of record appears in the workspace. Pages come from it: list, layouts, forms, detail, import, export; a
/// resource without one has no pages of its own. Everything is a name or a plain value, so that a domain says what its
/// records look like without knowing HTML.
public struct Presentation: Sendable {
    /// The name of a Lucide icon that `Icon` has.
    public let icon: String
    /// Where it stands in the sidebar; nil where it is reached from other records only.
    public let section: Section?
    /// Keys that lead to the list, such as `g d`.
    public var key: String?
    /// Ways to look at the list besides the table; the first is offered first.
    public var layouts: [Layout]
    /// The layout a person sees who has not chosen: `table`, or the name of one in `layouts`.
    public var defaultLayout: String
    /// The choice whose values are offered as chips above the list.
    public var chips: String?
    /// Fields by which a list can be ordered; an index serves each.
    public var sortable: [String]
    /// Whether there is a box to search by name, number or address.
    public var isSearchable: Bool
    /// Fields of the form in their order; nil for every field that may be set.
    public var form: [String]?
    /// Fields of the detail page's left column in their order; nil for every visible one.
    public var facts: [String]?
    /// Choices and references shown under a record's name.
    public var summary: [String]
    /// Lists of other records that refer to this one, as tabs of the detail page.
    public var related: [Related]
    /// Names of actions that have a button of their own on the detail page, at most three; the others are in its menu.
    public var mainActions: [String]
    /// The action that stands for *Delete*, where something has to be said first: where what is in it goes.
    public var deleteAction: String?
    /// Whether records come in from files.
    public var isImportable: Bool
    /// Stands for the name of a record that has none yet.
    public var untitled: String
    public var emptyTitle: String
    public var emptyWords: String

    /// Groups of the sidebar, in its order.
    public enum Section: String, Sendable, CaseIterable {
        case daily, waiting, sales, business, insights, system
    }

    public enum Layout: Sendable {
        case cards
        case board(Board)
        case calendar(Calendar)
        case map(Map)

        public var name: String {
            switch self {
            case .cards: "cards"
            case .board: "board"
            case .calendar: "calendar"
            case .map: "map"
            }
        }
    }

    /// Columns of cards, one for each value of a choice or each record referred to.
    public struct Board: Sendable {
        /// A choice, or a reference whose target's records are the columns.
        public let field: String
        /// Money added up above each column.
        public var total: String?
        /// Fields on a card below its title.
        public var card: [String]
        /// The action that moves a card, with the record first and `field` among its fields; nil: the field is set.
        public var moveAction: String?
        /// A boolean field that marks a card as stalled.
        public var stalled: String?
        /// A field of both the columns' resource and this one that says which columns are shown: `pipeline_id`.
        public var scope: String?
        /// How cards stand in a column, such as `position.asc`; nil for the list's own order.
        public var order: String?

        public init(
            by field: String, total: String? = nil, card: [String] = [], moveAction: String? = nil,
            stalled: String? = nil, scope: String? = nil, order: String? = nil
        ) {
            self.field = field
            self.total = total
            self.card = card
            self.moveAction = moveAction
            self.stalled = stalled
            self.scope = scope
            self.order = order
        }
    }

    /// Records on the days of a month or week.
    public struct Calendar: Sendable {
        /// A date or time.
        public let start: String
        public let end: String?
        public init(start: String, end: String? = nil) {
            self.start = start
            self.end = end
        }
    }

    /// Records as points on a map.
    public struct Map: Sendable {
        /// Fields with degrees.
        public let latitude: String
        public let longitude: String
        public init(latitude: String, longitude: String) {
            self.latitude = latitude
            self.longitude = longitude
        }
    }

    /// Records of another resource that refer to the one shown.
    public struct Related: Sendable {
        public let resource: String
        /// The field of `resource` that refers here.
        public let by: String
        public let columns: [String]?
        public init(_ resource: String, by: String, columns: [String]? = nil) {
            self.resource = resource
            self.by = by
            self.columns = columns
        }
    }

    public init(
        icon: String, section: Section? = nil, key: String? = nil, layouts: [Layout] = [],
        defaultLayout: String = "table", chips: String? = nil, sortable: [String] = ["created_at"],
        isSearchable: Bool = true, form: [String]? = nil, facts: [String]? = nil, summary: [String] = [],
        related: [Related] = [], mainActions: [String] = [], deleteAction: String? = nil, isImportable: Bool = true,
        untitled: String = "—",
        emptyTitle: String, emptyWords: String
    ) {
        self.icon = icon
        self.section = section
        self.key = key
        self.layouts = layouts
        self.defaultLayout = defaultLayout
        self.chips = chips
        self.sortable = sortable
        self.isSearchable = isSearchable
        self.form = form
        self.facts = facts
        self.summary = summary
        self.related = related
        self.mainActions = mainActions
        self.deleteAction = deleteAction
        self.isImportable = isImportable
        self.untitled = untitled
        self.emptyTitle = emptyTitle
        self.emptyWords = emptyWords
    }
}
