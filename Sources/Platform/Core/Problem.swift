/// Why an operation was refused or failed, in words for a person and codes for a program (RFC 9457).
/// Thrown anywhere, turned into an answer in one place.
public struct Problem: Error, Sendable {
    /// What is wrong with one field of the input.
    public struct FieldError: Sendable, Hashable {
        public let field: String
        /// Stable: `required`, `invalid`, `too_long`, `taken`, …
        public let code: String
        /// A sentence that says what to do.
        public let message: String

        public init(_ field: String, _ code: String, _ message: String) {
            self.field = field
            self.code = code
            self.message = message
        }
    }

    /// The HTTP status.
    public let status: Int
    /// Stable: `not_found`, `slot_taken`, …
    public let code: String
    /// One sentence: what happened and what to do.
    public let detail: String
    public var fields: [FieldError]
    /// Seconds after which a retry may succeed.
    public var retryAfter: Int?
    /// Further members for programs, such as both versions of a conflict.
    public var extra: [String: JSON]

    public init(
        status: Int, code: String, _ detail: String, fields: [FieldError] = [], retryAfter: Int? = nil,
        extra: [String: JSON] = [:]
    ) {
        self.status = status
        self.code = code
        self.detail = detail
        self.fields = fields
        self.retryAfter = retryAfter
        self.extra = extra
    }

    public static func badRequest(_ code: String, _ detail: String) -> Problem {
        Problem(status: 400, code: code, detail)
    }
    public static let unauthenticated = Problem(
        status: 401, code: "unauthenticated", "Sign in, or send an API key as “Authorization: Bearer …”.")
    public static func forbidden(_ detail: String = "Your role does not allow this.") -> Problem {
        Problem(status: 403, code: "forbidden", detail)
    }
    /// Also for what the caller may not see.
    public static func notFound(_ what: String = "page") -> Problem {
        Problem(status: 404, code: "not_found", "There is no such \(what), or you may not see it.")
    }
    public static func conflict(_ code: String, _ detail: String) -> Problem {
        Problem(status: 409, code: code, detail)
    }
    /// The input does not hold; every field that is wrong is named.
    public static func invalid(_ fields: [FieldError]) -> Problem {
        Problem(
            status: 422, code: "invalid",
            fields.count == 1 ? fields[0].message : "\(fields.count) fields need another look.", fields: fields)
    }
    public static func invalid(_ field: String, _ code: String, _ message: String) -> Problem {
        .invalid([FieldError(field, code, message)])
    }
    public static func unavailable(_ detail: String, retryAfter: Int = 1) -> Problem {
        Problem(status: 503, code: "unavailable", detail, retryAfter: retryAfter)
    }
    public static let internalError = Problem(
        status: 500, code: "internal", "Something went wrong on our side. It has been recorded; try again.")
}

extension Problem: CustomStringConvertible {
    public var description: String {
        fields.isEmpty
            ? "\(code): \(detail)" : "\(code): " + fields.map { "\($0.field): \($0.message)" }.joined(separator: " ")
    }
}
