import Core
import Foundation
import HTTP
import Records
import TestSupport
import Testing

@testable import App

/// Script in every text that is kept or typed (cross-site scripting). A new table, page or field is tested by being there.
@Suite(.serialized) struct ScriptInjectionTests {
    /// Breaks out of text, of attributes in either quotes, of comments and of script.
    static let payload = #"'"><b id=pwned>&</script><!--`${7*7}"#
    private static let raw = ["<b id=pwned>", "'\"><b", #""><b id"#, "</script><!--"]

    /// Puts the payload into every text of every table, past all checks.
    private func poison(_ program: TestProgram) throws {
        try program.test.run(
            """
            do $do$ declare c record; begin
              set local session_replication_role = replica;
              for c in select a.attrelid::regclass as t, quote_ident(a.attname) as col from pg_attribute a
                  join pg_class k on k.oid = a.attrelid and k.relkind in ('r', 'p') and k.relnamespace = 'public'::regnamespace
                where a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.atttypid = 'text'::regtype
                  and k.relname not in ('schema_migrations', 'users', 'organisations') loop
                begin
                  execute format('update %s set %s = %L where %s = %L', c.t, c.col, $p$\(Self.payload)$p$, c.col,
                    '\(SampleRows.marks[0])');
                exception when others then null; end;
              end loop;
              update organisations set name = $p$\(Self.payload)$p$ where id = '\(program.ours)';
            end $do$;
            """)
    }

    @Test func what_is_kept_is_shown_as_text_on_every_page() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            let requests = try program.filled()
            try poison(program)
            var (wrong, shown): ([String], Set<String>) = ([], [])
            for route in program.signedInRoutes where route.method == .get && !route.pattern.hasPrefix("/api/") {
                let target = try requests.target(route)
                for isFragment in [false, true] {
                    let answer = try await browser.get(target, fragment: isFragment)
                    if Self.holds(answer.text as NSString, "&lt;b id=pwned&gt;") { shown.insert(route.name) }
                    wrong += try Self.faults(answer).map { "\(route.name): \($0)" }
                }
            }
            #expect(shown.count > 40, "only \(shown)")
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    /// As `contains`, which takes most of the suite's time where nothing is optimised.
    private static func holds(_ page: NSString, _ text: String) -> Bool {
        page.range(of: text, options: .literal).location != NSNotFound
    }

    /// What a browser would run, or take for a page though it is none.
    private static func faults(_ answer: Response) throws -> [String] {
        let (text, type) = (answer.text, answer.headers["Content-Type"] ?? "")
        guard type.hasPrefix("text/html") || type.contains("xml") || type.contains("svg") || type.isEmpty else {
            return []
        }
        let addresses = try NSRegularExpression(
            pattern: #"(?:href|src|action|formaction|data-href|data-dialog|hx-[a-z]+)="([^"]*)""#)
        let handlers = try NSRegularExpression(pattern: #"<[^>]*\son[a-z]+=""#)
        let whole = text as NSString
        var faults = raw.filter { holds(whole, $0) }.map { "shows \($0) as it is" }
        let page = NSRange(location: 0, length: whole.length)
        for match in addresses.matches(in: text, range: page) {
            let address = whole.substring(with: match.range(at: 1)).lowercased()
            if address.hasPrefix("javascript:") || address.hasPrefix("data:text") || address.hasPrefix("vbscript:") {
                faults.append("links to \(address)")
            }
        }
        if handlers.firstMatch(in: text, range: page) != nil { faults.append("has a handler in its HTML") }
        if holds(whole, "<script>") { faults.append("has script in its HTML") }
        return faults
    }

    @Test func what_is_typed_is_shown_as_text() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            let requests = try program.filled()
            let names = [
                "q", "order", "view", "layout", "columns", "tab", "after", "resource", "from", "to", "month", "day",
                "page",
                "kind", "status", "at", "group", "back", "next", "name", "title", "draft", "_for", "box", "id",
                "select",
            ]
            var wrong: [String] = []
            let pages = program.application.router.routes.filter { !$0.pattern.hasPrefix("/api/") }
            for (route, target) in try requests.addressed(pages) {
                for payload in [Self.payload, "javascript:alert(1)//\"><b id=pwned>"] {
                    let fields = names.map { ($0, payload) }
                    let answer: Response
                    switch route.method {
                    case .get: answer = try await browser.get(target + "?" + Fields(fields).encoded)
                    case .post where route.pattern != "/sign-out":
                        answer = try await browser.post(target, fields, fragment: true)
                    default: continue
                    }
                    wrong += try Self.faults(answer).map { "\(route.name): \($0)" }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    /// What a form refuses it shows again, with what was typed.
    @Test func what_a_form_refuses_is_shown_as_text() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            var wrong: [String] = []
            for resource in program.resources
            where resource.presentation != nil && resource.access.create.allows(.owner) {
                var fields = resource.fields.filter { !$0.isReadOnly }.map { ($0.name, Self.payload) }
                fields += [("back", Self.payload), ("_for", Self.payload)]
                for isFragment in [false, true] {
                    let answer = try await browser.post(resource.path, fields, fragment: isFragment)
                    wrong += try Self.faults(answer).map { "\(resource.name): \($0)" }
                    if answer.status >= 500 { wrong.append("\(resource.name): \(answer.status)") }
                }
            }
            for action in program.application.store.catalogue.actions.values where action.access.allows(.owner) {
                let answer = try await browser.post(
                    "/actions/\(action.name)", action.fields.map { ($0.name, Self.payload) }, fragment: true)
                wrong += try Self.faults(answer).map { "\(action.name): \($0)" }
                if answer.status >= 500 { wrong.append("\(action.name): \(answer.status)") }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    @Test func an_address_that_is_kept_is_one_of_the_web() async throws {
        try await TestProgram.with { program in
            let key = try #require(program.keys[.owner])
            for address in [
                "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
                "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.example", "https://", "http://a b",
                "https://user:word@example.com",
            ] {
                var tried = 0
                for resource in program.resources where resource.access.create.allows(.owner) {
                    for field in resource.fields where field.kind == .url && !field.isReadOnly {
                        tried += 1
                        let answer = try await program.ask(
                            .post, "/api/v1/\(resource.name)", key: key, body: [field.name: .string(address)])
                        #expect(answer.status == 422, "\(resource.name).\(field.name), \(address): \(answer.status)")
                        #expect(answer.text.contains("\"\(field.name)\""), "\(resource.name): \(answer.text)")
                    }
                }
                #expect(tried > 0)
            }
        }
    }

    private static let files = [
        ("image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "a.svg"),
        ("text/html", "<!doctype html><script>alert(1)</script>", "a.html"),
        ("image/png", "<html><script>alert(1)</script>", "a.png"),
        ("text/plain", "<script>alert(1)</script>", "a.txt"),
        (
            "application/pdf", "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><script/></html>",
            "a.pdf"
        ),
        ("application/javascript", "alert(1)", "a.js"), ("text/xml", "<?xml version=\"1.0\"?><x/>", "a.xml"),
    ]

    @Test func an_uploaded_file_never_becomes_a_page_of_ours() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.agent, in: program)
            for (type, text, name) in Self.files { try await upload(type, text, name, browser) }
        }
    }

    private func upload(_ type: String, _ text: String, _ name: String, _ browser: SignedInBrowser) async throws {
        var headers = browser.ownHeaders
        headers["Content-Type"] = "multipart/form-data; boundary=b"
        let body =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\nContent-Type: \(type)\r\n\r\n"
            + text + "\r\n--b--\r\n"
        let kept = try await SignedInBrowser.plain(browser.program, .post, "/api/v1/files", headers, Array(body.utf8))
        #expect(kept.status == 201)
        let answer = try await browser.get("/files/\(try JSON(parsing: kept.text)["id"]?.string ?? "")")
        let shown = answer.headers["Content-Type"] ?? ""
        let isInert = shown.hasPrefix("text/plain") || shown == "application/octet-stream"
        #expect(isInert, "\(shown)")
        if !shown.hasPrefix("text/plain") {
            #expect(answer.headers["Content-Disposition"]?.hasPrefix("attachment") == true)
        }
    }
}
