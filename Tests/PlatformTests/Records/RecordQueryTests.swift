import Core
import Records
import TestSupport
import Testing

@testable import Postgres

@Suite struct RecordQueryTests {
    @Test func no_condition_makes_the_server_fail() async throws {
        let values = [
            "", "a", "1", "-1", "99999999999999999999", "null", "true", "(a,b)", "(1,2)", "({a},{b})", "{a,b}",
            "{a,\"b}", "{}",
            "\\", "a\\", "%", "*", "\"", "\"a\\\"", "2026-01-01", "2026-13-41", "2026-01-01T00:00:00Z",
            "'; drop table gadgets; --",
            "0190a000-0000-7000-8000-000000000001", "[1]", "{\"a\":1}", "not.eq.a", "!&|",
        ]
        try await Gadgets.with { gadgets in
            for field in Gadgets.resource.fields {
                for comparison in [
                    "eq", "neq", "gt", "gte", "lt", "lte", "like", "ilike", "in", "is", "fts", "wfts", "not.eq",
                ] {
                    for value in values {
                        do {
                            _ = try await gadgets.page([(field.name, "\(comparison).\(value)")], limit: 5)
                        } catch let problem as Problem {
                            #expect(problem.status == 400, "\(field.name)=\(comparison).\(value): \(problem)")
                        } catch {
                            Issue.record("\(field.name)=\(comparison).\(value): \(error)")
                        }
                    }
                }
            }
        }
    }

    @Test func only_lists_that_an_index_serves_for_everybody_keep_their_plan() async throws {
        try await Gadgets.with { gadgets in
            func isKept(_ asked: [(name: String, value: String)]) throws -> Bool {
                let query = try RecordQuery(
                    asked, resource: Gadgets.resource, catalogue: gadgets.store.catalogue, context: gadgets.context,
                    condition: .all([]))
                return query.select.isWorthPreparing
                    && query.countStatement(upTo: 10).isWorthPreparing
            }
            let expected: [([(name: String, value: String)], Bool)] = [
                ([], true), ([("select", "id,name")], true), ([("name", "eq.a")], false),
                ([("order", "size.asc")], false),
            ]
            for (asked, isExpected) in expected {
                let isKept = try isKept(asked)
                #expect(isKept == isExpected, "\(asked)")
            }
        }
    }

    @Test func every_record_is_on_one_page_whatever_the_order() async throws {
        try await Gadgets.with { gadgets in
            for name in ["a", "b", "c", "d", "e", "f"] { _ = try await gadgets.add(name) }
            try gadgets.test.run("update gadgets set seen_at = now() where name in ('b', 'd', 'e')")
            for order in ["seen_at.asc", "seen_at.desc", "size.asc", "name.desc", "is_new.asc,name.desc"] {
                var names: [String] = []
                var after: String?
                repeat {
                    let page = try await gadgets.page(
                        [("order", order)] + (after.map { [("after", $0)] } ?? []), limit: 2)
                    names += try page.rows.prefix(page.count).map { try $0.get("name") }
                    after = page.next?.text
                } while after != nil
                #expect(names.sorted() == ["a", "b", "c", "d", "e", "f"], "by \(order)")
            }
        }
    }

    @Test func a_json_field_takes_any_json() async throws {
        try await Gadgets.with { gadgets in
            for value: JSON in ["text", true, 5, [1, "a"], ["a": .null]] {
                let answer = try await gadgets.store.create(
                    Gadgets.resource, ["name": .string("g \(value.text)"), "extra": value], gadgets.context)
                #expect(answer["extra"] == value)
            }
        }
    }

    @Test func a_bulk_change_of_nothing_is_refused() async throws {
        try await Gadgets.with { gadgets in
            let query = try RecordQuery(
                [("name", "eq.a")], resource: Gadgets.resource, catalogue: gadgets.store.catalogue,
                context: gadgets.context)
            let problem = await #expect(throws: Problem.self) {
                try await gadgets.store.bulk(
                    Gadgets.resource, filters: query.filters, set: [:], gadgets.context, isDryRun: false)
            }
            #expect(problem?.status == 400)
        }
    }
}
