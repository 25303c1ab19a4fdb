public import Core
public import EventLoop
public import HTTP

/// A table that is whole in memory, such as a report, as a file.
///
///     try await ExportTable("Pipeline by stage", columns: [.init("Stage"), .init("Value", .money)], rows: rows)
///         .response(.xlsx, zone: context.zone, workers: workers)
public struct ExportTable: Sendable {
    public let title: String
    public let columns: [ExportColumn]
    public let rows: [[ExportValue]]

    public init(_ title: String, columns: [ExportColumn], rows: [[ExportValue]]) {
        self.title = title
        self.columns = columns
        self.rows = rows
    }

    /// The file's bytes. Throws `Problem` 503 if the disk refuses.
    public func bytes(_ format: ExportFormat, zone: Zone, workers: WorkerPool) async throws -> [UInt8] {
        let exporter = Exporter(title, columns: columns, format: format, zone: zone, workers: workers)
        let source = OneTurn(rows)
        let out = ByteWriter()
        try await exporter.export({ await source.next() }, to: { out.append($0) })
        return out.array
    }

    /// The file as a download named after the title.
    public func response(_ format: ExportFormat, zone: Zone, workers: WorkerPool) async throws -> Response {
        Response(
            headers: ["Content-Type": format.contentType, "Cache-Control": "no-store"],
            body: .array(try await bytes(format, zone: zone, workers: workers))
        ).downloaded(as: ExportName.file(title, format))
    }
}

/// Gives its rows once.
private actor OneTurn {
    private var rows: [[ExportValue]]?
    init(_ rows: [[ExportValue]]) { self.rows = rows }
    func next() -> [[ExportValue]]? {
        defer { rows = nil }
        return rows
    }
}

/// Names of files.
public enum ExportName {
    /// `Pipeline by stage.csv`, without what file systems refuse.
    public static func file(_ title: String, _ format: ExportFormat) -> String {
        let clean = title.filter { !"/\\:*?\"<>|".contains($0) && !$0.isNewline }.prefix(100)
        return "\(clean.isEmpty ? "export" : String(clean)).\(format.rawValue)"
    }
}
