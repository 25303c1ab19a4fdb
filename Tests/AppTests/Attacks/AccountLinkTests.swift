import Access
import Core
import Crypto
import HTTP
import TestSupport
import Testing

@testable import App

/// Links sent by mail, and asking for them: what they tell strangers, and where their secrets go. That each works once,
/// for its time, and until a newer one, is in PasswordResetTests and InvitationTests.
@Suite(.serialized) struct AccountLinkTests {
    /// An answer without what differs every time.
    private func likeness(_ answer: Response) -> String {
        let names = answer.headers.fields.map { "\($0.name): \($0.name == "Set-Cookie" ? "" : $0.value)" }.sorted()
        return "\(answer.status) \(names) \(answer.text.replacing(/value="[A-Za-z0-9_-]{40,}"/, with: "TOKEN"))"
    }

    /// A form before sign-in, as a browser sends it that has seen the page.
    private func send(_ path: String, _ fields: [(String, String)], _ program: TestProgram) async throws -> Response {
        let form = try await SignedInBrowser.visitorForm(program)
        let body = Fields(fields + [("_form", form.proof)]).encoded
        return try await SignedInBrowser.plain(
            program, .post, path,
            [
                "Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html", "Cookie": form.cookie,
                "Sec-Fetch-Site": "same-origin",
            ], Array(body.utf8))
    }

    /// How many rows each table has.
    private func counts(_ program: TestProgram) throws -> [String] {
        try program.test.column(
            """
            select c.relname || ' ' || (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', c.relname),
              false, true, '')))[1] from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1
            """)
    }

    @Test func asking_for_a_new_password_says_and_does_the_same_for_every_address() async throws {
        try await TestProgram.with { program in
            let known = try await SignedInBrowser.person(.agent, in: program)
            let gone = try await SignedInBrowser.person(.agent, in: program)
            try program.test.run("update members set is_active = false where email = '\(gone)'")
            var answers: Set<String> = []
            var written: Set<[String]> = []
            for email in [known, gone, known.uppercased(), "nobody@acme.example"] {
                let before = try counts(program)
                answers.insert(likeness(try await send("/forgot", [("email", email)], program)))
                let after = try counts(program)
                written.insert(
                    zip(before, after).filter { $0 != $1 }.map { String($0.0.split(separator: " ")[0]) })
            }
            #expect(answers.count == 1, "\(answers)")
            #expect(written.count == 1, "\(written)")
            #expect(answers.first?.hasPrefix("200") == true)
        }
    }

    @Test func signing_up_says_the_same_for_an_address_that_has_an_account() async throws {
        try await TestProgram.with { program in
            let known = try await SignedInBrowser.person(.agent, in: program)
            var answers: Set<String> = []
            for (number, email) in [known, "nobody@acme.example"].enumerated() {
                let answer = try await send(
                    "/sign-up",
                    [
                        ("name", "Nora"), ("email", email), ("password", "nine calm herons"),
                        ("organisation_name", "Place \(number)"), ("slug", "place-\(number)"), ("country", "US"),
                        ("zone", "America/Chicago"), ("currency", "USD"),
                    ], program)
                answers.insert(likeness(answer).replacing(email, with: "EMAIL"))
            }
            #expect(answers.count == 1, "\(answers)")
        }
    }

    /// Neither the next server nor a proxy's log before ours is told the address of the page.
    @Test func the_secret_of_a_link_does_not_leave_its_page() async throws {
        try await TestProgram.with { program in
            let email = try await SignedInBrowser.person(.agent, in: program)
            let (reset, verify, invitation) = (Token(), Token(), Token())
            for (token, purpose) in [(reset, "reset"), (verify, "verify")] {
                try program.test.run(
                    """
                    insert into account_links (token_hash, purpose, user_id, email, created_at, expires_at)
                    select '\\x\(Hex.encode(token.digest))', '\(purpose)', id, email, now(), now() + interval '20 minutes'
                    from users where email = '\(email)'
                    """)
            }
            try program.test.run(
                """
                insert into invitations (org_id, id, email, role, expires_at, token_hash)
                values ('\(program.ours)', uuid_v7(), 'new@acme.example', 'agent', now() + interval '1 day',
                  '\\x\(Hex.encode(invitation.digest))')
                """)
            for path in [
                "/reset/\(reset.text)", "/verify/\(verify.text)", "/invitation/\(invitation.text)", "/reset/unknown",
            ] {
                let page = try await SignedInBrowser.plain(program, .get, path, ["Accept": "text/html"])
                #expect(page.headers["Referrer-Policy"] == "strict-origin", "\(path)")
                #expect(page.headers["Cache-Control"] == "no-store", "\(path)")
                #expect(page.text.firstMatch(of: /(src|href|action)="(https?:)?\/\//) == nil, "\(path) leads elsewhere")
            }
            // A link that is only looked at, as by a mail program, has done nothing.
            let used = try program.test.column("select count(*) from account_links where used_at is not null")
            #expect(used == ["0"])
        }
    }
}
