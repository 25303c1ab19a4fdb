internal import Core
internal import Glibc

/// Collects a request's body, in memory or on disk, up to the route's limit.
struct BodyReceiver {
    /// What more than this arrives above the limit is not even drained: the connection is cut.
    static let drainLimit = 8 << 20

    private let limits: Route.Limits
    private let inMemory: Int
    private let directory: String
    private var bytes: [UInt8] = []
    private var file: SpooledFile?
    private var received = 0
    /// Why there will be no body: too large, or the disk refused.
    private(set) var problem: Problem?

    init(limits: Route.Limits, configuration: ServerConfiguration, declared: Int?) {
        self.limits = limits
        inMemory = configuration.bodyInMemory
        directory = configuration.temporaryDirectory
        // A client may declare much and send nothing: the declaration is believed up to a page only.
        if let declared, declared > 0 { bytes.reserveCapacity(min(declared, limits.body, 16 * 1024)) }
        if let declared, declared > limits.body { problem = Self.tooLarge(limits.body) }
    }

    /// Whether more should be taken from the client.
    var isHopeless: Bool { received > limits.body + Self.drainLimit }

    mutating func append(_ chunk: UnsafeRawBufferPointer) {
        received += chunk.count
        guard problem == nil else { return }
        guard received <= limits.body else { return refuse(Self.tooLarge(limits.body)) }
        do {
            if file == nil, limits.spoolsToDisk, received > inMemory {
                let file = try SpooledFile(directory: directory)
                try bytes.withUnsafeBytes { try file.append($0) }
                self.file = file
                bytes = []
            }
            if let file { try file.append(chunk) } else { bytes.append(contentsOf: chunk) }
        } catch {
            refuse(error as? Problem ?? .internalError)
        }
    }

    func finish() -> RequestBody {
        guard let file else { return .memory(bytes) }
        file.finish()
        return .file(file)
    }

    private mutating func refuse(_ problem: Problem) {
        self.problem = problem
        bytes = []
        file = nil
    }

    static func tooLarge(_ limit: Int) -> Problem {
        let size = limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit) bytes"
        return Problem(status: 413, code: "body_too_large", "The body may have at most \(size).")
    }
}
