internal import Access
internal import Carrier
internal import Core
internal import HTTP
internal import Plans
internal import Postgres
internal import Synchronization
internal import Telemetry

/// Where requests meet the plan: keeps programs to what it leaves of the API, and counts what was refused, for whoever
/// watches for abuse. People are never kept out: they can always sign in, read and export.
final class PlanDoor: Sendable {
    private let gate: any ChannelGate
    private let database: Database
    private let log: Log
    private let tally = RefusalTally()
    private let writer = Mutex<Task<Void, Never>?>(nil)

    init(gate: any ChannelGate, database: Database, log: Log) {
        self.gate = gate
        self.database = database
        self.log = log.area("plans")
    }

    /// Lets the request in or throws `Problem` 402 or 403 with words. Answers from memory.
    func admit(_ request: Request, _ context: Context) async throws {
        let isUpload = !request.method.isSafe && Self.isUpload(request)
        guard context.surface == .api || isUpload else { return }
        let standing = try await gate.standing(of: context.organisation)
        if isUpload, standing.usage(.storage).isReached {
            throw Problem(
                status: 403, code: "cap_storage",
                "The plan's space for files is used up. Delete files you do not need, or choose a larger plan.")
        }
        guard context.surface == .api else { return }
        switch standing.may(.api, at: context.now) {
        case .allowed: return
        case .blocked(let reason): throw Self.problem(reason, "Programs are refused for now.")
        case .degraded(let reason):
            guard !request.method.isSafe, !Self.isExport(request) else { return }
            throw Self.problem(reason, "Reading and exporting are open, changes are not.")
        }
    }

    /// What is asked for without changing anything of the organisation's.
    private static func isExport(_ request: Request) -> Bool {
        request.path == "/exports" || request.path.hasPrefix("/exports/") || request.path.hasPrefix("/api/v1/exports")
    }

    private static func isUpload(_ request: Request) -> Bool {
        request.path.hasSuffix("/files") || request.path == "/imports"
    }

    private static func problem(_ reason: ChannelReason, _ words: String) -> Problem {
        let isPlan = PlanPhase(rawValue: reason.code) != nil
        return Problem(
            status: isPlan ? 402 : 403, code: isPlan ? "plan_\(reason.code)" : reason.code, "\(reason.title). \(words)")
    }

    // MARK: - What was refused

    /// Runs the sign-in of a request, noting keys that ask too often.
    func counting(_ request: Request, _ authenticate: () async throws -> Context?) async throws -> Context? {
        do { return try await authenticate() } catch let problem as Problem where problem.status == 429 {
            if let key = APIKeys.identifier(in: request) { tally.key(key) }
            throw problem
        }
    }

    /// The routes, with what the carriers' are refused noted by the number called.
    func watching(_ routes: [Route]) -> [Route] {
        routes.map { route in
            guard case .webhook(let provider) = route.access, case .anyone(let handler) = route.handler else {
                return route
            }
            return .webhook(route.method, route.pattern, provider: provider, name: route.name, limits: route.limits) {
                [tally] request in
                do { return try await handler(request) } catch let problem as Problem
                    where [400, 403].contains(problem.status)
                {
                    // The word of somebody who could not sign: whose number it is says only that they were aimed at.
                    if let form = Self.form(request), let number = form["To"] ?? form["From"] {
                        tally.webhook(to: number)
                    }
                    throw problem
                }
            }
        }
    }

    private static func form(_ request: Request) -> Fields? {
        do { return try request.form() } catch {
            // What is no form names no number.
            return nil
        }
    }

    func start() {
        let task = Task { [weak self] in
            while !Task.isCancelled {
                do { try await Task.sleep(for: .seconds(15)) } catch { return }
                await self?.write()
            }
        }
        writer.withLock { writer in
            writer?.cancel()
            writer = task
        }
    }

    func stop() async {
        writer.withLock { writer in
            writer?.cancel()
            writer = nil
        }
        await write()
    }

    func write() async {
        do { try await tally.write(to: database, at: .systemNow) } catch {
            log.warning("What was refused could not be counted.", ["error": .error(error)])
        }
    }
}
