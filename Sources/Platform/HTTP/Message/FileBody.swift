/// A file that a response sends.
public struct FileBody: Sendable {
    public let path: String
    /// Without quotes; nil leaves only the modification time to compare.
    public let etag: String?

    public init(path: String, etag: String? = nil) {
        self.path = path
        self.etag = etag
    }
}
