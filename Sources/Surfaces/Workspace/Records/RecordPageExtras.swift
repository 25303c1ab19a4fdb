internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// What a kind of record shows on its page beyond what its declaration says. A domain's pages add panels, tabs and buttons
/// here instead of writing a page: see `RecordPageAdditions`.
struct RecordPageExtras: Sendable {
    /// Fields of the left column, where the resource has no presentation that says so.
    var facts: [String]?
    /// Below the name, after the declared states and references.
    var summary: RecordPagePart?
    /// Before and after the declared actions; at most three buttons stand in all, the rest goes into the menu.
    var actions: [RecordPageAction] = []
    /// Below the facts at the left.
    var panels: [RecordPagePart] = []
    /// Above the tabs at the right: what must not be overlooked.
    var callouts: [RecordPagePart] = []
    /// After the timeline and before the related lists.
    var tabs: [RecordPageTab] = []
    /// Names of related resources whose list a hand-made panel or tab already shows.
    var replacesRelated: Set<String> = []
    /// Stands for the name where it is more than the title field.
    var heading: (@Sendable (RecordPageContent) throws -> String)?
    /// Further statements of what happened to this record, as conditions over `events`; the record's own is
    /// always there.
    var events: (@Sendable (RecordPageRequest) -> [SQL])?

    /// Modules, and libraries of others, that its tabs need.
    var modules: [String] = []
    var libraries: [String] = []

    init() {}
}

/// A piece of a record's page: what it reads, in the page's one round trip, and how it is written.
struct RecordPagePart: Sendable {
    let reads: @Sendable (RecordPageRequest) throws -> [SQL]
    /// Takes the answers to `reads` in their order.
    let write: @Sendable (HTML, RecordPageContent, [Rows]) throws -> Void

    init(
        reads: @escaping @Sendable (RecordPageRequest) throws -> [SQL] = { _ in [] },
        write: @escaping @Sendable (HTML, RecordPageContent, [Rows]) throws -> Void
    ) {
        self.reads = reads
        self.write = write
    }
}

/// A tab of a record's page. Its part is read only when it is shown.
struct RecordPageTab: Sendable {
    /// In the address: `invoices`.
    let name: String
    let title: String
    var access: Access = .staff
    /// A scalar SQL expression for the number beside the title, counted no further than it takes.
    var count: (@Sendable (RecordPageRequest) throws -> SQL)?
    let part: RecordPagePart

    init(
        _ name: String, _ title: String, access: Access = .staff,
        count: (@Sendable (RecordPageRequest) throws -> SQL)? = nil, part: RecordPagePart
    ) {
        self.name = name
        self.title = title
        self.access = access
        self.count = count
        self.part = part
    }
}

/// A button or an entry of the menu.
struct RecordPageAction: Sendable {
    let title: String
    let icon: Icon?
    var access: Access = .staff
    /// Whether it opens in a dialog over this page.
    var opensDialog = false
    /// Whether it posts instead of leading somewhere.
    var posts = false
    /// Whether it waits in the menu instead of standing beside the name.
    var isMinor = false
    /// Whether it destroys something: last in the menu.
    var isDestructive = false
    /// A key of the keyboard.
    var key: String?
    /// Where it leads; nil where it makes no sense for this record.
    let path: @Sendable (RecordPageContent) throws -> String?

    init(
        _ title: String, icon: Icon? = nil, access: Access = .staff, opensDialog: Bool = false, posts: Bool = false,
        isMinor: Bool = false, isDestructive: Bool = false, key: String? = nil,
        path: @escaping @Sendable (RecordPageContent) throws -> String?
    ) {
        self.title = title
        self.icon = icon
        self.access = access
        self.opensDialog = opensDialog
        self.posts = posts
        self.isMinor = isMinor
        self.isDestructive = isDestructive
        self.key = key
        self.path = path
    }
}
