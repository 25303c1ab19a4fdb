public import Core
public import HTTP

/// What a widget on an organisation's own page asks. The only routes that answer other origins: exactly those that the
/// widget names, without cookies.
public struct WidgetRoutes: Sendable {
    let door: WidgetDoor
    let desk: any WidgetDesk

    public init(_ door: WidgetDoor, desk: any WidgetDesk) {
        self.door = door
        self.desk = desk
    }

    private static let reason =
        "Visitors of the organisation's own pages have no account: the widget's allowed origins and a short-lived signed "
        + "token let them in, with limits of their own."

    public var routes: [Route] {
        let body = Route.Limits(body: 8 << 10, timeout: .seconds(10))
        var routes: [Route] = [
            .open(.post, "/widget/token", reason: Self.reason, limits: body) { request in
                try await answering(request) { try await token(request) }
            },
            .open(.get, "/widget/hello", reason: Self.reason, limits: body) { request in
                try await answering(request) { try await hello(request) }
            },
            .open(.post, "/widget/callback", reason: Self.reason, limits: body) { request in
                try await answering(request) { try await callBack(request) }
            },
        ]
        for (path, method) in [("/widget/token", "POST"), ("/widget/hello", "GET"), ("/widget/callback", "POST")] {
            routes.append(
                .open(.options, path, reason: Self.reason, limits: body) { try await preflight($0, method) })
        }
        return routes
    }

    // MARK: - CORS

    /// Only pages of the widget's origins may go on.
    private func preflight(_ request: Request, _ method: String) async throws -> Response {
        let (_, origin) = try await door.widget(request)
        return Self.shared(
            Response(
                status: 204,
                headers: [
                    "Access-Control-Allow-Methods": method,
                    "Access-Control-Allow-Headers": "Authorization, Content-Type", "Access-Control-Max-Age": "600",
                ]), with: origin)
    }

    /// An allowed page may read refusals too; any other gets them without the headers that would let it.
    private func answering(_ request: Request, _ answer: () async throws -> Response) async throws -> Response {
        let origin: String
        do {
            origin = try await door.widget(request).origin
        } catch let problem as Problem {
            var response = problem.response(requestID: request.requestID)
            response.headers.addToken("Vary", "Origin")
            return response
        }
        do {
            return Self.shared(try await answer(), with: origin)
        } catch let problem as Problem {
            return Self.shared(problem.response(requestID: request.requestID), with: origin)
        }
    }

    private static func shared(_ response: Response, with origin: String) -> Response {
        var response = response
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Cache-Control"] = "no-store"
        response.headers.addToken("Vary", "Origin")
        return response
    }

    // MARK: - Answers

    private func token(_ request: Request) async throws -> Response {
        let (widget, origin) = try await door.widget(request)
        try await desk.admit(try await door.context(widget, request))
        let issued = try await door.issue(widget, origin: origin, request)
        return .json([
            "token": .string(issued.text), "expires_at": .text(issued.expiresAt),
            "visit_ends_at": .text(issued.visitEndsAt),
        ])
    }

    private func hello(_ request: Request) async throws -> Response {
        let visitor = try await door.visitor(request)
        try await desk.admit(visitor.context)
        let hello = try await desk.hello(visitor.context)
        return .json([
            "name": .string(hello.name), "is_open": .bool(hello.isOpen), "opens_at": .text(hello.opensAt),
        ])
    }

    private func callBack(_ request: Request) async throws -> Response {
        let visitor = try await door.visitor(request)
        try await desk.admit(visitor.context)
        let input = try request.json()
        let wanted = try Self.callback(input, visitor.origin)
        try door.countWork(visitor, request)
        try await desk.callBack(wanted, visitor.context)
        return .json(["accepted": true], status: 202)
    }

    private static func callback(_ input: JSON, _ origin: String) throws -> WidgetCallback {
        func text(_ name: String, _ most: Int) throws -> String {
            guard let value = input[name], !value.isNull else { return "" }
            guard let text = value.string, text.count <= most else {
                throw Problem.invalid(name, "invalid", "Write at most \(most) characters.")
            }
            return String(text.drop(while: \.isWhitespace))
        }
        let (name, phone, about) = (try text("name", 120), try text("phone", 40), try text("about", 1000))
        guard !phone.isEmpty else {
            throw Problem.invalid("phone", "required", "Write the number that should be called.")
        }
        return WidgetCallback(name: name.isEmpty ? nil : name, phone: phone, about: about, origin: origin)
    }
}
