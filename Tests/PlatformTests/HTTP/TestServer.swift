import Core
import EventLoop
import HTTP
import Telemetry

/// Runs a server on a loop of its own for one test.
func withServer(
    _ routes: [Route], _ configure: (inout ServerConfiguration) -> Void = { _ in }, loops: Int = 1,
    authenticate: @escaping Router.Authenticate = { _ in nil }, renderProblem: Router.RenderProblem? = nil,
    metrics: Metrics = Metrics(), log: Log = .silent, _ test: (UInt16, HTTPServer) async throws -> Void
) async throws {
    let group = try EventLoopGroup(count: loops)
    var configuration = ServerConfiguration()
    configuration.port = 0
    configuration.drainTimeout = .milliseconds(500)
    configuration.checkInterval = .milliseconds(20)
    configure(&configuration)
    let router = try Router(routes, authenticate: authenticate, renderProblem: renderProblem, log: log)
    let server = HTTPServer(
        router: router, loops: group, configuration: configuration, log: log, metrics: metrics)
    try await server.start()
    do {
        try await test(server.port, server)
    } catch {
        await server.stop()
        group.stop()
        throw error
    }
    await server.stop()
    group.stop()
}

func open(
    _ method: Method, _ pattern: String, limits: Route.Limits = .standard,
    _ handler: @escaping @Sendable (Request) async throws -> Response
) -> Route {
    .open(method, pattern, reason: "test", limits: limits, handler)
}

let hello = open(.get, "/hello") { _ in .text("hello") }
let echo = open(.post, "/echo", limits: .init(body: 4 << 20)) { request in
    Response(headers: ["Content-Type": "application/octet-stream"], body: .array(try request.bytes()))
}

/// A place where a handler tells its test what happened.
actor Mailbox<Value: Sendable> {
    private var values: [Value] = []
    private var waiters: [CheckedContinuation<Value, Never>] = []

    func put(_ value: Value) {
        if waiters.isEmpty { values.append(value) } else { waiters.removeFirst().resume(returning: value) }
    }

    func take() async -> Value {
        if !values.isEmpty { return values.removeFirst() }
        return await withCheckedContinuation { waiters.append($0) }
    }
}
