internal import Core
internal import Crypto

/// One file with its compressed forms.
final class Asset: Sendable {
    /// `icons/phone.1a2b3c4d5e.svg`
    let hashedName: String
    private let contentType: String
    private let etag: String
    private let plain: ByteWriter
    private let compressed: [Compression: ByteWriter]

    init(name: String, bytes: [UInt8]) {
        let etag = String(SHA256.hex(bytes).prefix(16))
        let dot = name.lastIndex(of: ".").flatMap { $0 > (name.lastIndex(of: "/") ?? name.startIndex) ? $0 : nil }
        let hash = etag.prefix(10)
        hashedName = dot.map { "\(name[..<$0]).\(hash)\(name[$0...])" } ?? "\(name).\(hash)"
        let type = ContentTypes.of(name)
        contentType = type
        self.etag = etag
        plain = Asset.writer(bytes)
        var compressed: [Compression: ByteWriter] = [:]
        if bytes.count >= Compression.minimum, Compression.isWorthwhile(type) {
            for coding in Compression.allCases {
                let made = bytes.withUnsafeBytes { coding.compress($0, best: true) }
                if let made, made.count < bytes.count { compressed[coding] = Asset.writer(made) }
            }
        }
        self.compressed = compressed
    }

    /// `forEver` for the hashed address; at the plain one the content may change with the next release.
    func response(to request: Request, forEver: Bool) -> Response {
        let caching =
            forEver ? "public, max-age=31536000, immutable" : "public, max-age=300, stale-while-revalidate=86400"
        var response = Response(
            headers: [
                "Content-Type": contentType, "Cache-Control": caching, "ETag": "\"\(etag)\"",
                "Cross-Origin-Resource-Policy": "same-origin",
            ], body: .bytes(plain))
        guard !compressed.isEmpty else { return response }
        response.headers["Vary"] = "Accept-Encoding"
        guard let coding = Compression.choose(request.headers.all("Accept-Encoding")), let smaller = compressed[coding]
        else {
            return response
        }
        response.headers["Content-Encoding"] = coding.rawValue
        response.headers["ETag"] = "\"\(etag)-\(coding.rawValue)\""
        response.body = .bytes(smaller)
        return response
    }

    private static func writer(_ bytes: [UInt8]) -> ByteWriter {
        let writer = ByteWriter(capacity: bytes.count)
        writer.append(bytes)
        return writer
    }
}
