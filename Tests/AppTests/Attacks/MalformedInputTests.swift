import Core
import HTTP
import Records
import TestSupport
import Testing

@testable import App

/// What no client of good will sends: everything is refused in words, nothing breaks, and the work stays bounded.
@Suite(.serialized) struct MalformedInputTests {
    private static let json: [(String, [UInt8])] = [
        ("nothing", []), ("half an object", Array(#"{"name":"#.utf8)), ("a number", Array("7".utf8)),
        ("null", Array("null".utf8)),
        ("a list in a list", Array("[[]]".utf8)), ("a list of nothing", Array("[null]".utf8)),
        (
            "depth",
            Array((String(repeating: #"{"name":"#, count: 20_000) + "1" + String(repeating: "}", count: 20_000)).utf8)
        ),
        (
            "lists in lists",
            Array((#"{"name":"# + String(repeating: "[", count: 400) + String(repeating: "]", count: 400) + "}").utf8)
        ),
        ("a huge number", Array((#"{"name":1"# + String(repeating: "0", count: 5000) + "}").utf8)),
        ("an exponent", Array(#"{"name":1e400,"version":-1e-400}"#.utf8)),
        ("invalid UTF-8", Array(#"{"name":""#.utf8) + [0xFF, 0xC0] + Array(#""}"#.utf8)),
        ("a zero byte", Array("{\"name\":\"a\\u0000b\"}".utf8)), ("half a pair", Array(#"{"name":"\ud800"}"#.utf8)),
        ("a byte order mark", [0xEF, 0xBB, 0xBF] + Array(#"{"name":"a"}"#.utf8)),
        ("two keys alike", Array(#"{"name":"a","name":"b","id":1,"id":2}"#.utf8)),
        ("an odd key", Array(#"{"":"a","__proto__":{"x":1},"a\u0000b":1}"#.utf8)),
        ("many keys", Array(("{" + (0..<20_000).map { "\"k\($0)\":1" }.joined(separator: ",") + "}").utf8)),
    ]

    @Test func every_endpoint_refuses_what_is_no_request() async throws {
        try await TestProgram.with { program in
            let key = try #require(program.keys[.owner])
            var wrong: [String] = []
            for (place, route) in program.application.router.routes.enumerated() where !route.method.isSafe {
                let isAPI = route.pattern.hasPrefix("/api/")
                for (index, body) in Self.json.enumerated() where isAPI ? (index + place) % 3 == 0 : index == place % 17
                {
                    var headers: Headers = ["Content-Type": "application/json", "Authorization": key]
                    if index % 5 == 0 { headers["Content-Encoding"] = "gzip" }
                    let answer = try await SignedInBrowser.plain(
                        program, route.method, RouteRequests.vacant(route), headers, body.1)
                    if answer.status >= 500 {
                        wrong.append("\(route.name) with \(body.0): \(answer.status) \(answer.text)")
                    }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    /// Every field of every record and action, with values of each wrong kind and at the edges of its own.
    @Test func every_field_refuses_what_it_cannot_hold() async throws {
        try await TestProgram.with { program in
            let key = try #require(program.keys[.owner])
            let values: [JSON] = [
                "a\u{0}b", .string(String(repeating: "x", count: 100_000)), .int(.max), .int(.min), .double(1e300),
                .double(-0.0), true,
                [], [1, "a", nil], [:], ["a": ["b": ["c": 1]]], "", " ", "\u{202E}",
                .string(String(repeating: "e\u{301}", count: 500)),
                "9999-99-99", "infinity", "-infinity", "epoch", "10000-01-01", "0000-00-00T00:00:00Z", "NaN", "1e9",
                "{}", "null", nil,
                "99999999999999999999", "+1", "00000000-0000-0000-0000-000000000000", "2031-01-07T25:61:00Z", "'", "\\",
                "294277-01-01",
            ]
            var (wrong, turn): ([String], Int) = ([], 0)
            func send(_ path: String, _ fields: [Field]) async throws {
                for field in fields where !field.isReadOnly {
                    for _ in 0..<4 {
                        turn += 1
                        let value = values[(turn * 11 + turn / 33) % values.count]
                        let answer = try await program.ask(.post, path, key: key, body: [field.name: value])
                        if answer.status >= 500 {
                            wrong.append(
                                "\(path): \(field.name) = \(value.text.prefix(60)): \(answer.status) \(answer.text)")
                        }
                    }
                }
            }
            for resource in program.resources where resource.access.create.allows(.owner) {
                try await send("/api/v1/\(resource.name)", resource.fields)
            }
            for action in program.application.store.catalogue.actions.values.sorted(by: { $0.name < $1.name }) {
                try await send("/api/v1/actions/\(action.name)", action.fields)
            }
            #expect(turn > 1000)
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    @Test func every_page_takes_any_address_that_http_allows() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            let hostile = [
                "-1", "99999999999999999999", "0", "NaN", "2026-13-45", "9999-12", "0001-01", "99999-01-01", "\u{0}",
                "😀", "%", "a,b,,", ",,,", "(", "{}",
                String(repeating: "x", count: 3000), "1e9", "..", "null",
            ]
            let names = [
                "q", "order", "view", "layout", "columns", "tab", "after", "before", "resource", "from", "to", "month",
                "day", "week", "page",
                "kind", "status", "at", "group", "box", "limit", "offset", "period", "figure", "phase", "id", "select",
                "count", "since", "until",
            ]
            var wrong: [String] = []
            for (place, route) in program.signedInRoutes.enumerated() where route.method == .get {
                for turn in 0..<3 {
                    let value = hostile[(place * 3 + turn) % hostile.count].replacing("\0", with: "")
                    let chosen = names.enumerated().filter { ($0.offset + turn) % 3 == 0 }.map { ($0.element, value) }
                    let answer = try await browser.get("\(RouteRequests.vacant(route))?\(Fields(chosen).encoded)")
                    if answer.status >= 500 { wrong.append("\(route.name) with \(value.prefix(40)): \(answer.status)") }
                    for (name, _) in chosen.dropFirst((place + turn) % 8).prefix(2) {
                        let one = try await browser.get(
                            "\(RouteRequests.vacant(route))?\(Fields([(name, value)]).encoded)")
                        if one.status >= 500 {
                            wrong.append("\(route.name)?\(name)=\(value.prefix(40)): \(one.status)")
                        }
                    }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    /// Looking one of many fields up takes time for each: so many are no form.
    @Test func a_form_with_more_fields_than_any_form_has_is_refused_unread() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            var headers = browser.ownHeaders
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            let body = Array(String(repeating: "a=b&", count: 100_000).utf8)
            for path in ["/customers", "/sign-in", "/actions/customers.merge"] {
                let answer = try await SignedInBrowser.plain(program, .post, path, headers, body)
                #expect(answer.status == 400, "\(path): \(answer.status)")
            }
        }
    }
}
