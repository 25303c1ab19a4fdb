import Access
import Core
import Crypto
import Foundation
import HTTP
import Postgres
import Records
import TestSupport
import Testing

@testable import App

/// Somebody who is signed in and fills in forms, as a browser sends them.
struct FormVisitor {
    let program: TestProgram
    private let token: String
    /// What every form of a page carries, so that no other site can send it.
    private let proof: (String, String)

    /// Signs the owner of our organisation in.
    init(_ program: TestProgram) async throws {
        self.program = program
        let token = Token()
        let digest = token.digest.map { String(format: "%02x", $0) }.joined()
        let user = try program.test.column(
            "select id from members where org_id = '\(program.ours)' and role = 'owner' order by id limit 1")[0]
        try program.test.run(
            """
            insert into sessions (id, token_hash, user_id, current_org_id, last_seen_at, expires_at, address, user_agent,
              confirmed_at)
            values (gen_random_uuid(), '\\x\(digest)', '\(user)', '\(program.ours)', now(), now() + interval '1 day', '127.0.0.1', '', now())
            """)
        self.token = token.text
        let page = try await Self.send(program, token.text, .get, "/search", [], dialog: false).text
        let proof = page.firstMatch(of: /<meta name="csrf-token" content="([^"]*)">/)
        self.proof = ("_csrf", String(try #require(proof).1))
    }

    func get(_ target: String, dialog: Bool = false) async throws -> Response {
        try await Self.send(program, token, .get, target, [], dialog: dialog)
    }

    func post(_ target: String, _ fields: [(String, String)], dialog: Bool = false) async throws -> Response {
        let own = fields.filter { $0.0 != proof.0 }
        return try await Self.send(program, token, .post, target, [proof] + own, dialog: dialog)
    }

    private static func send(
        _ program: TestProgram, _ token: String, _ method: HTTP.Method, _ target: String, _ fields: [(String, String)],
        dialog: Bool
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
    let visitor: FormVisitor

    /// - Parameter mark: makes what must be unique unlike that of another sample.
    func inputs(_ field: Field, mark: String) async throws -> [(String, String)] {
        switch field.kind {
        case .text where field.name == "currency": [(field.name, "USD")]
        case .text where field.name == "country": [(field.name, "US")]
        case .text(let max): [(field.name, String("Sample \(mark)".suffix(max)))]
        case .longText: [(field.name, "Two lines\r\nof \(mark)")]
        case .email: [(field.name, "sample.\(mark)@example.com")]
        case .phone: [(field.name, "(512) 555-01\(10 + mark.utf8.reduce(0) { ($0 &* 7 &+ Int($1)) % 89 })")]
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
        case .reference(let target): [(field.name, try await reference(to: target))]
        case .file: [(field.name, "")]
        case .tags: [(field.name, "red, blue")]
        case .json: [(field.name, "{}")]
        case .address: [("\(field.name).line1", "1 Main St"), ("\(field.name).city", "Austin")]
        }
    }

    /// The first record that a combobox would suggest; nothing where there is none.
    private func reference(to name: String) async throws -> String {
        guard let target = visitor.program.application.store.catalogue.resources[name] else { return "" }
        let options = try await visitor.get("\(target.path)/suggest", dialog: true).text
        return options.firstMatch(of: /data-value="([^"]+)"/).map { String($0.1) } ?? ""
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
