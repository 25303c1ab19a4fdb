internal import Crypto

/// By which files with the same headings are known.
enum HeaderHash {
    static func of(_ headers: [String]) -> String {
        SHA256.hex(Array(headers.map { $0.lowercased() }.joined(separator: "\u{1F}").utf8))
    }
}
