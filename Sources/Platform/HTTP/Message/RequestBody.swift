/// What came with a request.
public enum RequestBody: Sendable {
    case memory([UInt8])
    /// Larger than the route keeps in memory: on disk, removed with the last reference to it.
    case file(SpooledFile)

    /// Bytes.
    public var size: Int {
        switch self {
        case .memory(let bytes): bytes.count
        case .file(let file): file.size
        }
    }

    public var isEmpty: Bool { size == 0 }
}
