import Core
import EventLoop
import Foundation
import Imports
import Jobs
import Postgres
import Records
import TestSupport
import Testing

/// A workplace with files coming in.
struct ImportPlace {
    let place: Workplace
    let desk: ImportDesk
    private let folder: String

    static func with(also targets: [String] = [], _ body: (ImportPlace) async throws -> Void) async throws {
        let place = try await Workplace.open(also: ["Files", "Exports", "Imports"] + targets)
        let folder = NSTemporaryDirectory() + "mainline-imports-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let own = ImportPlace(
            place: place, desk: ImportDesk(workers: WorkerPool(threads: 2), folder: folder), folder: folder)
        try await body(own)
        try FileManager.default.removeItem(atPath: folder)
        place.test.drop()
    }

    func upload(_ text: String, to resource: String = "customers", as context: Context? = nil) async throws -> ID<
        Import
    > {
        let path = folder + "/" + UUID().uuidString
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return try await desk.upload(
            contentsOf: path, name: "people.csv", size: text.utf8.count, to: resource, place.store,
            context ?? place.context())
    }

    /// Uploads, checks and runs.
    @discardableResult
    func bring(
        _ text: String, key: String? = "phone", mode: ImportPlan.Mode = .both, as context: Context? = nil
    ) async throws -> Import {
        let context = context ?? place.context()
        let id = try await upload(text, as: context)
        try await check(id, key: key, mode: mode, as: context)
        try await desk.start(id, place.store, context)
        try await runJobs()
        return try await get(id)
    }

    func check(
        _ id: ID<Import>, key: String? = "phone", mode: ImportPlan.Mode = .both, as context: Context? = nil
    ) async throws {
        let given = try await get(id)
        var plan = try #require(given.plan)
        plan.key = key
        plan.mode = mode
        try await desk.check(id, plan, template: nil, place.store, context ?? place.context())
        try await runJobs()
    }

    func revert(_ id: ID<Import>) async throws -> Import {
        try await desk.revert(id, place.store, place.context())
        try await runJobs()
        return try await get(id)
    }

    func get(_ id: ID<Import>) async throws -> Import { try await desk.get(id, place.store, place.context()) }

    func runJobs() async throws {
        try await JobRunner(
            database: place.test.database, kinds: desk.jobs(place.store), loops: place.test.loops,
            clock: place.clock.source,
            context: { try await place.store.systemContext($0, actor: "jobs", correlation: $1) }
        ).runUntilIdle()
    }

    func count(_ sql: SQL) async throws -> Int {
        try await place.store.database.query(place.context(), sql).one("count").get("count")
    }

    var customers: Int {
        get async throws {
            try await count("select count(*) as count from customers where org_id = app_org() and deleted_at is null")
        }
    }

    func number(_ counts: JSON, _ name: String) -> Int { Int(counts[name]?.int ?? 0) }
}
