/// Something at its place on a page, in points from the page's top left corner.
enum Mark {
    case line(SetText, index: Int, x: Double, y: Double)
    case fill(x: Double, y: Double, width: Double, height: Double, color: Color)
}

/// Puts blocks onto pages.
struct PageFlow {
    static let maximumPages = 2000

    private(set) var pages: [[Mark]] = [[]]
    private var y: Double
    private let top: Double
    private let bottom: Double
    private let setter: TextSetter

    static func pages(of document: PDFDocument, setter: TextSetter) throws -> [[Mark]] {
        let margins = document.margins
        let width = document.page.width - margins.left - margins.right
        let bottom = document.page.height - margins.bottom
        guard width > 20, bottom - margins.top > 40 else { throw DocumentError.noRoom }
        var flow = PageFlow(top: margins.top, bottom: bottom, setter: setter)
        for block in document.blocks { try flow.add(block, x: margins.left, width: width) }
        return flow.pages
    }

    private init(top: Double, bottom: Double, setter: TextSetter) {
        self.top = top
        self.bottom = bottom
        self.setter = setter
        y = top
    }

    private var room: Double { bottom - y }
    private var isAtTop: Bool { y == top }

    private mutating func mark(_ mark: Mark) { pages[pages.count - 1].append(mark) }

    private mutating func turnPage() throws {
        guard pages.count < Self.maximumPages else { throw DocumentError.tooLong }
        pages.append([])
        y = top
    }

    private mutating func add(_ block: Block, x: Double, width: Double) throws {
        switch block {
        case .text(let text): try add(text, x: x, width: width)
        case .table(let table): try add(table, x: x, width: width)
        case .columns(let columns, let gap): try add(columns, gap: gap, x: x, width: width)
        case .together(let blocks): try addTogether(blocks, x: x, width: width)
        case .rule(let thickness, let color):
            if thickness > room { try turnPage() }
            mark(.fill(x: x, y: y, width: width, height: thickness, color: color))
            y += thickness
        case .space(let points): if !isAtTop { y = min(bottom, y + points) }
        case .pageBreak: if !isAtTop || !pages[pages.count - 1].isEmpty { try turnPage() }
        }
    }

    private mutating func add(_ block: TextBlock, x: Double, width: Double) throws {
        let text = try setter.set(block, width: width)
        for (index, line) in text.lines.enumerated() {
            if line.height > room, !isAtTop { try turnPage() }
            mark(.line(text, index: index, x: x, y: y))
            y += line.height
        }
    }

    /// Sets blocks on a strip without an end, to learn their height.
    private func strip(_ blocks: [Block], x: Double, width: Double) throws -> (marks: [Mark], height: Double) {
        var flow = PageFlow(top: 0, bottom: .infinity, setter: setter)
        for block in blocks { try flow.add(block, x: x, width: width) }
        guard flow.pages.count == 1 else { throw DocumentError.tooTall }
        return (flow.pages[0], flow.y)
    }

    private mutating func place(_ strips: [(marks: [Mark], height: Double)]) throws {
        let height = strips.map(\.height).max() ?? 0
        if height > room, !isAtTop { try turnPage() }
        guard height <= room else { throw DocumentError.tooTall }
        for strip in strips { for item in strip.marks { mark(item.moved(down: y)) } }
        y += height
    }

    private mutating func addTogether(_ blocks: [Block], x: Double, width: Double) throws {
        try place([strip(blocks, x: x, width: width)])
    }

    private mutating func add(_ columns: [Block.Column], gap: Double, x: Double, width: Double) throws {
        let available = width - gap * Double(max(0, columns.count - 1))
        let widths = ColumnWidth.resolve(columns.map(\.width), available: available)
        var left = x
        var strips: [(marks: [Mark], height: Double)] = []
        for (column, width) in zip(columns, widths) {
            strips.append(try strip(column.blocks, x: left, width: width))
            left += width + gap
        }
        try place(strips)
    }
}

// Tables.
extension PageFlow {
    private struct Cell {
        let text: SetText
        let x: Double
    }

    private mutating func add(_ table: Table, x: Double, width: Double) throws {
        let available = width - table.gap * Double(max(0, table.widths.count - 1))
        let widths = ColumnWidth.resolve(table.widths, available: available)
        let header = try table.header.map { ($0, try cells($0, widths, x, table.gap)) }
        let headerHeight = header.map { height($0.1, table) } ?? 0
        var needsHeader = true
        for row in table.rows {
            let cells = try cells(row, widths, x, table.gap)
            let full = height(cells, table)
            let needed = min(full, bottom - top - headerHeight) + (needsHeader ? headerHeight : 0)
            if needed > room + 0.01, !isAtTop {
                try turnPage()
                needsHeader = true
            }
            if needsHeader, let header { try add(header.0, header.1, table, x, width) }
            needsHeader = false
            if full <= room + 0.01 {
                try add(row, cells, table, x, width)
            } else {
                try addInPieces(row, cells, table, x, width, header: header)
            }
        }
        if table.rows.isEmpty, let header {
            if headerHeight > room, !isAtTop { try turnPage() }
            try add(header.0, header.1, table, x, width)
        }
    }

    private func cells(_ row: Table.Row, _ widths: [Double], _ x: Double, _ gap: Double) throws -> [Cell] {
        var left = x
        var cells: [Cell] = []
        for (block, width) in zip(row.cells, widths) {
            cells.append(Cell(text: try setter.set(block, width: width), x: left))
            left += width + gap
        }
        return cells
    }

    private func height(_ cells: [Cell], _ table: Table) -> Double {
        (cells.map { $0.text.height }.max() ?? 0) + 2 * table.padding
    }

    private mutating func add(_ row: Table.Row, _ cells: [Cell], _ table: Table, _ x: Double, _ width: Double) throws {
        let height = height(cells, table)
        decorate(row, x, width, height)
        for cell in cells {
            var lineY = y + table.padding
            for (index, line) in cell.text.lines.enumerated() {
                mark(.line(cell.text, index: index, x: cell.x, y: lineY))
                lineY += line.height
            }
        }
        y += height
    }

    /// A row taller than a page goes on line by line on the next ones, below the header.
    private mutating func addInPieces(
        _ row: Table.Row, _ cells: [Cell], _ table: Table, _ x: Double, _ width: Double, header: (Table.Row, [Cell])?
    ) throws {
        var next = [Int](repeating: 0, count: cells.count)
        while zip(next, cells).contains(where: { $0 < $1.text.lines.count }) {
            if next.contains(where: { $0 > 0 }) {
                try turnPage()
                if let header { try add(header.0, header.1, table, x, width) }
            }
            let limit = bottom - table.padding
            let before = next
            var end = y
            var marks: [Mark] = []
            for (column, cell) in cells.enumerated() {
                var lineY = y + table.padding
                while next[column] < cell.text.lines.count, lineY + cell.text.lines[next[column]].height <= limit {
                    marks.append(.line(cell.text, index: next[column], x: cell.x, y: lineY))
                    lineY += cell.text.lines[next[column]].height
                    next[column] += 1
                }
                end = max(end, lineY + table.padding)
            }
            guard next != before else { throw DocumentError.tooTall }
            decorate(row, x, width, end - y)
            marks.forEach { mark($0) }
            y = end
        }
    }

    private mutating func decorate(_ row: Table.Row, _ x: Double, _ width: Double, _ height: Double) {
        if let color = row.background { mark(.fill(x: x, y: y, width: width, height: height, color: color)) }
        if let color = row.ruleAbove { mark(.fill(x: x, y: y, width: width, height: 0.5, color: color)) }
    }
}

extension Mark {
    func moved(down distance: Double) -> Mark {
        switch self {
        case .line(let text, let index, let x, let y): .line(text, index: index, x: x, y: y + distance)
        case .fill(let x, let y, let width, let height, let color):
            .fill(x: x, y: y + distance, width: width, height: height, color: color)
        }
    }
}
