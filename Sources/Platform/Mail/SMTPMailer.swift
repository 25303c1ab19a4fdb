internal import CCurl
internal import HTTPClient

/// Hands messages to a mail server (RFC 5321) over libcurl.
public final class SMTPMailer: Mailer {
    private let server: SMTPServer
    private let multi: CurlMulti

    /// - Parameter limit: how many messages may be under way; more fail with a transient error.
    public init(_ server: SMTPServer, limit: Int = 100) {
        self.server = server
        multi = CurlMulti(limit: limit)
    }

    public func send(_ message: MailMessage) async throws {
        do {
            let transfer = try SMTPTransfer(message, server)
            let code = try await multi.perform(transfer.handle)
            try withExtendedLifetime(transfer) { try transfer.check(code, host: server.host) }
        } catch let error as HTTPClientError {
            throw MailError.connection(error)
        }
    }
}

/// One message on its way. libcurl holds an unretained pointer to it.
private final class SMTPTransfer: @unchecked Sendable {
    let handle: CurlHandle
    private let bytes: [UInt8]
    private var position = 0
    private var refusal = ""

    init(_ message: MailMessage, _ server: SMTPServer) throws {
        bytes = try message.encoded()
        handle = try CurlHandle()
        // The path is the name we greet with.
        handle.set(CURLOPT_URL, server.url + (server.url.hasSuffix("/") ? "" : "/") + message.from.domain)
        handle.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        handle.set(CURLOPT_PROXY, "")
        handle.set(CURLOPT_USE_SSL, server.requiresTLS ? Int(CURLUSESSL_ALL.rawValue) : Int(CURLUSESSL_NONE.rawValue))
        handle.setTimeouts(connect: min(server.timeout, .seconds(15)), total: server.timeout)
        if let certificates = server.certificates { handle.set(CURLOPT_CAINFO, certificates) }
        if let user = server.user, let password = server.password {
            handle.set(CURLOPT_USERNAME, user)
            handle.set(CURLOPT_PASSWORD, password)
        }
        handle.set(CURLOPT_MAIL_FROM, "<\(message.from.address)>")
        handle.set(CURLOPT_MAIL_RCPT, message.recipients.map { "<\($0.address)>" })
        handle.set(CURLOPT_UPLOAD, 1)
        handle.note(curl_set_size(handle.easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(bytes.count)))
        let context = Unmanaged.passUnretained(self).toOpaque()
        handle.note(curl_set_data_function(handle.easy, CURLOPT_READFUNCTION, giveBytes))
        handle.note(curl_set_pointer(handle.easy, CURLOPT_READDATA, context))
        handle.note(curl_set_data_function(handle.easy, CURLOPT_HEADERFUNCTION, takeReply))
        handle.note(curl_set_pointer(handle.easy, CURLOPT_HEADERDATA, context))
    }

    func give(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, bytes.count - position)
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }

    func take(_ line: UnsafeRawBufferPointer) {
        // 4… and 5… say no; what follows, such as the farewell, says nothing.
        guard let first = line.first, first == UInt8(ascii: "4") || first == UInt8(ascii: "5") else { return }
        refusal = String(decoding: line.prefix(500), as: UTF8.self)
        while refusal.last?.isWhitespace == true { refusal.removeLast() }
    }

    func check(_ code: CURLcode, host: String) throws {
        if code == CURLE_OK { return }
        if code == CURLE_LOGIN_DENIED { throw MailError.signInRefused(reply: refusal) }
        let isRefusal = code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR || code == CURLE_WEIRD_SERVER_REPLY
        if isRefusal, let status = Int(refusal.prefix(3)) { throw MailError.refused(code: status, reply: refusal) }
        throw HTTPClientError(code, host: host)
    }
}

private func transfer(_ context: UnsafeMutableRawPointer?) -> SMTPTransfer? {
    context.map { Unmanaged<SMTPTransfer>.fromOpaque($0).takeUnretainedValue() }
}

private func giveBytes(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    transfer(context)?.give(UnsafeMutableRawBufferPointer(start: bytes, count: size * count)) ?? 0
}

private func takeReply(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    transfer(context)?.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
    return size * count
}
