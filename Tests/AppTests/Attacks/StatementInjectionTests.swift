import Core
import HTTP
import Records
import TestSupport
import Testing

@testable import App

/// SQL in everything that becomes part of a statement: conditions, orders, selections, embedded records, cursors,
/// searches, figures, imports. A new resource or field is tested by being there.
@Suite(.serialized) struct StatementInjectionTests {
    private static let payloads = [
        "' or '1'='1", "'; drop table customers; --", "x' union select password_hash from users --",
        "1) or (1=1", "$1", "\\'; select 1; --", "%27%20or%201=1", "') or true --", "*", "a\"b'c`d", "{a,b}'", "(a'b)",
        "1; set role postgres", "app_org()", "null", "${7*7}", "E'\\x41'", "/*", "id) desc; --",
    ]
    private static let operators = [
        "eq", "neq", "gt", "gte", "lt", "lte", "like", "ilike", "is", "in", "fts", "cs", "cd", "ov", "has", "lacks",
        "starts", "between", "none", "within", "isdistinct", "not.eq", "not.in", "not.like", "match", "imatch", "any",
        "adj",
    ]

    /// A condition that is not understood is refused; one that is understood is a text to compare with.
    @Test func conditions_are_values_and_nothing_else() async throws {
        try await TestProgram.with { program in
            _ = try program.filled()
            let key = try #require(program.keys[.owner])
            var (wrong, turn): ([String], Int) = ([], 0)
            for resource in program.resources {
                for field in resource.fields + [Field("nothing'--", .text(max: 10))] {
                    for _ in 0..<7 {
                        turn += 1
                        let comparison = Self.operators[turn % Self.operators.count]
                        var value = Self.payloads[(turn * 5 + turn / 28) % Self.payloads.count]
                        if turn % 3 == 0 { value = "(\(value),x)" }
                        let query = Fields([(field.name, "\(comparison).\(value)")]).encoded
                        let answer = try await program.ask(.get, "/api/v1/\(resource.name)?\(query)", key: key)
                        if let fault = Self.fault(answer, [200, 400]) {
                            wrong.append("\(resource.name)?\(query): \(fault)")
                        }
                    }
                }
            }
            #expect(turn > 3000)
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    private static func fault(_ answer: Response, _ right: Set<Int>) -> String? {
        if !right.contains(answer.status) { return "\(answer.status) \(answer.text.prefix(300))" }
        if answer.text.contains(SampleRows.marks[1]) { return "shows another organisation" }
        if answer.text.contains("argon2") { return "shows a password's hash" }
        return nil
    }

    @Test func whatever_else_an_address_says_is_checked_against_what_there_is() async throws {
        try await TestProgram.with { program in
            _ = try program.filled()
            let key = try #require(program.keys[.owner])
            var wrong: [String] = []
            for resource in program.resources {
                for (index, payload) in Self.payloads.enumerated() {
                    let name = ["order", "select", "after", "limit", "offset", "or", "and", "not.or"][index % 8]
                    let forms = [
                        payload, "id.\(payload)", "id,\(payload)(id)", "(id.eq.\(payload))", "id->>\(payload)",
                        "id::\(payload)",
                    ]
                    let query = Fields([(name, forms[(index + resource.name.utf8.count) % forms.count])]).encoded
                    let answer = try await program.ask(.get, "/api/v1/\(resource.name)?\(query)", key: key)
                    if let fault = Self.fault(answer, [200, 400]) {
                        wrong.append("\(resource.name)?\(query): \(fault)")
                    }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    @Test func pages_take_whatever_is_typed_into_their_address() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            let requests = try program.filled()
            var wrong: [String] = []
            for route in program.signedInRoutes where route.method == .get && !route.pattern.hasPrefix("/api/") {
                let target = try requests.target(route)
                for turn in 0..<3 {
                    let payload = Self.payloads[(target.utf8.count + turn * 7) % Self.payloads.count]
                    let names = [
                        ["q", "order", "view"], ["layout", "columns", "tab", "after", "resource"],
                        ["from", "to", "month", "day", "page", "kind", "status", "at"],
                        ["group", "measure", "figure", "period", "compare", "box", "before", "since", "limit"],
                    ][(turn + target.utf8.count) % 4]
                    let query = Fields(names.map { ($0, payload) }).encoded
                    let answer = try await browser.get("\(target)?\(query)", fragment: turn == 1)
                    // Some pages cannot show the samples, whose values no check has seen.
                    let isBroken = answer.status >= 500 ? try await browser.get(target).status < 500 : false
                    if isBroken || answer.text.contains(SampleRows.marks[1]) {
                        wrong.append("\(route.name)?\(query): \(answer.status)")
                    }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    @Test func text_is_found_as_text_by_every_way_of_comparing() async throws {
        try await TestProgram.with { program in
            let key = try #require(program.keys[.owner])
            for payload in Self.payloads {
                let made = try await program.ask(.post, "/api/v1/customers", key: key, body: ["name": .string(payload)])
                #expect(made.status == 201, "\(made.text)")
            }
            for payload in Self.payloads {
                let quoted = "\"" + payload.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
                for condition in ["eq.\(quoted)", "in.(\(quoted))", "starts.\(quoted)"] {
                    let query = Fields([("name", condition), ("select", "name")]).encoded
                    let answer = try await program.ask(.get, "/api/v1/customers?\(query)", key: key)
                    let names = try JSON(parsing: answer.text).array?.compactMap { $0["name"]?.string } ?? []
                    #expect(names.contains(payload), "\(condition): \(answer.text)")
                    #expect(names.count < 4, "\(condition) finds \(names)")
                }
                let search = try await program.ask(
                    .get, "/customers/suggest?" + Fields([("q", payload)]).encoded, key: key)
                #expect(search.status == 200)
            }
            #expect(try program.test.column("select count(*) from customers")[0] == "\(Self.payloads.count)")
        }
    }
}

extension TestProgram {
    /// Every kind of record, by name.
    var resources: [Resource] { application.store.catalogue.resources.values.sorted { $0.name < $1.name } }
}
