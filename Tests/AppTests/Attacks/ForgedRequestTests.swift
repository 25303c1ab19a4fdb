import Core
import HTTP
import TestSupport
import Testing

@testable import App

/// Requests that another site makes a signed-in browser send (cross-site request forgery). A new route is tested by
/// being there.
@Suite(.serialized) struct ForgedRequestTests {
    @Test func no_change_is_made_for_another_site() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            let other = try await SignedInBrowser.as(.owner, in: program)
            let requests = try program.filled()
            let before = try program.contents()
            var wrong: [String] = []
            for route in program.signedInRoutes where !route.method.isSafe {
                let (target, body) = (try requests.target(route), try requests.body(route))
                for (name, headers) in Self.forgeries(browser, other) {
                    let answer = try await SignedInBrowser.plain(
                        program, route.method, target, headers, Array(body.text.utf8))
                    if answer.status != 403 { wrong.append("\(route.name), \(name): \(answer.status)") }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
            #expect(try program.contents() == before)
        }
    }

    /// What a foreign page can make the browser send, and what somebody who guesses would.
    private static func forgeries(_ browser: SignedInBrowser, _ other: SignedInBrowser) -> [(String, Headers)] {
        let cookie = browser.cookie
        func sent(_ more: [(String, String)]) -> Headers {
            var headers: Headers = ["Cookie": cookie, "Content-Type": "application/json"]
            for (name, value) in more { headers[name] = value }
            return headers
        }
        let proof = ("X-CSRF-Token", browser.proof)
        let own = ("Sec-Fetch-Site", "same-origin")
        let cut = String(browser.proof.dropLast(4))
        return [
            ("from another site", sent([proof, ("Sec-Fetch-Site", "cross-site")])),
            ("from another host of the same domain", sent([proof, ("Sec-Fetch-Site", "same-site")])),
            ("of another origin", sent([proof, ("Origin", "https://evil.example")])),
            ("of no origin", sent([proof, ("Origin", "null")])),
            ("of an origin that begins like ours", sent([proof, ("Origin", "http://localhost.evil.example")])),
            ("of our host by another scheme", sent([proof, ("Origin", "https://localhost")])),
            ("of unknown origin", sent([proof])),
            ("without proof", sent([own])),
            ("with an empty proof", sent([own, ("X-CSRF-Token", "")])),
            ("with half a proof", sent([own, ("X-CSRF-Token", cut)])),
            ("with the proof of another session", sent([own, ("X-CSRF-Token", other.proof)])),
            ("with the proof as a form's text", sent([own, ("Content-Type", "text/plain")])),
            ("with the cookie as proof", sent([own, ("X-CSRF-Token", String(cookie.dropFirst(9)))])),
        ]
    }

    @Test func a_proof_in_the_address_is_none() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            let answer = try await SignedInBrowser.plain(
                program, .post, "/sign-out?_csrf=\(browser.proof)",
                ["Cookie": browser.cookie, "Sec-Fetch-Site": "same-origin"])
            #expect(answer.status == 403)
            #expect(try await SignedInBrowser.isSignedIn(browser.cookie, program))
        }
    }

    /// With a forged form somebody could be signed in to the attacker's account, and leave what is theirs there.
    @Test func what_needs_no_sign_in_is_refused_from_another_site_unless_its_address_is_a_secret() async throws {
        try await TestProgram.with { program in
            let list = try ReviewedList("cross-site-routes.txt")
            var wrong: [String] = []
            for route in program.application.router.routes where !route.method.isSafe {
                guard case .open = route.access, list.reasons[route.name] == nil else { continue }
                for (name, value) in [
                    ("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example"),
                    // Of our own origin, but from no page that was shown to this browser.
                    ("Sec-Fetch-Site", "same-origin"),
                ] {
                    var headers: Headers = ["Content-Type": "application/x-www-form-urlencoded"]
                    headers[name] = value
                    let form = Fields([("email", "owner@acme.example"), ("password", "a-guess-at-it")]).encoded
                    let status = try await SignedInBrowser.plain(
                        program, route.method, RouteRequests.vacant(route), headers, Array(form.utf8)
                    ).status
                    if status != 403 { wrong.append("\(route.name), \(name) \(value): \(status)") }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
            let open = program.application.router.routes.map(\.name)
            #expect(list.stale(open).isEmpty, "These are gone; remove them: \(list.stale(open))")
        }
    }

    /// But for downloads, of which a record is kept.
    @Test func reading_changes_nothing() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            let requests = try program.filled()
            for method in [HTTP.Method.get, .head] {
                let before = try program.businessContents()
                for route in program.signedInRoutes where route.method == .get && !route.pattern.contains("export") {
                    _ = try await SignedInBrowser.plain(
                        program, method, try requests.target(route),
                        ["Cookie": browser.cookie, "Sec-Fetch-Site": "cross-site", "Accept": "text/html"])
                }
                let changed = zip(before, try program.businessContents()).filter { $0 != $1 }.map(\.0)
                #expect(changed.isEmpty, "A link is enough to change these: \(changed)")
            }
        }
    }
}

extension TestProgram {
    /// As `contents`, without what only says who has looked at what and when.
    func businessContents() throws -> [String] {
        try contents().filter { row in
            ![
                "sessions ", "member_notifications ", "notifications ", "jobs ", "recent_", "form_drafts ",
            ].contains {
                row.hasPrefix($0)
            }
        }
    }
}
