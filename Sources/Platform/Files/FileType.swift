internal import CMagic
internal import Core
internal import Synchronization

/// What a file is, told from its bytes: names and what browsers say about them are the sender's words.
public enum FileType {
    /// Enough of a file's beginning to tell what it is; some formats say so late.
    public static let lookedAt = 1 << 20

    /// The media type, such as `image/png`; `application/octet-stream` where nothing is recognised.
    public static func of(_ bytes: some Collection<UInt8>) -> String {
        let start = Array(bytes.prefix(lookedAt))
        return library.withLock { $0.type(of: start) }
    }

    /// Types that a browser may show as they are: none of them can run script.
    public static let shown: Set = [
        "application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "text/plain",
    ]

    /// Of these a small picture can be shown beside the name.
    public static let pictures: Set = ["image/png", "image/jpeg", "image/gif", "image/webp"]

    /// libmagic's handle may be used by one thread at a time.
    private static let library = Mutex(Library())

    private struct Library: ~Copyable {
        private let handle: magic_t?

        init() {
            handle = magic_open(MAGIC_MIME_TYPE | MAGIC_SYMLINK)
            // Without its database it recognises nothing, and everything is a download.
            if let handle, magic_load(handle, nil) != 0 { return }
        }

        borrowing func type(of bytes: [UInt8]) -> String {
            let unknown = "application/octet-stream"
            guard let handle, !bytes.isEmpty else { return unknown }
            let text = bytes.withUnsafeBytes { magic_buffer(handle, $0.baseAddress, $0.count) }
            guard let text else { return unknown }
            let type = String(cString: text)
            return type.contains("/") ? type : unknown
        }

        deinit { if let handle { magic_close(handle) } }
    }
}
