import Core
import Foundation
import HTTP
import Mail
import TestSupport
import Testing

@testable import App

/// Line breaks in what becomes part of a header: of an answer, of an e-mail, of a calendar, of a stream of events.
@Suite(.serialized) struct HeaderInjectionTests {
    static let breaks = ["\r\n", "\n", "\r", "\u{2028}", "%0d%0a", "\u{0B}", "\u{85}", "\0"]

    /// What is wrong with the headers of an answer.
    private func faults(_ answer: Response) -> [String] {
        answer.headers.fields.filter { field in
            field.name.lowercased() == "x-evil" || field.value.utf8.contains { $0 == 0 || $0 == 10 || $0 == 13 }
                || field.name.lowercased() == "set-cookie" && field.value.hasPrefix("evil")
        }.map { "\($0.name): \($0.value)" }
    }

    @Test func nothing_that_is_sent_ends_a_header() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            let requests = try program.filled()
            var wrong: [String] = []
            let pages = program.signedInRoutes.filter { !$0.pattern.hasPrefix("/api/") && $0.pattern != "/sign-out" }
            for (route, target) in try requests.addressed(pages) {
                let text = "/x" + Self.breaks[target.utf8.count % 3] + "X-Evil: 1"
                let fields = ["back", "next", "name", "title", "q", "order", "columns", "view", "file"].map {
                    ($0, text)
                }
                let answer =
                    route.method == .get
                    ? try await browser.get(target + "?" + Fields(fields).encoded)
                    : try await browser.post(target, fields)
                wrong += faults(answer).map { "\(route.name): \($0)" }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    @Test func the_name_of_a_file_stays_within_its_header() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            for name in Self.breaks.map({ "a" + $0 + "X-Evil: 1" }) + [
                "a\"; filename=\"evil.html", "a\\", "ä 😀.txt", ";;;",
            ] {
                let id = try await upload(browser, name: name)
                let answer = try await browser.get("/files/\(id)?download")
                #expect(answer.status == 200)
                #expect(faults(answer).isEmpty)
                let disposition = try #require(answer.headers["Content-Disposition"])
                #expect(disposition.hasPrefix("attachment; filename=\""))
                // One quoted name, then the encoded one.
                #expect(disposition.filter { $0 == "\"" }.count == 2, "\(disposition)")
                #expect(disposition.utf8.allSatisfy { $0 >= 32 && $0 < 127 }, "\(disposition)")
            }
        }
    }

    /// Stores a small file; gives its id.
    private func upload(_ browser: SignedInBrowser, name: String) async throws -> String {
        let escaped = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        var body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
        body += escaped.replacing("\r", with: "").replacing("\n", with: "")
        body += "\"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b--\r\n"
        var headers = browser.ownHeaders
        headers["Content-Type"] = "multipart/form-data; boundary=b"
        let answer = try await SignedInBrowser.plain(
            browser.program, .post, "/api/v1/files", headers, Array(body.utf8))
        #expect(answer.status == 201, "\(answer.text)")
        return try JSON(parsing: answer.text)["id"]?.string ?? ""
    }

    @Test(arguments: breaks) func an_e_mail_has_no_more_recipients_than_it_was_given(_ end: String) throws {
        let text = "Hello" + end + "Bcc: evil@evil.example"
        let written: String
        do {
            let message = MailMessage(
                id: Identifier(high: 1, low: 1), date: Instant(seconds: 0),
                from: try MailAddress("office@acme.example", name: text),
                to: [try MailAddress("ada@example.com", name: text)], subject: text, text: text)
            written = String(decoding: try message.encoded(), as: UTF8.self)
        } catch is MailError {
            return  // refused is right too
        }
        let head = written.components(separatedBy: "\r\n\r\n")[0]
        for line in head.components(separatedBy: "\r\n") { #expect(!line.lowercased().hasPrefix("bcc"), "\(line)") }
        #expect(!head.replacing("\r\n", with: "").utf8.contains { $0 == 10 || $0 == 13 || $0 == 0 })
    }

    @Test(arguments: [
        "ada@example.com\r\nBcc: evil@evil.example", "ada@example.com\nRCPT TO:<e@evil.example>",
        "ada@example.com>, <evil@evil.example", "a\0@example.com", "ada@example.com, evil@evil.example",
    ])
    func an_address_is_one_address(_ text: String) async throws {
        try await TestProgram.with { program in
            let owner = try #require(program.keys[.owner])
            let answer = try await program.ask(
                .post, "/api/v1/customers", key: owner, body: ["name": "Ada", "email": .string(text)])
            #expect(answer.status == 422 || answer.status == 400, "\(answer.text)")
        }
    }
}
