package import CCurl

/// One libcurl transfer's settings and results. Used by one thread at a time: its maker, then `CurlMulti`, then its maker.
package final class CurlHandle: @unchecked Sendable {
    package let easy: UnsafeMutableRawPointer
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    private var settings = CURLE_OK
    private static let initialised = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Throws `HTTPClientError.failed` if libcurl cannot be used or has no memory.
    package init() throws {
        guard Self.initialised, let easy = curl_easy_init() else {
            throw HTTPClientError.failed(reason: "libcurl could not be initialised")
        }
        self.easy = easy
        // No signals from a library; no waiting for a resolver's thread when a transfer is given up.
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_QUICK_EXIT, 1)
    }

    deinit {
        curl_easy_cleanup(easy)
        for list in lists { curl_slist_free_all(list) }
    }

    package func set(_ option: CURLoption, _ value: Int) { note(curl_set_long(easy, option, value)) }
    package func set(_ option: CURLoption, _ value: String) { note(curl_set_text(easy, option, value)) }

    /// Keeps the first failure. A setting that does not take must not be passed over: some of them are the limits of what may be reached.
    package func note(_ code: CURLcode) { if settings == CURLE_OK { settings = code } }

    /// Throws `HTTPClientError.failed` if libcurl refused a setting.
    func checkSettings() throws {
        guard settings == CURLE_OK else {
            throw HTTPClientError.failed(reason: String(cString: curl_easy_strerror(settings)))
        }
    }

    /// Connection and total time limits.
    package func setTimeouts(connect: Duration, total: Duration) {
        set(CURLOPT_CONNECTTIMEOUT_MS, max(1, Int(connect / .milliseconds(1))))
        set(CURLOPT_TIMEOUT_MS, max(1, Int(total / .milliseconds(1))))
    }

    /// Sets a list of strings, kept as long as the handle.
    package func set(_ option: CURLoption, _ values: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for value in values { list = curl_slist_append(list, value) }
        guard let list else { return }
        lists.append(list)
        note(curl_set_pointer(easy, option, list))
    }

    package func long(_ info: CURLINFO) -> Int {
        var value = 0
        curl_get_long(easy, info, &value)
        return value
    }

    package func text(_ info: CURLINFO) -> String? {
        var value: UnsafeMutablePointer<CChar>?
        curl_get_text(easy, info, &value)
        return value.map { String(cString: $0) }
    }
}
