internal import Core

/// Reads the first sheet of an XLSX workbook, row by row.
struct WorkbookReader {
    private let archive: WorkbookArchive
    private let limits: ReadLimits
    private var strings = SharedStrings()
    /// By cell style, whether its numbers are dates.
    private var dateStyles: [Bool] = []
    private var startsIn1904 = false

    init(_ path: String, size: Int, limits: ReadLimits) throws {
        archive = try WorkbookArchive(path, size: size, limits: limits)
        self.limits = limits
    }

    /// Throws `Problem` 422.
    static func read(_ path: String, size: Int, taker: RowTaker, limits: ReadLimits) throws -> RowTaker {
        var reader = try WorkbookReader(path, size: size, limits: limits)
        let sheet = try reader.firstSheet()
        try reader.readStrings()
        try reader.readStyles()
        return try reader.readSheet(sheet, taker)
    }

    private mutating func firstSheet() throws -> String {
        var relation: String?
        var in1904 = false
        var targets: [String: String] = [:]
        try parse("xl/workbook.xml") { xml in
            xml.begin = { name, attribute in
                if name == "sheet", relation == nil, attribute("state") != "hidden" { relation = attribute("r:id") }
                if name == "workbookPr" { in1904 = ["1", "true"].contains(attribute("date1904") ?? "") }
            }
        }
        try parse("xl/_rels/workbook.xml.rels") { xml in
            xml.begin = { name, attribute in
                if name == "Relationship", let id = attribute("Id") { targets[id] = attribute("Target") }
            }
        }
        startsIn1904 = in1904
        let target = relation.flatMap { targets[$0] } ?? "worksheets/sheet1.xml"
        let path = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        guard archive.has(path) else { throw Refusal.damaged }
        return path
    }

    private mutating func readStrings() throws {
        guard archive.has("xl/sharedStrings.xml") else { return }
        var strings = SharedStrings()
        var depth = 0
        var isText = false
        try parse("xl/sharedStrings.xml") { xml in
            xml.begin = { name, _ in
                switch name {
                case "si": depth += 1
                case "rPh": depth += 10  // how a reader is to pronounce it
                case "t": isText = depth == 1
                default: break
                }
            }
            xml.end = { name in
                switch name {
                case "si":
                    depth -= 1
                    strings.endString()
                case "rPh": depth -= 10
                case "t": isText = false
                default: break
                }
            }
            xml.text = { if isText { strings.append($0) } }
        }
        self.strings = strings
    }

    private mutating func readStyles() throws {
        guard archive.has("xl/styles.xml") else { return }
        var custom: [Int: String] = [:]
        var styles: [Bool] = []
        var isInCells = false
        try parse("xl/styles.xml") { xml in
            xml.begin = { name, attribute in
                switch name {
                case "numFmt":
                    if let id = attribute("numFmtId").flatMap({ Int($0) }) { custom[id] = attribute("formatCode") }
                case "cellXfs": isInCells = true
                case "xf" where isInCells:
                    let id = attribute("numFmtId").flatMap { Int($0) } ?? 0
                    styles.append(WorkbookDate.isDate(format: id, custom[id]))
                default: break
                }
            }
            xml.end = { if $0 == "cellXfs" { isInCells = false } }
        }
        dateStyles = styles
    }

    private func parse(_ part: String, _ prepare: (XMLReader) -> Void) throws {
        let xml = try XMLReader()
        prepare(xml)
        try archive.read(part) { try xml.read($0) }
    }

    private func readSheet(_ sheet: String, _ given: RowTaker) throws -> RowTaker {
        var taker = given
        var row = SheetRow(limits: limits)
        var line = 0
        try parse(sheet) { xml in
            xml.begin = { name, attribute in
                switch name {
                case "row":
                    line = attribute("r").flatMap { Int($0) } ?? line + 1
                    row.begin()
                case "c": try row.beginCell(attribute("r"), type: attribute("t"), style: attribute("s"))
                case "v", "t": row.isText = true
                default: break
                }
            }
            xml.text = { row.take($0) }
            xml.end = { name in
                switch name {
                case "v", "t": row.isText = false
                case "c": try row.endCell { value(of: $0) }
                case "row":
                    guard let cells = row.end() else { return }
                    if cells.bytes.count > limits.row { throw Refusal.longRow(line, limits.row) }
                    try cells.bytes.withUnsafeBytes {
                        try taker.take(line: line, flags: row.flags, cells: $0, count: cells.count)
                    }
                default: break
                }
            }
        }
        return taker
    }

    private func value(of cell: SheetRow.Cell) -> [UInt8] {
        switch cell.type {
        case "s": return Int(String(decoding: cell.text, as: UTF8.self)).map { strings[$0] } ?? []
        case "b": return Array((cell.text == [49] ? "true" : "false").utf8)
        case "str", "inlineStr", "d": return cell.text
        case "e": return []
        default:
            let text = String(decoding: cell.text, as: UTF8.self)
            guard let number = Double(text) else { return cell.text }
            let isDate = cell.style.map { dateStyles.indices.contains($0) && dateStyles[$0] } ?? false
            if isDate { return Array(WorkbookDate.text(number, startsIn1904: startsIn1904).utf8) }
            if number == number.rounded(), number.magnitude < 1e15 { return Array(String(Int64(number)).utf8) }
            return Array("\(number)".utf8)
        }
    }
}

/// A row of a sheet while it is read.
struct SheetRow {
    struct Cell {
        let type: String
        let style: Int?
        var text: [UInt8] = []
    }

    var isText = false
    private(set) var flags: RowFlags = []
    private var cell: Cell?
    private var bytes: [UInt8] = []
    private var count = 0
    private var column = 0
    private var hasAny = false
    private let limits: ReadLimits

    init(limits: ReadLimits) { self.limits = limits }

    mutating func begin() {
        bytes.removeAll(keepingCapacity: true)
        (count, hasAny, flags) = (0, false, [])
    }

    mutating func beginCell(_ place: String?, type: String?, style: String?) throws {
        column = place.flatMap(Self.column) ?? count
        // Sheets may have 16,384 columns; those that are used for formats alone have no values.
        guard column < 16_384 else { throw Refusal.tooManyColumns(column + 1, limits.columns) }
        cell = Cell(type: type ?? "n", style: style.flatMap { Int($0) })
    }

    mutating func take(_ text: UnsafeRawBufferPointer) {
        guard isText, cell != nil, (cell?.text.count ?? 0) <= limits.row else { return }
        cell?.text.append(contentsOf: text)
    }

    mutating func endCell(_ value: (Cell) -> [UInt8]) throws {
        guard let cell else { return }
        self.cell = nil
        let text = cell.text.isEmpty ? [] : value(cell)
        guard !text.isEmpty, column >= count else { return }
        guard column < max(limits.columns * 4, 1000) else { throw Refusal.tooManyColumns(column + 1, limits.columns) }
        while count < column {
            bytes.append(RowSpool.cellEnd)
            count += 1
        }
        for byte in text {
            if byte == 0 || byte == RowSpool.cellEnd || byte == RowSpool.rowEnd {
                flags.insert(.control)
            } else {
                bytes.append(byte)
            }
        }
        bytes.append(RowSpool.cellEnd)
        count += 1
        hasAny = true
    }

    /// nil for a row without values.
    func end() -> (bytes: [UInt8], count: Int)? { hasAny ? (bytes, count) : nil }

    /// `AB12` → 27.
    private static func column(_ place: String) -> Int? {
        var number = 0
        for byte in place.utf8 {
            guard byte >= 65, byte <= 90 else { break }
            number = number * 26 + Int(byte - 64)
            if number > 100_000 { return nil }
        }
        return number > 0 ? number - 1 : nil
    }
}

/// The texts that cells point to, in one piece of memory.
struct SharedStrings {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    mutating func append(_ text: UnsafeRawBufferPointer) { bytes.append(contentsOf: text) }
    mutating func endString() { ends.append(bytes.count) }

    subscript(index: Int) -> [UInt8] {
        guard ends.indices.contains(index) else { return [] }
        return Array(bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
    }
}
