internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// A way to show the records of a list other than as a table. It reads in the same round trip as the page it is on, and
/// writes what is below the list's toolbar.
protocol RecordLayout: Sendable {
    /// What the page must ask the database for; `write` gets the answers in this order.
    var reads: [SQL] { get }
    var modules: [String] { get }
    var libraries: [String] { get }
    var styles: [String] { get }
    /// From where pictures may come besides this site, for the content security policy.
    var pictureHosts: [String] { get }
    func write(_ html: HTML, _ page: PageContext, _ rows: [Rows]) throws
}

extension RecordLayout {
    var modules: [String] { [] }
    var libraries: [String] { [] }
    var styles: [String] { [] }
    var pictureHosts: [String] { [] }
}

extension Presentation.Layout {
    /// Throws `Problem` where the role may not see what the layout is about.
    func records(_ asked: LayoutRequest) throws -> any RecordLayout {
        switch self {
        case .cards: try CardsLayout(asked)
        case .board(let board): try BoardLayout(asked, board)
        case .calendar(let calendar): try CalendarLayout(asked, calendar)
        case .map(let map): try MapLayout(asked, map)
        }
    }
}
