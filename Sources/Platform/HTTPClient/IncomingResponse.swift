/// The answer of someone else's server.
public struct IncomingResponse: Sendable {
    public let status: Int
    public let headers: [OutgoingRequest.Header]
    public let body: [UInt8]
    /// Where the answer came from, after redirects.
    public let url: String

    public init(status: Int, headers: [OutgoingRequest.Header] = [], body: [UInt8] = [], url: String = "") {
        self.status = status
        self.headers = headers
        self.body = body
        self.url = url
    }

    /// The first header of that name, in any case.
    public func header(_ name: String) -> String? {
        let name = name.lowercased()
        return headers.first { $0.name.lowercased() == name }?.value
    }

    public var isSuccess: Bool { (200..<300).contains(status) }
    /// The body as UTF-8, with what is not UTF-8 replaced.
    public var text: String { String(decoding: body, as: UTF8.self) }
}
