internal import CPostgres

/// libpq connection strings, in either of their forms.
public enum ConnectionString {
    /// The same server and database with another login. Throws `PostgresError` if the string cannot be read.
    public static func replacing(_ conninfo: String, user: String, password: String?) throws -> String {
        var options = try parse(conninfo)
        options["user"] = user
        options["password"] = password
        return options.sorted { $0.key < $1.key }.map { "\($0.key)=\(quoted($0.value))" }.joined(separator: " ")
    }

    /// The options that are set. Throws `PostgresError`.
    public static func parse(_ conninfo: String) throws -> [String: String] {
        var message: UnsafeMutablePointer<CChar>?
        guard let parsed = PQconninfoParse(conninfo, &message) else {
            let text = message.map { String(cString: $0) } ?? "out of memory"
            PQfreemem(message)
            throw PostgresError.lost(
                "the connection string cannot be read: \(text)", place: StatementPlace(file: "settings", line: 0))
        }
        defer { PQconninfoFree(parsed) }
        var options: [String: String] = [:]
        var option = parsed
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { options[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        return options
    }

    private static func quoted(_ value: String) -> String {
        let escaped = value.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
            .split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'")
        return "'\(escaped)'"
    }
}
