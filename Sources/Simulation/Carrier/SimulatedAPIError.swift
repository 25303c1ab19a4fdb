internal import Core
internal import HTTP

/// A refusal as the carrier writes it.
struct SimulatedAPIError: Error {
    let status: Int
    /// https://www.twilio.com/docs/api/errors
    let code: Int
    let message: String

    static let unauthorized = SimulatedAPIError(status: 401, code: 20003, message: "Authenticate")
    static let notFound = SimulatedAPIError(status: 404, code: 20404, message: "The requested resource was not found")
    static let tooMany = SimulatedAPIError(status: 429, code: 20429, message: "Too Many Requests")

    static func missing(_ name: String) -> SimulatedAPIError {
        SimulatedAPIError(status: 400, code: 21201, message: "A '\(name)' is required.")
    }

    static func invalid(_ code: Int, _ message: String) -> SimulatedAPIError {
        SimulatedAPIError(status: 400, code: code, message: message)
    }

    var response: Response {
        .json(
            [
                "code": .int(Int64(code)), "message": .string(message), "status": .int(Int64(status)),
                "more_info": .string("https://www.twilio.com/docs/errors/\(code)"),
            ], status: status)
    }
}
