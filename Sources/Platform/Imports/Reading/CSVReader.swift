internal import Core

/// Reads CSV as people make it: any of four delimiters, any line ends, quotes where they are needed. Feeds rows to a
/// taker; what is in memory is one row and one piece of the file.
struct CSVReader {
    private let delimiter: UInt8
    private let limits: ReadLimits
    private let checksEncoding: Bool
    private var taker: RowTaker
    private var row: [UInt8] = []
    private var cells = 0
    private var flags: RowFlags = []
    /// Where the row began, and where reading is.
    private var rowLine = 1
    private var line = 1
    private var cellStart = 0
    private var state = State.start
    private var lastWasReturn = false
    private var quoteLine = 0
    private var isBlank = true

    private enum State { case start, plain, quoted, quoteInQuoted }

    /// - Parameter checksEncoding: whether rows must be looked at for bytes that are no UTF-8.
    init(_ taker: RowTaker, delimiter: UInt8, limits: ReadLimits, checksEncoding: Bool) {
        self.taker = taker
        self.delimiter = delimiter
        self.limits = limits
        self.checksEncoding = checksEncoding
        row.reserveCapacity(4096)
    }

    /// Reads the whole of `bytes`, whose mark has been left out. Throws `Problem` 422.
    static func read(
        _ bytes: UnsafeRawBufferPointer, _ encoding: TextEncoding, taker: RowTaker, limits: ReadLimits
    ) throws -> RowTaker {
        var head: [UInt8] = []
        _ = encoding.decode(UnsafeRawBufferPointer(rebasing: bytes.prefix(64 * 1024)), isLast: true, into: &head)
        let delimiter = delimiter(head)
        let isClean = encoding != .utf8 || TextEncoding.isUTF8(bytes)
        var reader = CSVReader(taker, delimiter: delimiter, limits: limits, checksEncoding: !isClean)
        var from = 0
        var piece: [UInt8] = []
        while from < bytes.count {
            let end = min(bytes.count, from + 256 * 1024)
            let part = UnsafeRawBufferPointer(rebasing: bytes[from..<end])
            if encoding == .utf8 {
                try reader.read(part)
                from = end
            } else {
                piece.removeAll(keepingCapacity: true)
                from += encoding.decode(part, isLast: end == bytes.count, into: &piece)
                try piece.withUnsafeBytes { try reader.read($0) }
            }
        }
        try reader.finish()
        return reader.taker
    }

    private mutating func read(_ bytes: UnsafeRawBufferPointer) throws {
        var index = 0
        let count = bytes.count
        while index < count {
            let byte = bytes[index]
            switch state {
            case .quoted:
                var end = index
                while end < count, isOrdinaryInQuotes(bytes[end]) { end += 1 }
                if end > index { row.append(contentsOf: bytes[index..<end]) }
                index = end
                guard index < count else { break }
                takeInQuotes(bytes[index])
                index += 1
            case .quoteInQuoted where byte == UInt8(ascii: "\""):
                row.append(byte)
                state = .quoted
                index += 1
            case .start where byte == UInt8(ascii: "\""):
                state = .quoted
                isBlank = false
                quoteLine = line
                lastWasReturn = false
                index += 1
            default:
                var end = index
                while end < count, isOrdinary(bytes[end]) { end += 1 }
                if end > index {
                    row.append(contentsOf: bytes[index..<end])
                    state = .plain
                    isBlank = false
                    lastWasReturn = false
                    index = end
                } else {
                    try takeSpecial(byte)
                    index += 1
                }
            }
            if row.count > limits.row { throw Refusal.longRow(rowLine, limits.row) }
        }
    }

    private func isOrdinary(_ byte: UInt8) -> Bool {
        byte > 0x1F && byte != delimiter && byte != UInt8(ascii: "\"")
    }
    private func isOrdinaryInQuotes(_ byte: UInt8) -> Bool { byte > 0x1F && byte != UInt8(ascii: "\"") }

    private mutating func takeInQuotes(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): state = .quoteInQuoted
        case 0, RowSpool.cellEnd, RowSpool.rowEnd: flags.insert(.control)
        default:
            if byte == 10 { line += 1 }
            row.append(byte)
        }
    }

    private mutating func takeSpecial(_ byte: UInt8) throws {
        defer { lastWasReturn = byte == 13 }
        switch byte {
        case delimiter: endCell()
        case 13: try endRow()
        case 10:
            // The second half of CR LF was counted with its first.
            if !lastWasReturn { try endRow() }
        case 0, RowSpool.cellEnd, RowSpool.rowEnd: flags.insert(.control)
        default:  // a quote in the middle of a cell, a tab, other control characters
            row.append(byte)
            state = .plain
            isBlank = false
        }
    }

    private mutating func endCell() {
        row.append(RowSpool.cellEnd)
        cells += 1
        isBlank = false
        state = .start
    }

    private mutating func endRow() throws {
        line += 1
        defer {
            row.removeAll(keepingCapacity: true)
            cells = 0
            flags = []
            state = .start
            isBlank = true
            rowLine = line
        }
        if isBlank { return }
        row.append(RowSpool.cellEnd)
        cells += 1
        // Rows of nothing but delimiters are how spreadsheets end.
        if row.count == cells { return }
        if checksEncoding, row.withUnsafeBytes({ !TextEncoding.isUTF8($0) }) { flags.insert(.encoding) }
        try row.withUnsafeBytes { try taker.take(line: rowLine, flags: flags, cells: $0, count: cells) }
    }

    private mutating func finish() throws {
        if state == .quoted { throw Refusal.openQuote(quoteLine) }
        try endRow()
    }

    /// The one that parts the first lines most evenly; a comma where none does.
    private static func delimiter(_ head: [UInt8]) -> UInt8 {
        var best: (delimiter: UInt8, score: Int) = (UInt8(ascii: ","), 0)
        for candidate in [UInt8(ascii: ","), UInt8(ascii: ";"), 9, UInt8(ascii: "|")] {
            let counts = counts(of: candidate, in: head)
            guard let first = counts.first, first > 0 else { continue }
            let even = counts.prefix(10).filter { $0 == first }.count
            let score = even * 1000 + first
            if score > best.score { best = (candidate, score) }
        }
        return best.delimiter
    }

    /// How often it stands in each of the first lines, outside quotes.
    private static func counts(of delimiter: UInt8, in head: [UInt8]) -> [Int] {
        var counts: [Int] = []
        var count = 0
        var isQuoted = false
        var hasAny = false
        for byte in head {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, byte == 10 || byte == 13 {
                if hasAny { counts.append(count) }
                (count, hasAny) = (0, false)
                if counts.count == 10 { return counts }
                continue
            }
            hasAny = true
            if !isQuoted, byte == delimiter { count += 1 }
        }
        if hasAny { counts.append(count) }
        return counts
    }
}
