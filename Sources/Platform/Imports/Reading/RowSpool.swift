internal import Core
internal import Exports
internal import Glibc

/// A file's rows in the form in which they are worked on: UTF-8, cells ended by unit separators, rows by record
/// separators, so that finding either is one search for a byte, whatever the cells hold.
enum RowSpool {
    static let cellEnd: UInt8 = 0x1F
    static let rowEnd: UInt8 = 0x1E
}

/// What was noticed about a row while it was read.
struct RowFlags: OptionSet, Sendable {
    let rawValue: UInt8
    /// Characters that no text has (zero bytes) were left out.
    static let control = RowFlags(rawValue: 1)
    /// Bytes that are no text in the file's encoding.
    static let encoding = RowFlags(rawValue: 2)
    /// More or fewer cells than headings.
    static let ragged = RowFlags(rawValue: 4)
}

/// One row of a file.
struct SpoolRow: Sendable {
    /// In the file as people count, from 1.
    let line: Int
    let flags: RowFlags
    let cells: [String]
}

/// Writes rows. Blocks on the disk.
final class SpoolWriter {
    private let file: OutputFile
    private var buffer: [UInt8] = []
    private(set) var rows = 0

    private static let blockSize = 256 * 1024

    init(_ path: String) throws {
        file = try OutputFile(path)
        buffer.reserveCapacity(Self.blockSize * 2)
    }

    /// - Parameter cells: with a unit separator after each.
    func append(line: Int, flags: RowFlags, cells: UnsafeRawBufferPointer) throws {
        buffer.append(contentsOf: String(line).utf8)
        buffer.append(RowSpool.cellEnd)
        buffer.append(48 + flags.rawValue)
        buffer.append(RowSpool.cellEnd)
        buffer.append(contentsOf: cells)
        buffer.append(RowSpool.rowEnd)
        rows += 1
        if buffer.count >= Self.blockSize { try flush() }
    }

    private func flush() throws {
        try file.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    func finish() throws {
        try flush()
        try file.finish()
    }
}

/// Reads rows from a place on. Blocks on the disk.
final class SpoolReader: @unchecked Sendable {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// Where the next row begins.
    private(set) var position: Int64

    private static let blockSize = 1 << 20

    /// Throws `Problem` 503 if there is no such file any more.
    init(_ path: String, at position: Int64 = 0) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Problem(
                status: 410, code: "gone", "The file of this import is no longer here. Upload it again.")
        }
        lseek(descriptor, off_t(position), SEEK_SET)
        self.position = position
    }

    deinit { close(descriptor) }

    /// At most `count` rows.
    func next(_ count: Int) throws -> [SpoolRow] {
        var rows: [SpoolRow] = []
        rows.reserveCapacity(count)
        while rows.count < count, let row = try next() { rows.append(row) }
        return rows
    }

    func next() throws -> SpoolRow? {
        while true {
            let end = buffer.withUnsafeBytes { bytes -> Int? in
                guard let base = bytes.baseAddress, bytes.count > start,
                    let found = memchr(base + start, Int32(RowSpool.rowEnd), bytes.count - start)
                else { return nil }
                return UnsafeRawPointer(found) - base
            }
            if let end {
                let row = buffer.withUnsafeBytes { Self.row(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
                position += Int64(end + 1 - start)
                start = end + 1
                return row
            }
            if isAtEnd { return nil }
            try fill()
        }
    }

    private func fill() throws {
        buffer.removeSubrange(..<start)
        start = 0
        let kept = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: Self.blockSize))
        let count = buffer.withUnsafeMutableBytes { bytes -> Int in
            while true {
                let count = read(descriptor, bytes.baseAddress.map { $0 + kept }, Self.blockSize)
                if count < 0, errno == EINTR { continue }
                return count
            }
        }
        guard count >= 0 else { throw Problem.unavailable("The file could not be read. Try again later.") }
        buffer.removeSubrange((kept + count)...)
        isAtEnd = count == 0
    }

    private static func row(_ bytes: UnsafeRawBufferPointer) -> SpoolRow {
        var cells: [String] = []
        cells.reserveCapacity(16)
        var from = 0
        while from < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + from, Int32(RowSpool.cellEnd), bytes.count - from)
        {
            let end = UnsafeRawPointer(found) - base
            cells.append(String(decoding: UnsafeRawBufferPointer(rebasing: bytes[from..<end]), as: UTF8.self))
            from = end + 1
        }
        let line = Int(cells.first ?? "") ?? 0
        let flags = RowFlags(rawValue: (cells.count > 1 ? cells[1].utf8.first ?? 48 : 48) &- 48)
        return SpoolRow(line: line, flags: flags, cells: Array(cells.dropFirst(2)))
    }
}
