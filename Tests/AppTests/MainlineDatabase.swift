import TestSupport

@testable import App

/// A database with the migrations of every module.
enum MainlineDatabase {
    static func make() async throws -> TestDatabase { try await TestDatabase.make(ModuleList.migrationTargets) }

    /// Runs `body` on a database that is gone afterwards.
    static func with<Value>(_ body: (TestDatabase) async throws -> Value) async throws -> Value {
        let test = try await make()
        defer { test.drop() }
        return try await body(test)
    }
}
