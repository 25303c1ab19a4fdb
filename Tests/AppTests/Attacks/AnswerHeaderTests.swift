import Core
import HTTP
import TestSupport
import Testing

@testable import App

/// What tells browsers how to handle our answers. Headers that every answer has are seen over the wire in
/// `Tests/Acceptance/test_attacks.py`; here, that no page weakens them.
@Suite(.serialized) struct AnswerHeaderTests {
    @Test func no_page_allows_what_the_policy_forbids_or_is_kept_by_others() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            let requests = try program.filled()
            var wrong: [String] = []
            for route in program.signedInRoutes where route.method == .get {
                for isFragment in [false, true] {
                    let answer = try await browser.get(try requests.target(route), fragment: isFragment)
                    wrong += Self.faults(answer).map { "\(route.name): \($0)" }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    private static func faults(_ answer: Response) -> [String] {
        var faults: [String] = []
        let kept = answer.headers["Cache-Control"] ?? "nothing"
        if !kept.contains("no-store"), !kept.contains("private") { faults.append("may be kept: \(kept)") }
        if let policy = answer.headers["Content-Security-Policy"] {
            for word in ["'unsafe-inline'", "'unsafe-eval'", "script-src *", "default-src *", "frame-ancestors *"]
            where policy.contains(word) { faults.append("allows \(word)") }
            for word in [
                "default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'",
                "frame-ancestors 'none'",
            ]
            where !policy.contains(word) { faults.append("lacks \(word): \(policy)") }
        }
        for name in ["X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"] {
            if let value = answer.headers[name], ["", "ALLOWALL", "unsafe-url"].contains(value) {
                faults.append("\(name): \(value)")
            }
        }
        for name in ["Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"] {
            if let value = answer.headers[name] { faults.append("\(name): \(value)") }
        }
        for cookie in answer.headers.all("Set-Cookie")
        where !cookie.contains("HttpOnly") || !cookie.contains("SameSite=") {
            faults.append("sets \(cookie)")
        }
        return faults
    }

    @Test func what_leads_in_with_a_secret_address_is_not_kept_or_passed_on() async throws {
        try await TestProgram.with { program in
            for route in program.application.router.routes
            where route.pattern.contains("{token}") && route.method == .get {
                let answer = await program.application.router.respond(
                    to: try Request(.get, RouteRequests.vacant(route), headers: ["Accept": "text/html"]))
                #expect(
                    answer.status == 404 || answer.status == 410 || answer.status == 303,
                    "\(route.name): \(answer.status)")
                #expect(Self.faults(answer).isEmpty, "\(route.name): \(Self.faults(answer))")
            }
        }
    }

    /// A link in an e-mail or a redirect must not be made of what a stranger says our name is.
    @Test func the_name_by_which_a_stranger_calls_us_is_not_repeated() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            let requests = try program.filled()
            var wrong: [String] = []
            for route in program.application.router.routes
            where route.method == .get && !route.pattern.contains("{name*}") {
                var headers = browser.ownHeaders
                headers["X-Forwarded-Host"] = "evil.example"
                headers["X-Forwarded-Proto"] = "https"
                headers["Forwarded"] = "host=evil.example"
                headers["Referer"] = "https://evil.example/page"
                headers["X-Original-URL"] = "//evil.example/"
                headers["X-Host"] = "evil.example"
                let answer = await program.application.router.respond(
                    to: try Request(.get, try requests.target(route), headers: headers, host: "evil.example"))
                if answer.text.contains("evil.example") { wrong.append("\(route.name) repeats it") }
                for field in answer.headers.fields where field.value.contains("evil.example") {
                    wrong.append("\(route.name): \(field.name): \(field.value)")
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }
}
