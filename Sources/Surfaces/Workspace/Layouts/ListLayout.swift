internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// A way to show the records of a list other than as a table. It reads in the same round trip as the page it is on, and
/// writes the page's body.
protocol ListLayout: Sendable {
    /// What the page must ask the database for; `write` gets the answers in this order.
    var reads: [SQL] { get }
    var modules: [String] { get }
    var libraries: [String] { get }
    var styles: [String] { get }
    func write(_ html: HTML, _ page: PageContext, _ rows: [Rows]) throws
}

extension ListLayout {
    var modules: [String] { [] }
    var libraries: [String] { [] }
    var styles: [String] { [] }
}

/// The layouts of a list, and the switch between them.
enum ListLayouts {
    static let table = "table"

    /// The layout that is shown; nil for the table. An unknown name is the table.
    static func chosen(_ asked: LayoutRequest) throws -> (any ListLayout)? {
        let name = asked.state.layout ?? asked.presentation.defaultLayout
        guard let layout = asked.presentation.layouts.first(where: { $0.name == name }) else { return nil }
        switch layout {
        case .cards: return try CardsLayout(asked)
        case .board(let board): return try BoardLayout(asked, board)
        case .calendar(let calendar): return try CalendarLayout(asked, calendar)
        case .map(let map): return try MapLayout(asked, map)
        }
    }

    /// The segments by which a list changes its layout; nothing where there is one only.
    static func writeSwitch(_ html: HTML, _ asked: LayoutRequest) {
        guard !asked.presentation.layouts.isEmpty else { return }
        let known = [table] + asked.presentation.layouts.map(\.name)
        let name = asked.state.layout ?? asked.presentation.defaultLayout
        let places = known.map { Place(title($0), asked.address([], layout: $0), icon: icon($0)) }
        html.segmented(
            "Layout", places, current: asked.address([], layout: known.contains(name) ? name : table))
    }

    private static func title(_ name: String) -> String { name.prefix(1).uppercased() + name.dropFirst() }

    private static func icon(_ name: String) -> Icon {
        switch name {
        case "board": .board
        case "calendar": .calendar
        case "map": .map
        case "cards": .box
        default: .list
        }
    }
}
