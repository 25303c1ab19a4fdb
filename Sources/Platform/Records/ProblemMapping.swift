public import Core
public import Postgres

extension Problem {
    /// What a database error means to a person; nil for what should never happen and is logged instead.
    public init?(_ error: PostgresError, messages: [String: Problem.FieldError] = [:]) {
        if let constraint = error.constraint, let message = messages[constraint] {
            let status = error.state == "23505" || error.state == "23P01" ? 409 : 422
            self.init(status: status, code: message.code, message.message, fields: [message])
            return
        }
        switch error.state {
        case "23503":
            let field =
                error.constraint?.split(separator: "_").dropFirst().dropLast().joined(separator: "_") ?? "reference"
            self =
                error.message.hasPrefix("update or delete")
                ? .conflict(
                    "in_use",
                    "This record is still referred to by others (\(error.table ?? "another table")). Remove those first."
                )
                : .invalid(String(field), "unknown_record", "The record that \(field) refers to does not exist.")
        case "23505":
            self = .conflict(
                "taken", "There is already a record with the same values (\(error.constraint ?? "unique")).")
        case "23514", "23502":
            let field = error.column ?? error.constraint ?? "record"
            self = .invalid(field, "invalid", "\(Field.label(of: field)) does not hold a value that is allowed here.")
        case "42501": self = .forbidden()
        case "22P02", "22P05", "22021", "22025", "22007", "22008", "22003":
            self = .badRequest("bad_value", "A value is not of the right kind: \(error.message).")
        // PostgreSQL knows no better name for a search of nothing but signs.
        case "XX000" where error.message == "tsquery stack too small":
            self = .badRequest("bad_value", "The words to search for have too many signs. Leave the signs out.")
        case "08007":
            self = .unavailable(
                "The connection to the database was lost while this was being saved. See whether it is there before you try again."
            )
        case "53100":
            self = .unavailable(
                "The database's disk is full. Nothing was changed; free some space and try again.", retryAfter: 60)
        case _ where error.isTimeout:
            self = .unavailable(
                "This took too long and was stopped. Nothing was changed; try a narrower request.", retryAfter: 5)
        case _ where error.isRetryable:
            self = .conflict("busy", "Someone else changed the same records at the same time. Try again.")
        case _ where error.isUnavailable:
            self = .unavailable(
                "The database cannot be reached at the moment. Nothing was changed; try again in a moment.")
        default: return nil
        }
    }

    /// What passes by itself: the database is gone, busy or slow. Nil for every other error, which is somebody's mistake.
    public static func passing(_ error: PostgresError) -> Problem? {
        error.isUnavailable || error.isTimeout || error.isRetryable ? Problem(error) : nil
    }
}
