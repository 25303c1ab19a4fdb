import Core
import Postgres
import Records
import TestSupport
import Testing

@Suite struct RepeatedRequestTests {
    @Test func one_key_at_the_same_moment_has_one_effect_and_one_answer() async throws {
        try await Gadgets.with { gadgets in
            let answers = try await withThrowingTaskGroup(of: JSON.self, returning: [JSON].self) { group in
                for _ in 0..<6 { group.addTask { try await gadgets.add("lamp", key: "k1") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(answers.map(\.text)).count == 1)
            #expect(try gadgets.count() == 1)
        }
    }

    @Test func refuses_a_key_that_someone_else_has_used() async throws {
        try await Gadgets.with { gadgets in
            _ = try await gadgets.add("lamp", key: "k1")
            let other = TestDatabase.context(gadgets.context.organisation, role: .agent)
            let problem = await #expect(throws: Problem.self) {
                try await gadgets.add("lamp", key: "k1", context: other)
            }
            #expect(problem?.status == 422)
        }
    }

    @Test func a_rehearsal_is_refused_as_the_real_thing_would_be() async throws {
        try await Gadgets.with { gadgets in
            _ = try await gadgets.add("lamp")
            let problem = await #expect(throws: Problem.self) {
                try await gadgets.store.create(
                    Gadgets.resource, ["name": "lamp"], gadgets.context, isDryRun: true)
            }
            #expect(problem?.status == 409)
        }
    }

    @Test func a_rehearsed_deletion_deletes_nothing() async throws {
        try await Gadgets.with { gadgets in
            let id = try await gadgets.add("lamp")["id"]?.string.flatMap { Identifier($0) }
            try await gadgets.store.delete(Gadgets.resource, try #require(id), gadgets.context, isDryRun: true)
            #expect(try gadgets.count() == 1)
        }
    }
}
