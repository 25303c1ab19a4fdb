public import Core
public import Telemetry

/// The list of routes cannot be served; the message says which and why.
public struct RouterError: Error, Sendable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}

/// Finds the route of a request, lets in who may, and turns whatever happens into a response.
public final class Router: Sendable {
    /// Who is asking; nil if nobody is signed in. May throw a `Problem` (an expired key, a suspended organisation).
    public typealias Authenticate = @Sendable (Request) async throws -> Context?
    /// Refuses what another site made the browser send; throws a `Problem`.
    public typealias Guard = @Sendable (Request, Context) throws -> Void
    /// What an error from outside this module means to a person; nil for what should never happen.
    public typealias Interpret = @Sendable (any Error) -> Problem?
    /// Where an error from outside this module leads to, if that is elsewhere.
    public typealias Lead = @Sendable (any Error, Request) -> Detour?
    /// Counts a request before anything else is done about it; throws a `Problem` for one too many.
    public typealias Limit = @Sendable (Request, Route) throws -> Void
    /// A problem as a page for people.
    public typealias RenderProblem = @Sendable (Problem, Request) -> Response
    /// What is done to every answer: tokens into forms, headers about limits.
    public typealias Finish = @Sendable (Request, Response) -> Response

    public let routes: [Route]
    private let parameterNames: [[String]]
    private let tree: RouteTree
    private let authenticate: Authenticate
    private let guardRequest: Guard
    private let interpret: Interpret
    private let lead: Lead
    private let limit: Limit
    private let renderProblem: RenderProblem?
    private let finish: Finish
    private let log: Log
    /// Where browsers that are not signed in are sent, with `?next=`.
    private let signInPath: String
    /// The same for what lies below a first part of the path: `portal`.
    private let signInPaths: [String: String]

    /// Throws `RouterError` if two routes answer the same or a pattern is malformed.
    public init(
        _ routes: [Route], signInPath: String = "/sign-in", signInPaths: [String: String] = [:],
        authenticate: @escaping Authenticate = { _ in nil },
        guard guardRequest: @escaping Guard = { request, _ in try OriginCheck.require(request) },
        limit: @escaping Limit = { _, _ in }, interpret: @escaping Interpret = { _ in nil },
        lead: @escaping Lead = { _, _ in nil },
        renderProblem: RenderProblem? = nil, finish: @escaping Finish = { $1 }, log: Log = .silent
    ) throws {
        self.routes = routes
        self.log = log.area("http")
        self.signInPath = signInPath
        self.signInPaths = signInPaths
        self.authenticate = authenticate
        self.guardRequest = guardRequest
        self.interpret = interpret
        self.lead = lead
        self.limit = limit
        self.renderProblem = renderProblem
        self.finish = finish
        var tree = RouteTree()
        for (index, route) in routes.enumerated() { try tree.insert(route, index: index, existing: routes) }
        self.tree = tree
        parameterNames = try routes.map { route in
            try RouteTree.parts(of: route.pattern).compactMap { part in
                switch part {
                case .literal: nil
                case .parameter(let name), .tail(let name): name
                }
            }
        }
    }

    /// What a request leads to.
    enum Destination: Sendable {
        case route(Int, values: [String])
        case options(allow: String)
        case methodNotAllowed(allow: String)
        case nowhere
        /// Found wanting before any handler was asked.
        case refused(Problem)

        /// Tells destinations apart in caches.
        var number: Int {
            switch self {
            case .route(let index, _): index
            case .options: -1
            case .methodNotAllowed: -2
            case .nowhere: -3
            case .refused: -4
            }
        }
    }

    func limits(_ destination: Destination) -> Route.Limits {
        if case .route(let index, _) = destination { routes[index].limits } else { .standard }
    }

    /// For metrics: few different ones, whatever clients ask for.
    func name(_ destination: Destination) -> String {
        switch destination {
        case .route(let index, _): routes[index].name
        case .options: "options"
        case .methodNotAllowed: "method not allowed"
        case .nowhere: "not found"
        case .refused: "refused"
        }
    }

    /// What logs say of where a request went: without what lets a stranger in, which links carry in their path.
    func loggedPath(_ request: Request, _ destination: Destination) -> String {
        guard case .route(let index, _) = destination else {
            // Perhaps such a link, with a word too many.
            return "/" + (request.segments.first ?? "") + (request.segments.count > 1 ? "/…" : "")
        }
        if case .open = routes[index].access, !parameterNames[index].isEmpty { return routes[index].pattern }
        return request.path
    }

    func find(_ method: Method, _ segments: [String]) -> Destination {
        guard let match = tree.find(segments) else { return .nowhere }
        if let index = match.routes[method] { return .route(index, values: match.values) }
        if method == .head, let index = match.routes[.get] { return .route(index, values: match.values) }
        let allow = Self.allow(match.routes)
        return method == .options ? .options(allow: allow) : .methodNotAllowed(allow: allow)
    }

    /// Answers a request; never throws.
    public func respond(to request: Request) async -> Response {
        await respond(to: request, at: find(request.method, request.segments))
    }

    func respond(to request: Request, at destination: Destination) async -> Response {
        finish(request, await answer(to: request, at: destination))
    }

    private func answer(to request: Request, at destination: Destination) async -> Response {
        do {
            switch destination {
            case .route(let index, let values): return try await run(index, values, request)
            case .options(let allow): return Response(status: 204, headers: ["Allow": allow])
            case .methodNotAllowed(let allow):
                let problem = Problem(
                    status: 405, code: "method_not_allowed",
                    "\(request.method.rawValue) is not possible here; \(allow) are.")
                return render(problem, request).with("Allow", allow)
            case .nowhere: throw Problem.notFound()
            case .refused(let problem): throw problem
            }
        } catch {
            return render(error, request, loggedAs: loggedPath(request, destination))
        }
    }

    private func run(_ index: Int, _ values: [String], _ request: Request) async throws -> Response {
        var request = request
        request.parameters = zip(parameterNames[index], values).map { (name: $0, value: $1) }
        let route = routes[index]
        try limit(request, route)
        switch (route.handler, route.access) {
        case (.anyone(let handler), _): return try await handler(request)
        case (.signedIn(let handler), .signedIn(let access)):
            guard let context = try await admit(request, access) else { return signInFirst(request) }
            var response = try await handler(request, context)
            response.headers.setDefault("Cache-Control", "no-store")
            return response
        case (.signedIn, _): throw Problem.forbidden()
        }
    }

    /// nil if nobody is signed in. Throws if whoever is may not.
    private func admit(_ request: Request, _ access: Access) async throws -> Context? {
        guard let context = try await authenticate(request) else { return nil }
        try guardRequest(request, context)
        try context.require(access)
        return context
    }

    /// Whether strangers must be kept from filling the disk before the handler is asked.
    func admitsBeforeBody(_ destination: Destination) -> Bool {
        guard case .route(let index, _) = destination, case .signedIn = routes[index].access else { return false }
        return routes[index].limits.spoolsToDisk
    }

    /// How a request is refused whose body has not been read yet; nil if it may come.
    func refusal(of request: Request, at destination: Destination) async -> Response? {
        guard case .route(let index, _) = destination, case .signedIn(let access) = routes[index].access else {
            return nil
        }
        do {
            return try await admit(request, access) == nil ? signInFirst(request) : nil
        } catch {
            return render(error, request)
        }
    }

    /// Browsers go to the sign-in page and come back; programs get 401.
    private func signInFirst(_ request: Request) -> Response {
        guard request.wantsHTML || request.isFragment else { return render(Problem.unauthenticated, request) }
        let signInPath = request.segments.first.flatMap { signInPaths[$0] } ?? signInPath
        let location = request.method.isSafe ? "\(signInPath)?next=\(PercentCoding.encode(request.target))" : signInPath
        // htmx would swap the sign-in page into the fragment's place: it is told to leave the page instead.
        if request.isFragment {
            return Response(status: 401, headers: ["HX-Redirect": signInPath, "Cache-Control": "no-store"])
        }
        return Response.redirect(to: location).with("Cache-Control", "no-store")
    }

    private func follow(_ detour: Detour, _ request: Request) -> Response {
        if request.isFragment {
            return Response(status: 403, headers: ["HX-Redirect": detour.path, "Cache-Control": "no-store"])
        }
        guard request.wantsHTML else { return render(detour.problem, request) }
        return Response.redirect(to: detour.path).with("Cache-Control", "no-store")
    }

    private static func allow(_ routes: [Method: Int]) -> String {
        var methods = Set(routes.keys).union([.options])
        if methods.contains(.get) { methods.insert(.head) }
        return Method.allCases.filter(methods.contains).map(\.rawValue).joined(separator: ", ")
    }

    func render(_ error: any Error, _ request: Request, loggedAs path: String? = nil) -> Response {
        if let detour = error as? Detour ?? lead(error, request) { return follow(detour, request) }
        let problem = problem(for: error, request, path ?? request.path)
        if request.wantsHTML, let renderProblem {
            return renderProblem(problem, request).with("Cache-Control", "no-store")
        }
        return problem.response(requestID: request.requestID)
    }

    private func problem(for error: any Error, _ request: Request, _ path: String) -> Problem {
        switch error {
        case let problem as Problem: return problem
        // The client has gone, so nobody reads this; 499 keeps it apart from failures in the metrics.
        case _ where Task.isCancelled:
            return Problem(status: 499, code: "client_closed", "The client closed the request.")
        default:
            if let problem = interpret(error) { return problem }
            log.with(correlation: request.requestID).error(
                "unexpected failure", ["cause": .error(error), "path": .string(path)])
            return .internalError
        }
    }
}
