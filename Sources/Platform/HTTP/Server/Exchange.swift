internal import CMicrohttpd
internal import Core
internal import EventLoop
internal import Telemetry

/// One request and its answer. Belongs to its loop; libmicrohttpd holds one reference from the request line to the end
/// of the answer, the handler's task another.
final class Exchange: @unchecked Sendable {
    private enum Stage {
        case head, admitting
        /// Refused, or let in to send the body.
        case admitted(PreparedResponse?)
        case body, handling
        case answered(PreparedResponse)
        case sent
    }

    let server: ServerLoop
    let connection: ServerConnection
    /// Valid inside callbacks and while suspended.
    let pointer: OpaquePointer
    private let target: String?
    private var stage = Stage.head
    private var head: RequestHead?
    private var destination = Router.Destination.nowhere
    private var body: BodyReceiver?
    private var task: Task<Void, Never>?
    private var watch: HangUpWatch?
    private var startedAt: Int64 = 0
    private var expiresAt = Int64.max
    private var isSuspended = false
    /// Where chunks end is for the library to say, which takes line ends and extensions that a proxy in front may read
    /// otherwise: what follows them on the same connection is never taken for a request.
    private var endsConnection = false
    private var request: Request?
    private var upgrade: WebSocketHandler?
    /// The event stream that the answer is.
    private(set) var pump: EventPump?
    /// The WebSocket that the connection has become.
    private(set) var socket: WebSocketSession?

    init(target: String?, connection: ServerConnection, pointer: OpaquePointer, server: ServerLoop) {
        self.target = target
        self.connection = connection
        self.pointer = pointer
        self.server = server
    }

    // MARK: - Receiving

    /// Called again and again by libmicrohttpd: at the head's end, for each piece of the body, at the request's end, and
    /// after each resume.
    func proceed(method: String, chunk: UnsafePointer<CChar>?, size: UnsafeMutablePointer<Int>) -> MHD_Result {
        switch stage {
        case .head: return begin(method)
        case .body:
            guard size.pointee > 0 else { return dispatch() }
            body?.append(UnsafeRawBufferPointer(start: chunk, count: size.pointee))
            size.pointee = 0
            return body?.isHopeless == true ? .NO : .YES
        case .admitting, .handling, .sent: return .YES
        case .admitted(let refusal):
            if let refusal {
                stage = .sent
                return send(refusal)
            }
            return receiveBody()
        case .answered(let response):
            stage = .sent
            return send(response)
        }
    }

    private func begin(_ method: String) -> MHD_Result {
        let head: RequestHead
        do {
            head = try RequestHead(
                method: method, target: target, connection: pointer, maxFields: server.configuration.maxHeaderFields)
        } catch {
            return refuse(error as? Problem ?? .internalError)
        }
        endsConnection = head.contentLength == nil
        destination = server.router.find(head.method, head.target.segments)
        let limits = server.router.limits(destination)
        let body = BodyReceiver(limits: limits, configuration: server.configuration, declared: head.contentLength)
        let isLarge = (head.contentLength ?? 0) > limits.body + BodyReceiver.drainLimit
        // A client that asks first is told before it sends; one that would send for long is not heard out.
        if let problem = body.problem, isLarge || head.headers.contains("Expect") { return refuse(problem) }
        self.head = head
        self.body = body
        let isSpooled = (head.contentLength ?? Int.max) > server.configuration.bodyInMemory
        return isSpooled && server.router.admitsBeforeBody(destination) ? admit(head) : receiveBody()
    }

    private func receiveBody() -> MHD_Result {
        stage = .body
        connection.enter(.body)
        return .YES
    }

    /// Asks who the client is before taking a body that goes to disk.
    private func admit(_ head: RequestHead) -> MHD_Result {
        let request = makeRequest(head, body: .memory([]), timeout: Route.Limits.standard.timeout)
        let destination = destination
        stage = .admitting
        connection.enter(.handling)
        suspend()
        task = Task(executorPreference: server.loop) { [self] in
            let refusal = await server.router.refusal(of: request, at: destination)
            server.loop.submit { self.admitted(refusal.map { PreparedResponse(early: $0, request) }) }
        }
        return .YES
    }

    private func admitted(_ refusal: PreparedResponse?) {
        guard case .admitting = stage else { return }
        stage = .admitted(refusal)
        connection.enter(refusal == nil ? .body : .answering)
        resume()
    }

    private func makeRequest(_ head: RequestHead, body: RequestBody, timeout: Duration) -> Request {
        Request(
            head: head, peer: connection.address, configuration: server.configuration, body: body,
            deadline: .systemNow + timeout, freshID: server.freshID)
    }

    /// Answers before the request is complete; the connection is closed after it.
    private func refuse(_ problem: Problem) -> MHD_Result {
        stage = .sent
        connection.enter(.answering)
        return send(PreparedResponse(early: problem, requestID: server.freshID().description))
    }

    private func dispatch() -> MHD_Result {
        guard let head, let body else { return .NO }
        if let problem = body.problem { destination = .refused(problem) }
        let timeout = server.router.limits(destination).timeout
        startedAt = MonotonicTime.microseconds
        expiresAt = startedAt / 1000 + timeout.milliseconds
        let request = makeRequest(head, body: body.problem == nil ? body.finish() : .memory([]), timeout: timeout)
        self.request = request
        self.head = nil
        self.body = nil
        stage = .handling
        connection.enter(.handling)
        server.metrics.inFlight.add()
        suspend()
        server.watchLater(self)
        let destination = destination
        task = Task(executorPreference: server.loop) { await self.handle(request, destination) }
        return .YES
    }

    private func handle(_ request: Request, _ destination: Router.Destination) async {
        let response = await server.router.respond(to: request, at: destination)
        let prepared = await server.preparation.prepare(response, request)
        if server.loop.isCurrent { finish(prepared) } else { server.loop.submit { self.finish(prepared) } }
    }

    // MARK: - Answering

    private func finish(_ response: PreparedResponse) {
        guard case .handling = stage, let request else {
            // The client was answered already (its time was up) or cut off.
            if case .events(let stream) = response.payload { stream.abandon() }
            return
        }
        server.metrics.inFlight.subtract()
        server.record(
            destination, status: response.status, took: .microseconds(MonotonicTime.microseconds - startedAt),
            request: request)
        stage = .answered(response)
        task = nil
        connection.enter(.answering)
        resume()
    }

    private func send(_ response: PreparedResponse) -> MHD_Result {
        var response = response
        if server.isDraining || endsConnection, response.status != 101 { response.headers["Connection"] = "close" }
        if case .events(let stream) = response.payload {
            if server.isDraining { stream.close() }
            pump = EventPump(stream, exchange: self)
            connection.enter(.streaming)
        }
        if case .webSocket(let handler) = response.payload { upgrade = handler }
        return ResponseWriter.queue(response, on: pointer, pump: pump)
    }

    /// The client takes the answer to its upgrade request: the connection is a WebSocket from here on.
    func upgrade(_ handle: OpaquePointer, early: [UInt8]) {
        guard let handler = upgrade, let request else { return }
        unwatch()
        connection.enter(.streaming)
        let session = WebSocketSession(
            descriptor: connection.descriptor, handle: handle, early: early, handler: handler, loop: server.loop,
            onEnd: { [server] in server.runSoon() })
        socket = session
        server.metrics.streams.add()
        session.begin(request)
        if server.isDraining { session.close(.goingAway, "") }
    }

    // MARK: - Waiting

    func suspend() {
        MHD_suspend_connection(pointer)
        isSuspended = true
    }

    func resume() {
        guard isSuspended else { return }
        isSuspended = false
        MHD_resume_connection(pointer)
        server.runSoon()
    }

    /// Notices from now on that the client goes; libmicrohttpd does not look at suspended connections.
    func watchIfSuspended() {
        guard isSuspended, watch == nil else { return }
        let watch = HangUpWatch(descriptor: connection.descriptor, exchange: self)
        self.watch = watch
        server.loop.add(watch, .readHangUp)
    }

    private func unwatch() {
        guard let watch else { return }
        server.loop.remove(watch)
        self.watch = nil
    }

    /// The client has closed its side.
    func clientLeft() {
        unwatch()
        if let pump { pump.abandon() } else { task?.cancel() }
    }

    /// Answers 503 for a handler that takes too long.
    func enforce(now: Int64) {
        guard case .handling = stage, now > expiresAt else { return }
        expire(.unavailable("This took too long and was stopped. Try again later."))
    }

    private func expire(_ problem: Problem) {
        guard case .handling = stage, let request else { return }
        let running = task
        finish(PreparedResponse(early: server.router.render(problem, request), request))
        running?.cancel()
    }

    // MARK: - Ending

    /// The server stops: streams are told to end.
    func wind() {
        pump?.stream.close()
        socket?.close(.goingAway, "")
    }

    /// The server stops now.
    func abort() {
        let problem = Problem.unavailable("The server is restarting. Try again in a moment.")
        admitted(PreparedResponse(early: problem, requestID: server.freshID().description))
        expire(problem)
        pump?.abandon()
        socket?.end()
        if socket == nil { connection.cut() }
    }

    /// libmicrohttpd is through with the request, one way or another.
    func completed() {
        unwatch()
        if case .handling = stage { server.metrics.inFlight.subtract() }
        task?.cancel()
        task = nil
        if socket != nil { server.metrics.streams.subtract() }
        socket = nil
        pump = nil
        request = nil
        stage = .sent
        connection.exchange = nil
        connection.enter(.idle)
    }
}
