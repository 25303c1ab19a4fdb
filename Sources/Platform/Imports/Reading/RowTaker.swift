internal import Core

/// Takes the rows of any kind of file: the first as headings, the rest into the spool.
struct RowTaker {
    private let spool: SpoolWriter
    private let limits: ReadLimits
    private(set) var headers: [String] = []
    private(set) var samples: [[String]] = []
    private let padsRows: Bool

    private static let sampleCount = 5
    private static let sampleLength = 120

    /// - Parameter padsRows: whether rows may be shorter than the headings, as where empty cells are left out.
    init(_ spool: SpoolWriter, limits: ReadLimits, padsRows: Bool) {
        self.spool = spool
        self.limits = limits
        self.padsRows = padsRows
    }

    /// - Parameter cells: with a unit separator after each.
    mutating func take(line: Int, flags: RowFlags, cells: UnsafeRawBufferPointer, count: Int) throws {
        if headers.isEmpty {
            guard count <= limits.columns else { throw Refusal.tooManyColumns(count, limits.columns) }
            return headers = Self.named(Self.split(cells))
        }
        guard spool.rows < limits.rows else { throw Refusal.tooManyRows(limits.rows) }
        var flags = flags
        if count != headers.count, !(padsRows && count < headers.count) { flags.insert(.ragged) }
        if samples.count < Self.sampleCount {
            samples.append(Self.split(cells).prefix(headers.count).map { String($0.prefix(Self.sampleLength)) })
        }
        try spool.append(line: line, flags: flags, cells: cells)
    }

    /// Throws `Problem` 422 if there was nothing.
    func summary(_ kind: String) throws -> FileSummary {
        guard !headers.isEmpty else { throw Refusal.empty }
        guard spool.rows > 0 else { throw Refusal.headingsOnly }
        return FileSummary(kind: kind, headers: headers, rows: spool.rows, samples: samples)
    }

    private static func split(_ cells: UnsafeRawBufferPointer) -> [String] {
        var parts = cells.split(separator: RowSpool.cellEnd, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        if !parts.isEmpty { parts.removeLast() }
        return parts
    }

    /// Headings without blanks around them; those that are empty or come twice are numbered.
    private static func named(_ cells: [String]) -> [String] {
        var seen: [String: Int] = [:]
        return cells.enumerated().map { index, cell in
            let name = String(cell.filter { !$0.isNewline }.prefix(100)).trimmedForImport
            let base = name.isEmpty ? "Column \(index + 1)" : name
            let count = seen[base.lowercased(), default: 0] + 1
            seen[base.lowercased()] = count
            return count == 1 ? base : "\(base) (\(count))"
        }
    }
}

extension StringProtocol {
    var trimmedForImport: String {
        let start = drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
