import Access
import Core
import Crypto
import Foundation
import HTTP
import Postgres
import Records
import TestSupport

@testable import App

/// Somebody who is signed in and fills in forms, as a browser sends them.
struct FormVisitor {
    let program: TestProgram
    private let token: String

    /// Signs the owner of our organisation in.
    init(_ program: TestProgram) throws {
        self.program = program
        let token = Token()
        let digest = token.digest.map { String(format: "%02x", $0) }.joined()
        let user = try program.test.column(
            "select id from members where org_id = '\(program.ours)' and role = 'owner' order by id limit 1")[0]
        try program.test.run(
            """
            insert into sessions (id, token_hash, user_id, current_org_id, last_seen_at, expires_at, address, user_agent)
            values (gen_random_uuid(), '\\x\(digest)', '\(user)', '\(program.ours)', now(), now() + interval '1 day', '127.0.0.1', '')
            """)
        self.token = token.text
    }

    func get(_ target: String, dialog: Bool = false) async throws -> Response {
        try await send(.get, target, [], dialog: dialog)
    }

    func post(_ target: String, _ fields: [(String, String)], dialog: Bool = false) async throws -> Response {
        try await send(.post, target, fields, dialog: dialog)
    }

    private func send(
        _ method: HTTP.Method, _ target: String, _ fields: [(String, String)], dialog: Bool
    ) async throws -> Response {
        var headers: Headers = ["Cookie": "mainline=\(token)", "Sec-Fetch-Site": "same-origin", "Accept": "text/html"]
        if method != .get { headers["Content-Type"] = "application/x-www-form-urlencoded" }
        if dialog { headers["HX-Request"] = "true" }
        let body = method == .get ? [] : Array(Fields(fields).encoded.utf8)
        return await program.application.router.respond(
            to: try Request(method, target, headers: headers, body: body))
    }

    /// The values of a form's hidden inputs, as the page has them.
    static func hidden(_ page: String) -> [(String, String)] {
        page.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/).map { match in
            (String(match.1), unescaped(String(match.2)))
        }
    }

    private static func unescaped(_ text: String) -> String {
        text.replacing("&quot;", with: "\"").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}

/// What a person would type into the fields of a form so that it is taken.
struct FormSample {
    let program: TestProgram
    let samples: SampleRows

    /// - Parameter mark: makes what must be unique unlike that of another sample.
    func inputs(_ field: Field, mark: String) throws -> [(String, String)] {
        switch field.kind {
        case .text(let max) where field.name == "currency": [(field.name, max >= 3 ? "USD" : "U")]
        case .text(let max): [(field.name, String("Sample \(mark)".suffix(max)))]
        case .longText: [(field.name, "Two lines\r\nof \(mark)")]
        case .email: [(field.name, "sample.\(mark)@example.com")]
        case .phone: [(field.name, "(512) 555-0\(100 + Int(mark.utf8.reduce(0) { ($0 &* 7 &+ Int($1)) % 99 }))")]
        case .url: [(field.name, "https://example.com/\(mark)")]
        case .number(let range): [(field.name, "\(min(max(range.lowerBound, 1), range.upperBound))")]
        case .percent: [(field.name, "8.25")]
        case .money: [(field.name, "1,250.50")]
        case .boolean: [(field.name, "false"), (field.name, "true")]
        case .date: [(field.name, "2031-01-07")]
        case .timestamp: [(field.name, "2031-01-07T15:00")]
        case .duration: [(field.name, "1 h 30 min")]
        case .choice(let choices): [(field.name, choices[0].value)]
        case .multiChoice(let choices): [(field.name, ""), (field.name, choices[0].value)]
        case .reference(let target):
            [(field.name, try samples.id(target == "self" ? "customers" : target, organisation: "\(program.ours)"))]
        case .file: [(field.name, try samples.id("files", organisation: "\(program.ours)"))]
        case .tags: [(field.name, "red, blue")]
        case .json: [(field.name, "{}")]
        case .address: [("\(field.name).line1", "1 Main St"), ("\(field.name).city", "Austin")]
        }
    }

    /// What no such field takes, if there is anything.
    static func wrong(_ field: Field) -> String? {
        switch field.kind {
        case .text(let max): String(repeating: "x", count: max + 1)
        case .email: "nobody"
        case .phone: "12"
        case .url: "ftp"
        case .number, .percent, .money: "a lot"
        case .date: "tomorrow"
        case .timestamp: "soon"
        case .duration: "a while"
        case .choice: "no such choice"
        case .reference, .file: "nobody"
        default: nil
        }
    }
}
