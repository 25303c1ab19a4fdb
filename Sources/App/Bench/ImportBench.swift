internal import Access
internal import Core
internal import Exports
internal import Foundation
internal import Imports
internal import Postgres
internal import Records

/// A file of customers brought in by the running server, beside PostgreSQL's own COPY of the same rows into the same
/// table with its indexes and constraints, without the audit trail.
struct ImportBench: Sendable {
    let place: BenchPlace
    let rows: Int
    /// The server's memory in MB.
    let memory: @Sendable () -> Double
    let say: @Sendable (String) -> Void

    private static let limit = Duration.hours(2)

    func run() async throws -> [BenchResult] {
        try await CommandSession.run(place.settings) { session in
            say("COPY of \(rows) customers …")
            let copy = try await copy(session)
            say("import of \(rows) customers …")
            let (rate, checkRate, growth) = try await bring(session)
            return [
                .rate("import of \(rows) customers", rate, unit: "rows/s", limit: copy, atLeast: 0.5),
                BenchResult(name: "  its check beforehand", measured: checkRate, unit: "rows/s"),
                .below("  memory grown after its first tenth", growth, unit: "MB", bound: 32),
            ]
        }
    }

    private func text(_ number: Int) -> (name: String, phone: String, email: String, tags: String) {
        (
            "Customer number \(number)", "+1\(2_000_000_000 + number)", "customer\(number)@example.com",
            number % 4 == 0 ? "vip,south" : ""
        )
    }

    private func write(_ path: String, _ line: (Int) -> String) throws {
        let file = try OutputFile(path)
        for start in stride(from: 0, to: rows, by: 10_000) {
            try file.write(Array((start..<min(rows, start + 10_000)).map(line).joined().utf8))
        }
        try file.finish()
    }

    /// Rows a second.
    private func copy(_ session: CommandSession) async throws -> Double {
        let other = try await session.provisioning.create(
            .init(name: "Copy", slug: "bench-copy", zone: .utc),
            owner: .init(name: "Ola Copy", email: "copy@bench.example", role: .owner, password: BenchPlace.password)
        ).id
        let path = place.folder + "/copy.csv"
        let ids = IDSource.random
        try write(path) { number in
            let (name, phone, email, tags) = text(number)
            let id = ids.next(at: .systemNow)
            return "\(other),\(id),\(name),\(phone),\(email),\"{\(tags)}\",import\n"
        }
        let owner = try BlockingSession(session.installation.logins.owner)
        try owner.run(
            """
            alter table customers no force row level security; alter table tags no force row level security;
            alter table customers disable trigger audit; alter table tags disable trigger audit
            """)
        let begin = ContinuousClock.now
        _ = try await ChildProgram.run(
            "/usr/bin/psql",
            [
                "-v", "ON_ERROR_STOP=1", session.installation.logins.owner, "-c",
                "\\copy customers (org_id, id, name, phone, email, tags, source) from '\(path)' with (format csv)",
            ], folder: place.folder, package: "postgresql-client", limit: Self.limit)
        let rate = Double(rows) / seconds(since: begin)
        try owner.run(
            """
            alter table customers enable trigger audit; alter table tags enable trigger audit;
            alter table customers force row level security;
            alter table tags force row level security
            """)
        return rate
    }

    /// Rows a second of reading and running, of checking, and how many MB the server's memory grew.
    private func bring(_ session: CommandSession) async throws -> (rate: Double, check: Double, growth: Double) {
        let path = place.folder + "/import.csv"
        try write(path) { number in
            let (name, phone, email, tags) = text(number)
            return (number == 0 ? "Name,Phone,E-mail,Tags\n" : "") + "\(name),\(phone),\(email),\"\(tags)\"\n"
        }
        let store = session.application.store
        let desk = session.application.services.imports
        let context = try await place.person(store)
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        let begin = ContinuousClock.now
        let id = try await desk.upload(
            contentsOf: path, name: "customers.csv", size: size, to: "customers", store, context)
        var given = try await wait(id, until: .mapping, desk, store, context)
        let reading = seconds(since: begin)
        guard var plan = given.plan else { throw ProgramError("The file was not read.", given.problem ?? "") }
        plan.key = "phone"
        let checkBegin = ContinuousClock.now
        try await desk.check(id, plan, template: nil, store, context)
        given = try await wait(id, until: .checked, desk, store, context)
        let checking = seconds(since: checkBegin)
        let runBegin = ContinuousClock.now
        try await desk.start(id, store, context)
        var early = 0.0
        var peak = 0.0
        given = try await wait(id, until: .finished, desk, store, context) { given in
            if given.doneRows <= max(rows / 10, ImportBench.chunk) { early = max(early, memory()) }
            peak = max(peak, memory())
        }
        guard given.counts["created"]?.int == Int64(rows) else {
            throw ProgramError("Not every row came in: \(given.counts.text).", "Look at the server's log.")
        }
        return (Double(rows) / (reading + seconds(since: runBegin)), Double(rows) / checking, max(0, peak - early))
    }

    private static let chunk = 4000

    private func wait(
        _ id: ID<Import>, until status: Import.Status, _ desk: ImportDesk, _ store: RecordStore, _ context: Context,
        _ look: (Import) -> Void = { _ in }
    ) async throws -> Import {
        let begin = ContinuousClock.now
        while begin.duration(to: .now) < Self.limit {
            let given = try await desk.get(id, store, context)
            if given.status == status { return given }
            guard given.status.isMoving else {
                throw ProgramError("The import is \(given.status.rawValue).", given.problem ?? "Look at its page.")
            }
            look(given)
            try await Task.sleep(for: .milliseconds(100))
        }
        throw ProgramError("The import did not end within two hours.", "Look at the server's log.")
    }

    private func seconds(since begin: ContinuousClock.Instant) -> Double {
        Double(begin.duration(to: .now).microseconds) / 1e6
    }
}
