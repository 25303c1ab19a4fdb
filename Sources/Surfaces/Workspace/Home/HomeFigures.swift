internal import Core
internal import Figures
internal import HTML
internal import Interface
internal import Postgres

/// The figures of the first page for those who answer for the business or for sales.
struct HomeFigures {
    private let cards: [FigureCard]

    /// Which figures a role is shown; none where the day's work says more.
    static func figures(_ book: FigureBook, _ context: Context) -> [Figure] {
        let names: [String] =
            switch context.role {
            case .owner, .admin, .manager:
                [
                    "customers.total", "sales.open-deals", "sales.pipeline-value", "sales.won-value",
                    "billing.overdue",
                ]
            case .sales: ["sales.open-deals", "sales.pipeline-value", "sales.won-value", "sales.new-leads"]
            default: []
            }
        return names.compactMap { book.figure($0, for: context) }
    }

    /// This month, against the same days of the month before.
    static func scope(_ context: Context) -> FigureScope {
        FigureScope(context, Period(.month, today: context.zone.local(context.now).date))
    }

    static func reads(_ figures: [Figure], _ scope: FigureScope) -> [SQL] { figures.map { $0.sql(scope) } }

    init(_ figures: [Figure], _ rows: ArraySlice<Rows>, _ scope: FigureScope) throws {
        cards = try zip(figures, rows).map {
            FigureCard(reading: try FigureReading($0, $1, scope), scope: scope, isThisMonth: true)
        }
    }

    /// Writes cards, to stand among others.
    func write(_ html: HTML) { for card in cards { card.write(html) } }
}
