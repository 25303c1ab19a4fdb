internal import Core
internal import Figures
internal import HTML
internal import Interface

/// A report's rows as a chart and a table.
struct ReportGridView {
    let grid: ReportGrid
    let page: PageContext

    /// More bars than this are a wall.
    private static let chartRows = 60

    func chart(_ html: HTML) {
        guard let drawing = grid.drawing, !grid.isEmpty, let axis = grid.columns.first else { return }
        let shown = grid.lines.prefix(Self.chartRows)
        let series = grid.columns.enumerated().filter { $1.isCharted }.map { index, column in
            ChartSeries(column.title, shown.map { ($0.cells[index].number, $0.cells[index].words(page)) })
        }
        html.chart(
            drawing.chart, id: "chart-" + grid.name, label: grid.title, of: axis.title,
            labels: shown.map { $0.cells[0].words(page) }, series: series)
    }

    func table(_ html: HTML) {
        let columns = grid.columns.enumerated().map { index, column in
            TableColumn(column.title, index == 0 ? .wide : column.isNumeric ? .number : .text)
        }
        html.dataTable(id: "report", label: grid.title, columns: columns) {
            for line in grid.lines {
                html.tr {
                    for (index, cell) in line.cells.enumerated() {
                        let text = cell.words(page)
                        if index == 0, let path = line.path {
                            html.linkCell(text, to: path)
                        } else if grid.columns[index].isNumeric {
                            html.numberCell(text)
                        } else {
                            html.td(index == 0 ? .class("wide") : .none, .dir("auto"), text)
                        }
                    }
                }
            }
        }
    }
}

extension Report.Drawing {
    var chart: ChartKind {
        switch self {
        case .line: .line
        case .bar: .bar
        case .stacked: .stacked
        case .horizontal: .lying
        }
    }
}
