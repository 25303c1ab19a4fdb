import Core
import Records
import TestSupport
import Testing

@Suite(.serialized) struct FilterTests {
    /// A value of each kind of field, as a filter writes it.
    private static let values: [(field: String, value: String)] = [
        ("name", "one"), ("story", "one"), ("email", "a@example.com"), ("phone", "+15125550142"),
        ("url", "https://example.com"),
        ("amount", "7"), ("rate", "8.25"), ("price", "700"), ("is_open", "true"), ("day", "2026-03-01"),
        ("at", "2026-03-01T10:00:00Z"), ("length", "60"), ("colour", "red"), ("colours", "{red}"),
        ("parent_id", "01900000-0000-7000-8000-000000000001"), ("tags", "{a,b}"), ("data", "{\"a\":1}"),
        ("place", "{\"city\":\"Rome\"}"),
        ("id", "01900000-0000-7000-8000-000000000001"), ("version", "1"), ("created_at", "2026-03-01T10:00:00Z"),
        ("secret", "x"),
    ]

    @Test func every_operator_on_every_kind_answers_or_is_refused_by_name() async throws {
        try await RecordBench.with { bench in
            try await bench.create(["name": "one", "tags": ["a", "b"], "data": ["a": 1], "amount": 7])
            for (field, value) in Self.values {
                for name in [
                    "eq", "neq", "gt", "gte", "lt", "lte", "like", "ilike", "in", "is", "fts", "not.eq", "not.in",
                ] {
                    let text =
                        name.hasSuffix("in")
                        ? "(\(value.contains("{") ? "\"" + value.replacing("\"", with: "\\\"") + "\"" : value))"
                        : name == "is" ? "null" : value
                    let problem = try await refusal { try await bench.list((field, "\(name).\(text)")) }
                    if let problem {
                        #expect(
                            problem.status == 400 && problem.detail.contains(field),
                            "\(field)=\(name).\(text): \(problem)")
                    }
                }
            }
        }
    }

    @Test func each_operator_finds_what_it_says() async throws {
        try await RecordBench.with { bench in
            try await bench.create([
                "name": "Ada Marsh", "amount": 1, "is_open": true, "colour": "red", "tags": ["a", "b"],
            ])
            try await bench.create(["name": "Bob Lee", "amount": 2, "is_open": false, "colour": "blue", "tags": ["a"]])
            try await bench.create(["name": "Cy, (the) \"third\"", "amount": 3])
            let all: Set = ["Ada Marsh", "Bob Lee", "Cy, (the) \"third\""]
            func names(_ conditions: (String, String)...) async throws -> Set<String> {
                Set(try await bench.list(conditions).names)
            }
            #expect(try await names(("amount", "eq.1")) == ["Ada Marsh"])
            #expect(try await names(("amount", "neq.1")) == all.subtracting(["Ada Marsh"]))
            #expect(try await names(("amount", "gt.1"), ("amount", "lt.3")) == ["Bob Lee"])
            #expect(try await names(("amount", "gte.2"), ("amount", "lte.3")) == all.subtracting(["Ada Marsh"]))
            #expect(try await names(("name", "like.Ada*")) == ["Ada Marsh"])
            #expect(try await names(("name", "ilike.*LEE")) == ["Bob Lee"])
            #expect(try await names(("name", "fts.marsh")) == ["Ada Marsh"])
            #expect(try await names(("colour", "in.(red,blue)")) == all.subtracting(["Cy, (the) \"third\""]))
            #expect(try await names(("colour", "is.null")) == ["Cy, (the) \"third\""])
            #expect(try await names(("colour", "not.is.null"), ("is_open", "is.false")) == ["Bob Lee"])
            #expect(try await names(("name", "in.(\"Cy, (the) \\\"third\\\"\",Nobody)")) == ["Cy, (the) \"third\""])
            #expect(
                try await names(("or", "(amount.eq.1,and(amount.eq.2,is_open.is.false))")) == ["Ada Marsh", "Bob Lee"])
            #expect(try await names(("not.or", "(amount.eq.1,amount.eq.2)")) == ["Cy, (the) \"third\""])
            #expect(try await names(("tags", "eq.{a,b}")) == ["Ada Marsh"])
        }
    }

    @Test(arguments: [
        ("nothing", "eq.1", "nothing"), ("amount", "almost.1", "almost"), ("amount", "eq.many", "whole number"),
        ("day", "eq.tomorrow", "date"), ("at", "gt.noon", "time"), ("parent_id", "eq.7", "id"),
        ("is_open", "eq.maybe", "true or false"),
        ("amount", "like.1*", "not text"), ("amount", "fts.1", "searched"), ("amount", "7", "operator"),
        ("colour", "in.red", "parentheses"),
        ("is_open", "is.perhaps", "perhaps"), ("or", "amount.eq.1", "parentheses"),
        ("or", "(amount.eq.1", "parentheses"),
        ("or", "(amount)", "amount"), ("and", "(or(and(or(and(or(amount.eq.1))))))", "deep"), ("limit", "0", "limit"),
        ("limit", "201", "limit"),
        ("offset", "-1", "offset"), ("order", "nothing.asc", "nothing"), ("order", "name.sideways", "sideways"),
        ("select", "nothing", "nothing"), ("select", "owner(name)", "owner"), ("after", "!!!", "after"),
        ("tags", "eq.a", "tags"),
        ("data", "eq.{", "JSON"), ("name", "eq.a\u{0}b", "name"), ("tags", "in.({a})", "tags"),
    ])
    func what_is_not_understood_is_refused_by_name(name: String, value: String, named: String) async throws {
        try await RecordBench.with { bench in
            let problem = try await refusal { try await bench.list((name, value)) }
            #expect(problem?.status == 400, "\(name)=\(value): \(String(describing: problem))")
            #expect(problem?.detail.contains(named) == true, "\(problem?.detail ?? "")")
        }
    }

    @Test func a_field_that_a_role_may_not_see_does_not_exist_for_it() async throws {
        try await RecordBench.with { bench in
            let made = try await bench.create(["name": "one", "secret": "x"])
            #expect(made["secret"] == "x")
            for parameters in [("secret", "eq.x"), ("order", "secret"), ("select", "secret"), ("or", "(secret.eq.x)")] {
                let problem = try await refusal { try bench.query([parameters], as: .agent) }
                #expect(problem?.code == "unknown_column", "\(parameters)")
            }
            let changed = try await bench.store.update(
                RecordBench.things, bench.id(made), ["story": "s"], bench.context(.agent))
            #expect(changed["secret"] == nil && changed["story"] == "s")
            let problem = try await refusal {
                try await bench.store.update(RecordBench.things, bench.id(made), ["secret": "y"], bench.context(.agent))
            }
            #expect(problem?.fields.first?.code == "unknown")
        }
    }
}
