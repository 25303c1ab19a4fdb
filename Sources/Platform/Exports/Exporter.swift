public import Core
public import EventLoop
internal import Foundation

/// Turns rows into a file of one format, a piece at a time: memory does not grow with their number.
public struct Exporter: Sendable {
    /// The next rows; nil when there are no more.
    public typealias Source = @Sendable () async throws -> [[ExportValue]]?
    /// Takes a piece of the file; may wait, and throws when nobody wants any more.
    public typealias Sink = @Sendable ([UInt8]) async throws -> Void

    public let title: String
    public let columns: [ExportColumn]
    public let format: ExportFormat
    private let zone: Zone
    private let hasMark: Bool
    private let workers: WorkerPool
    private let folder: String

    /// - Parameters:
    ///   - hasMark: whether CSV begins with a byte order mark, by which Excel knows UTF-8.
    ///   - folder: for what is on its way.
    public init(
        _ title: String, columns: [ExportColumn], format: ExportFormat, zone: Zone, hasMark: Bool = true,
        workers: WorkerPool, folder: String = "/tmp"
    ) {
        self.title = title
        self.columns = columns
        self.format = format
        self.zone = zone
        self.hasMark = hasMark
        self.workers = workers
        self.folder = folder
    }

    /// Writes everything that `source` gives. Gives the number of rows. Throws what both sides throw.
    @discardableResult
    public func export(_ source: Source, to sink: Sink) async throws -> Int {
        switch format {
        case .csv: try await exportCSV(source, to: sink)
        case .xlsx: try await exportWorkbook(source, to: sink)
        }
    }

    private func exportCSV(_ source: Source, to sink: Sink) async throws -> Int {
        let writer = CSVWriter(columns: columns, zone: zone)
        let head = ByteWriter(capacity: 1024)
        if hasMark { head.append(CSVWriter.mark) }
        writer.writeHeader(to: head)
        try await sink(head.array)
        var count = 0
        while let rows = try await source() {
            let out = ByteWriter(capacity: rows.count * 64)
            for row in rows { writer.write(row, to: out) }
            count += rows.count
            if out.count > 0 { try await sink(out.array) }
        }
        return count
    }

    private func exportWorkbook(_ source: Source, to sink: Sink) async throws -> Int {
        let path = "\(folder)/export-\(UUID().uuidString).xlsx"
        defer { unlink(path) }
        let (title, columns, zone, folder) = (title, columns, zone, folder)
        let workbook = try await workers.run {
            try WorkbookWriter(path: path, folder: folder, title: title, columns: columns, zone: zone)
        }
        var count = 0
        while let rows = try await source() {
            try await workers.run { for row in rows { try workbook.write(row) } }
            count += rows.count
        }
        try await workers.run { try workbook.finish() }
        try await Self.send(path, to: sink, workers)
        return count
    }

    private static func send(_ path: String, to sink: Sink, _ workers: WorkerPool) async throws {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw Problem.unavailable("The file could not be written. Try again later.", retryAfter: 30)
        }
        defer { close(file) }
        while let piece = try file.read(upToCount: 256 * 1024), !piece.isEmpty { try await sink([UInt8](piece)) }
    }

    private static func close(_ file: FileHandle) {
        do { try file.close() } catch {
            // It was only read; the descriptor goes with the handle.
        }
    }
}
