import Core
import Crypto
import HTTP
import TestSupport
import Testing

@testable import App

/// Customers and resellers in their portal.
@Suite(.serialized) struct PortalTests {
    /// A customer with a site, brought by whoever `reseller` says. Gives its id.
    private func customer(_ name: String, _ program: TestProgram, reseller: String = "null") throws -> String {
        try program.test.column(
            """
            with made as (insert into customers (org_id, id, name, reseller_id)
                values ('\(program.ours)', uuid_v7(), '\(name)', \(reseller)) returning org_id, id),
              place as (insert into sites (org_id, id, customer_id, line1) select org_id, uuid_v7(), id, 'Street of \(name)'
                from made)
            select id from made
            """)[0]
    }

    private func link(_ program: TestProgram, valid: String = "30 minutes") throws -> String {
        let token = Token()
        try program.test.run(
            """
            insert into portal_links (org_id, id, identity_id, token_hash, created_at, expires_at)
            select org_id, uuid_v7(), id, '\\x\(Hex.encode(token.digest))', clock_timestamp(), now() + interval '\(valid)'
            from portal_identities order by created_at desc limit 1
            """)
        return token.text
    }

    private func whom(_ program: TestProgram) throws -> String {
        try program.test.column("select customer_id from portal_identities order by id desc limit 1")[0]
    }

    @Test func a_customer_sees_its_own_and_a_reseller_what_it_brought() async throws {
        try await TestProgram.with { program in
            let mine = try program.portalCookie(.customer, of: program.ours)
            let me = try whom(program)
            try program.test.run(
                "insert into sites (org_id, id, customer_id, line1) values ('\(program.ours)', uuid_v7(), '\(me)', 'Own Lane 1')"
            )
            let seller = try program.portalCookie(.reseller, of: program.ours)
            let reseller = try whom(program)
            let brought = try customer("Brought", program, reseller: "'\(reseller)'")
            let stranger = try customer("Stranger", program)

            let home = try await program.ask(.get, "/portal", cookie: mine)
            #expect(home.status == 200)
            #expect(home.text.contains("Own Lane 1"))
            #expect(!home.text.contains("Brought") && !home.text.contains("Stranger"))

            let shop = try await program.ask(.get, "/portal", cookie: seller).text
            #expect(shop.contains("Brought") && !shop.contains("Stranger") && !shop.contains("Own Lane 1"))
            let page = try await program.ask(.get, "/portal/customers/\(brought)", cookie: seller)
            #expect(page.status == 200)
            #expect(page.text.contains("Street of Brought"))
            #expect(try await program.ask(.get, "/portal/customers/\(stranger)", cookie: seller).status == 404)
            #expect(try await program.ask(.get, "/portal/customers/\(brought)", cookie: mine).status == 403)

            try program.test.run("update customers set reseller_id = null where id = '\(brought)'")
            #expect(try await program.ask(.get, "/portal/customers/\(brought)", cookie: seller).status == 404)
        }
    }

    @Test func a_link_lets_in_once_and_not_for_long() async throws {
        try await TestProgram.with { program in
            _ = try program.portalCookie(.customer, of: program.ours)
            let token = try link(program)
            // Looking does not use it up.
            for _ in 1...2 {
                let page = try await program.ask(.get, "/portal/enter/\(token)")
                #expect(page.status == 200 && page.text.contains("portal@example.com"))
            }
            let entered = try await program.ask(.post, "/portal/enter/\(token)", body: [:])
            #expect(entered.status == 303)
            let again = try await program.ask(.post, "/portal/enter/\(token)", body: [:])
            #expect(again.status == 410)
            let old = try link(program, valid: "-1 minutes")
            #expect(try await program.ask(.post, "/portal/enter/\(old)", body: [:]).status == 410)
            #expect(try await program.ask(.get, "/portal/enter/\(Token().text)").status == 410)
        }
    }

    @Test func whoever_is_shut_out_is_out_at_once() async throws {
        try await TestProgram.with { program in
            let cookie = try program.portalCookie(.customer, of: program.ours)
            let waiting = try link(program)
            #expect(try await program.ask(.get, "/portal", cookie: cookie).status == 200)
            try program.test.run("update portal_identities set is_active = false")
            let answer = try await program.ask(.get, "/portal", cookie: cookie, accept: "text/html")
            #expect(answer.status == 303)
            #expect(answer.headers["Location"]?.hasPrefix("/portal/sign-in") == true)
            try program.test.run("update portal_identities set is_active = true")
            #expect(try await program.ask(.get, "/portal", cookie: cookie).status == 401)
            #expect(try await program.ask(.post, "/portal/enter/\(waiting)", body: [:]).status == 410)
        }
    }

    @Test func asking_for_a_link_tells_nothing_of_who_is_known() async throws {
        try await TestProgram.with { program in
            _ = try program.portalCookie(.customer, of: program.ours)
            let form = try await SignedInBrowser.visitorForm(program)
            func ask(_ email: String) async throws -> Response {
                let headers: Headers = [
                    "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin",
                    "Cookie": form.cookie,
                ]
                let request = try Request(
                    .post, "/portal/sign-in", headers: headers,
                    body: Array("email=\(email)&_form=\(form.proof)".utf8))
                return await program.application.router.respond(to: request)
            }
            let (known, unknown) = (try await ask("portal%40example.com"), try await ask("nobody%40example.com"))
            #expect(known.status == 200 && unknown.status == 200)
            #expect(known.text == unknown.text)
            #expect(try program.test.column("select id from jobs where kind = 'portals.links'").count == 2)
        }
    }

    @Test func staff_invite_somebody_for_a_customer() async throws {
        try await TestProgram.with { program in
            let id = try customer("Ada", program)
            let path = "/api/v1/customers/\(id)/invite-to-portal"
            let key = try #require(program.keys[.agent])
            let refused = try await program.ask(.post, path, key: key, body: [:])
            #expect(refused.status == 422)
            for _ in 1...2 {
                let answer = try await program.ask(.post, path, key: key, body: ["email": "ada@example.com"])
                #expect((200..<300).contains(answer.status), "\(answer.text)")
            }
            #expect(try program.test.column("select id from portal_identities").count == 1)
            #expect(try program.test.column("select id from jobs where kind = 'portals.invitation'").count == 2)
        }
    }
}
