import Core
import Records
import TestSupport
import Testing

@Suite(.serialized) struct WriteTests {
    private let things = RecordBench.things

    @Test func a_change_of_a_version_that_has_moved_on_is_refused_with_both() async throws {
        try await RecordBench.with { bench in
            let id = try bench.id(try await bench.create(["name": "one"]))
            _ = try await bench.store.update(things, id, ["story": "first"], bench.context(), version: 1)
            let problem = try #require(
                try await refusal {
                    try await bench.store.update(things, id, ["story": "second"], bench.context(), version: 1)
                })
            #expect(problem.status == 409 && problem.code == "version_conflict")
            #expect(problem.extra["current"]?["story"] == "first" && problem.extra["yours"]?["story"] == "second")
            #expect(
                try await refusal { try await bench.store.delete(things, id, bench.context(), version: 1) }?.status
                    == 409)
        }
    }

    @Test func the_same_key_at_once_has_one_effect_and_one_answer() async throws {
        try await RecordBench.with { bench in
            let answers = try await withThrowingTaskGroup(of: JSON.self) { group in
                for _ in 0..<8 { group.addTask { try await bench.create(["story": "s", "name": "one"], key: "k") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(answers).count == 1 && answers.count == 8)
            #expect(try bench.count() == 1)
            #expect(try bench.test.column("select 1 from events where kind = 'thing.created'").count == 1)
        }
    }

    @Test func a_key_used_for_something_else_is_refused() async throws {
        try await RecordBench.with { bench in
            try await bench.create(["name": "one"], key: "k")
            let problem = try await refusal { try await bench.create(["name": "two"], key: "k") }
            #expect(problem?.status == 422 && problem?.fields.first?.code == "key_reused")
            #expect(try bench.count() == 1)
        }
    }

    @Test func a_dry_run_answers_and_changes_nothing() async throws {
        try await RecordBench.with { bench in
            let made = try await bench.create(["name": "one"], key: "k", dry: true)
            #expect(made["name"] == "one")
            #expect(try bench.count() == 0)
            #expect(try bench.test.column("select 1 from events").isEmpty)
            #expect(try bench.test.column("select 1 from audit_entries").isEmpty)
            try await bench.create(["name": "other"], key: "k")
            let filters = try bench.query([("name", "like.*")]).filters
            let answer = try await bench.store.bulk(things, filters: filters, set: nil, bench.context(), isDryRun: true)
            #expect(answer["count"] == 1 && answer["dry_run"] == true)
            #expect(try bench.count() == 1)
        }
    }

    @Test func a_change_to_many_needs_a_filter_and_has_a_limit() async throws {
        try await RecordBench.with { bench in
            try bench.test.run(
                "insert into things (org_id, id, name) select '\(bench.organisation)', uuid_v7(), 'n' || i from generate_series(1, 1001) i"
            )
            func bulk(_ parameters: [(String, String)]) async throws -> JSON {
                let filters = try bench.query(parameters).filters
                return try await bench.store.bulk(
                    things, filters: filters, set: ["story": "s"], bench.context(), isDryRun: false)
            }
            #expect(try await refusal { try await bulk([]) }?.status == 400)
            #expect(try await refusal { try await bulk([("name", "like.n*")]) }?.status == 422)
            #expect(try bench.test.column("select 1 from things where story is not null").isEmpty)
            #expect(try await bulk([("name", "neq.n1")])["count"] == 1000)
        }
    }

    @Test func what_is_deleted_is_gone_until_it_is_restored() async throws {
        try await RecordBench.with { bench in
            let id = try bench.id(try await bench.create(["name": "one"]))
            try await bench.store.delete(things, id, bench.context())
            #expect(try await bench.list().names.isEmpty)
            #expect(try await refusal { try await bench.store.get(things, id, bench.context()) }?.status == 404)
            #expect(
                try await refusal { try await bench.store.update(things, id, ["story": "s"], bench.context()) }?.status
                    == 404)
            #expect(
                try await refusal { try await bench.store.restore(things, id, bench.context(.agent)) }?.status == 403)
            #expect(try await bench.store.restore(things, id, bench.context())["name"] == "one")
            #expect(try await refusal { try await bench.store.restore(things, id, bench.context()) }?.status == 404)
            #expect(try await bench.list().names == ["one"])
        }
    }

    @Test func every_fault_is_named_at_once() async throws {
        try await RecordBench.with { bench in
            let members: [String: JSON] = [
                "email": "nobody", "amount": "many", "day": "2026-02-30", "colour": "green", "version": 3, "unknown": 1,
                "rate": "5000",
                "phone": "1", "url": "ftp://x", "parent_id": "7", "place": ["planet": "Mars"],
            ]
            let problem = try #require(try await refusal { try await bench.create(members) })
            #expect(problem.status == 422)
            #expect(Set(problem.fields.map(\.field)) == Set(members.keys).union(["name"]))
        }
    }

    @Test func what_constraints_refuse_is_said_in_words() async throws {
        try await RecordBench.with { bench in
            try await bench.create(["name": "one"])
            let problem = try await refusal { try await bench.create(["name": "one"]) }
            #expect(problem?.status == 409 && problem?.fields.first?.field == "name")
            for data in [["a": "\u{0}"] as JSON, "\u{0}"] {
                let refused = try await refusal { try await bench.create(["name": "two", "data": data]) }
                #expect(refused?.status == 422 || refused?.status == 400, "\(String(describing: refused))")
            }
        }
    }
}
