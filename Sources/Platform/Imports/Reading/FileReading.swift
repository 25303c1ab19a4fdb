internal import Core
internal import Crypto
internal import Glibc

/// Reads an uploaded file of any kind into a spool. Blocks: for workers.
enum FileReading {
    private static let cardLimit = 64 << 20

    /// Throws `Problem` 422 with what is wrong with the file and how to mend it; then there is no spool.
    static func read(_ path: String, into spoolPath: String, limits: ReadLimits) throws -> (FileSummary, hash: [UInt8])
    {
        try mapped(path) { bytes in
            let hash = SHA256.hash(bytes)
            guard bytes.contains(where: { !($0 == 10 || $0 == 13 || $0 == 32 || $0 == 9 || $0 == 44) }) else {
                throw Refusal.empty
            }
            let spool = try SpoolWriter(spoolPath)
            let summary = try read(bytes, path, spool, limits)
            try spool.finish()
            return (summary, hash)
        }
    }

    private static func read(
        _ bytes: UnsafeRawBufferPointer, _ path: String, _ spool: SpoolWriter, _ limits: ReadLimits
    ) throws -> FileSummary {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            let taker = RowTaker(spool, limits: limits, padsRows: true)
            return try WorkbookReader.read(path, size: bytes.count, taker: taker, limits: limits).summary("xlsx")
        }
        guard !isBinary(bytes) else { throw Refusal.binary }
        let (encoding, mark) = TextEncoding.detect(bytes)
        let content = UnsafeRawBufferPointer(rebasing: bytes[mark...])
        if isCard(content, encoding) {
            guard content.count <= cardLimit else { throw Refusal.tooManyRows(limits.rows) }
            var text: [UInt8] = []
            _ = encoding.decode(content, isLast: true, into: &text)
            return try CardReader.read(text, taker: RowTaker(spool, limits: limits, padsRows: true)).summary("vcard")
        }
        let taker = RowTaker(spool, limits: limits, padsRows: false)
        return try CSVReader.read(content, encoding, taker: taker, limits: limits).summary("csv")
    }

    /// Old workbooks, PDF, pictures, archives.
    private static func isBinary(_ bytes: UnsafeRawBufferPointer) -> Bool {
        [
            [0xD0, 0xCF, 0x11, 0xE0], [0x25, 0x50, 0x44, 0x46], [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF],
            [0x1F, 0x8B],
        ]
        .contains { bytes.starts(with: $0 as [UInt8]) }
    }

    private static func isCard(_ bytes: UnsafeRawBufferPointer, _ encoding: TextEncoding) -> Bool {
        var head: [UInt8] = []
        _ = encoding.decode(UnsafeRawBufferPointer(rebasing: bytes.prefix(64)), isLast: true, into: &head)
        return String(decoding: head, as: UTF8.self).trimmedForImport.uppercased().hasPrefix("BEGIN:VCARD")
    }

    private static func mapped<Value>(_ path: String, _ body: (UnsafeRawBufferPointer) throws -> Value) throws -> Value
    {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw Problem.unavailable("The upload could not be read. Try again.") }
        defer { close(file) }
        let size = Int(lseek(file, 0, SEEK_END))
        guard size > 0 else { throw Refusal.empty }
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED else {
            throw Problem.unavailable("The upload could not be read. Try again.")
        }
        defer { munmap(start, size) }
        madvise(start, size, MADV_SEQUENTIAL)
        return try body(UnsafeRawBufferPointer(start: start, count: size))
    }
}
