import Access
import Core
import Crypto
import HTTP
import TestSupport
import Testing

@testable import App

/// Somebody plants a session's cookie in another's browser, and waits until they sign in with it.
@Suite(.serialized) struct SessionFixationTests {
    private func session(_ answer: Response) throws -> String {
        let set = try #require(answer.headers.all("Set-Cookie").first { $0.hasPrefix("mainline=") })
        return String(set.prefix { $0 != ";" })
    }

    @Test func a_planted_cookie_is_not_the_session_that_begins() async throws {
        try await TestProgram.with { program in
            let email = try await SignedInBrowser.person(.agent, in: program)
            for planted in ["mainline=\(Token().text)", "mainline=x", "mainline=", "mainline=a; mainline=b"] {
                let answer = try await SignedInBrowser.signIn(
                    program, email, SignedInBrowser.password, cookie: planted)
                let begun = try session(answer)
                #expect(!planted.contains(begun))
                #expect(try await SignedInBrowser.isSignedIn(begun, program))
                #expect(try await !SignedInBrowser.isSignedIn(planted, program))
            }
        }
    }

    @Test func the_attacker_s_own_session_does_not_become_the_victim_s() async throws {
        try await TestProgram.with { program in
            let attacker = try await SignedInBrowser.as(.viewer, in: program)
            let victim = try await SignedInBrowser.person(.owner, in: program)
            let answer = try await SignedInBrowser.signIn(
                program, victim, SignedInBrowser.password, cookie: attacker.cookie)
            #expect(try session(answer) != attacker.cookie)
            #expect(try await !SignedInBrowser.isSignedIn(attacker.cookie, program))
        }
    }

    @Test func a_session_in_the_address_or_a_header_is_none() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            let token = String(browser.cookie.dropFirst(9))
            for (target, headers): (String, Headers) in [
                ("/search?mainline=\(token)", [:]), ("/search;mainline=\(token)", [:]),
                ("/search", ["mainline": token]),
                ("/search", ["Cookie": "__Host-mainline=\(token)"]), ("/search", ["Cookie": "Mainline=\(token)"]),
            ] {
                let status = try await SignedInBrowser.plain(program, .get, target, headers).status
                #expect([401, 404].contains(status), "\(target) \(headers)")
            }
        }
    }

    @Test func switching_gives_a_new_session_and_ends_the_old() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            let email = try program.test.column(
                "select u.email from users u join sessions s on s.user_id = u.id order by s.created_at desc limit 1")[0]
            let provisioning = OrganisationProvisioning(
                database: program.application.database,
                passwords: try PasswordService(cost: .init(kibibytes: 8, passes: 1)))
            try await provisioning.createMember(
                NewMember(name: "Both", email: email, role: .viewer), in: program.theirs)
            let answer = try await browser.post("/switch-organisation", [("organisation", "\(program.theirs)")])
            #expect(answer.status == 303)
            let moved = try session(answer)
            #expect(moved != browser.cookie)
            #expect(try await !SignedInBrowser.isSignedIn(browser.cookie, program))
            #expect(try await SignedInBrowser.isSignedIn(moved, program))
            // The forms of the old session are worth nothing in the new one.
            let stale = try await SignedInBrowser.plain(
                program, .post, "/sign-out",
                ["Cookie": moved, "X-CSRF-Token": browser.proof, "Sec-Fetch-Site": "same-origin"])
            #expect(stale.status == 403)
        }
    }

    @Test func a_lesser_role_holds_at_once_whatever_the_cookie_was_made_for() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.admin, in: program)
            let member = try program.test.column("select user_id from sessions order by created_at desc limit 1")[0]
            let owner = try #require(program.keys[.owner])
            let changed = try await program.ask(
                .patch, "/api/v1/members/\(member)", key: owner, body: ["role": "viewer"])
            #expect(changed.status == 200, "\(changed.text)")
            let answer = try await browser.call(.post, "/api/v1/customers", ["name": "Ada"])
            #expect([401, 403].contains(answer.status))
            #expect(try await browser.get("/jobs").status != 200)
        }
    }

    @Test func signing_out_ends_the_session_and_not_the_cookie_alone() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.agent, in: program)
            let answer = try await browser.post("/sign-out", [])
            #expect(
                answer.headers.all("Set-Cookie").contains { $0.hasPrefix("mainline=;") && $0.contains("Max-Age=0") })
            #expect(try await !SignedInBrowser.isSignedIn(browser.cookie, program))
        }
    }

    @Test func cookies_are_out_of_reach_of_scripts_other_sites_and_plain_http() async throws {
        try await TestProgram.with { program in
            let email = try await SignedInBrowser.person(.agent, in: program)
            let visitor = try await SignedInBrowser.visitorForm(program)
            let form = Fields([
                ("email", email), ("password", SignedInBrowser.password), ("_form", visitor.proof),
            ]).encoded
            let answer = await program.application.router.respond(
                to: try Request(
                    .post, "/sign-in",
                    headers: [
                        "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin",
                        "Cookie": "__Host-\(visitor.cookie)",
                    ], body: Array(form.utf8), scheme: "https", host: "crm.example"))
            let cookies = answer.headers.all("Set-Cookie")
            #expect(!cookies.isEmpty)
            for cookie in cookies {
                #expect(cookie.hasPrefix("__Host-"))
                for flag in ["; HttpOnly", "; Secure", "; Path=/;"] { #expect(cookie.contains(flag), "\(cookie)") }
                #expect(cookie.contains("SameSite=Lax") || cookie.contains("SameSite=Strict"))
                #expect(!cookie.contains("Domain"))
            }
        }
    }
}
