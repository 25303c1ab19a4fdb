internal import Carrier
internal import Core
internal import Crypto
public import HTTP

extension SimulatedCarrier {
    /// The carrier's REST API under `/simulated-carrier`, for the account that only this installation knows.
    public var routes: [Route] {
        let base = "/simulated-carrier/2010-04-01/Accounts/{account}"
        let reason = "The simulated carrier's own API; the handler checks the account's name and token."
        func route(_ method: Method, _ path: String, _ handler: @escaping @Sendable (Request) async throws -> Response)
            -> Route
        {
            .open(method, base + path, reason: reason) { request in
                do {
                    try self.authenticate(request)
                    return try await handler(request)
                } catch let error as SimulatedAPIError {
                    return error.response
                }
            }
        }
        return [
            route(.post, "/Messages.json") { .json(try self.send(try Self.form($0)), status: 201) },
            route(.get, "/Messages.json") {
                Self.list("messages", self.messages(to: $0.query["To"], limit: Self.pageSize($0)))
            },
            route(.post, "/Calls.json") { .json(try self.call(try Self.form($0)), status: 201) },
            route(.get, "/Calls.json") { Self.list("calls", self.calls(to: $0.query["To"], limit: Self.pageSize($0))) },
            route(.get, "/Calls/{call}") { .json(try self.call(try Self.sid($0))) },
            route(.post, "/Calls/{call}") { .json(try await self.update(try Self.sid($0), try Self.form($0))) },
        ]
    }

    private func authenticate(_ request: Request) throws {
        let given = request.headers["Authorization"] ?? ""
        guard constantTimeEqual(given.utf8, account.authorization.utf8) else { throw SimulatedAPIError.unauthorized }
        guard try request.parameter("account") == account.sid else { throw SimulatedAPIError.notFound }
    }

    private static func form(_ request: Request) throws -> Fields {
        do { return try request.form() } catch { throw SimulatedAPIError.invalid(20001, "The body is not a form.") }
    }

    private static func sid(_ request: Request) throws -> String {
        let name = try request.parameter("call")
        return name.hasSuffix(".json") ? String(name.dropLast(5)) : name
    }

    private static func pageSize(_ request: Request) -> Int {
        min(max(request.query["PageSize"].flatMap { Int($0) } ?? 50, 1), 1000)
    }

    private static func list(_ name: String, _ items: [JSON]) -> Response {
        .json([name: .array(items), "page": 0, "page_size": .int(Int64(items.count)), "next_page_uri": nil])
    }
}
