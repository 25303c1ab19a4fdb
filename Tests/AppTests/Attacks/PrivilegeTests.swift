import Core
import HTTP
import Postgres
import TestSupport
import Testing

@testable import App

/// Reaching for more than one was given, by changing roles: one's own, another's, a key's.
@Suite(.serialized) struct PrivilegeTests {
    private static let staff = Role.allCases.filter(\.isStaff)

    private func role(_ member: String, _ program: TestProgram) throws -> String {
        try program.test.column("select role from members where org_id = '\(program.ours)' and id = '\(member)'")[0]
    }

    private func newestMember(_ program: TestProgram) throws -> String {
        try program.test.column("select user_id from sessions order by created_at desc, id desc limit 1")[0]
    }

    @Test func nobody_raises_themselves() async throws {
        try await TestProgram.with { program in
            for role in Self.staff where role != .owner {
                let browser = try await SignedInBrowser.as(role, in: program)
                let member = try newestMember(program)
                for wanted in Self.staff.prefix(while: { $0 != role }) {
                    for (method, target, body): (HTTP.Method, String, JSON) in [
                        (.patch, "/api/v1/members/\(member)", ["role": .string(wanted.rawValue)]),
                        (.patch, "/api/v1/members?id=eq.\(member)", ["role": .string(wanted.rawValue)]),
                        (.patch, "/api/v1/members?is_active=is.true", ["role": .string(wanted.rawValue)]),
                    ] {
                        let status = try await browser.call(method, target, body).status
                        #expect(status != 200 || role == .admin && wanted != .owner, "\(role) to \(wanted): \(status)")
                    }
                    for target in [
                        "/members/\(member)", "/members/\(member)/edit", "/members/\(member)/fields/role",
                        "/settings/members/\(member)", "/settings/members/\(member)/role", "/account/profile",
                    ] {
                        _ = try await browser.post(target, [("role", wanted.rawValue), ("value", wanted.rawValue)])
                    }
                    #expect(try self.role(member, program) == role.rawValue, "\(role) made themselves \(wanted)")
                }
            }
        }
    }

    @Test func only_owners_make_unmake_or_touch_owners() async throws {
        try await TestProgram.with { program in
            let owner = try program.test.column(
                "select id from members where org_id = '\(program.ours)' and role = 'owner' limit 1")[0]
            let other = try await SignedInBrowser.person(.viewer, in: program)
            let viewer = try program.test.column("select id from users where email = '\(other)'")[0]
            for role in Self.staff where role != .owner {
                let browser = try await SignedInBrowser.as(role, in: program)
                let changes: [(String, JSON)] = [
                    (owner, ["role": "viewer"]), (owner, ["is_active": false]), (owner, ["name": "Somebody"]),
                    (viewer, ["role": "owner"]),
                ]
                for (member, body) in changes {
                    let status = try await browser.call(.patch, "/api/v1/members/\(member)", body).status
                    #expect([403, 404, 422].contains(status), "\(role) with \(body.text): \(status)")
                }
                #expect(try self.role(owner, program) == "owner")
                #expect(try self.role(viewer, program) == "viewer")
            }
        }
    }

    /// The database refuses too, whatever code comes to ask it.
    @Test func the_database_keeps_roles_from_those_who_may_not_give_them() async throws {
        try await TestProgram.with { program in
            let other = try await SignedInBrowser.person(.viewer, in: program)
            let member = try program.test.column("select id from users where email = '\(other)'")[0]
            for role in Role.allCases where ![.owner, .system].contains(role) {
                let context = TestDatabase.context(program.ours, role: role)
                let raised = try? await program.application.database.query(
                    context,
                    "update members set role = 'owner' where org_id = app_org() and id = \(member)::uuid returning id")
                #expect(raised?.isEmpty ?? true, "\(role) makes owners")
                let key = try? await program.application.database.query(
                    context,
                    "update api_keys set role = 'owner' where org_id = app_org() and role <> 'owner' returning id")
                #expect(key?.isEmpty ?? true, "\(role) makes keys of owners")
            }
            #expect(try role(member, program) == "viewer")
        }
    }

    /// A key is a program's: what a person must do for themselves is not for it.
    @Test func a_key_cannot_switch_sign_out_or_become_somebody() async throws {
        try await TestProgram.with { program in
            for path in ["/switch-organisation", "/sign-out"] {
                var headers: Headers = ["Content-Type": "application/x-www-form-urlencoded"]
                headers["Authorization"] = program.keys[.owner]
                let form = Fields([("organisation", "\(program.theirs)")]).encoded
                let answer = try await SignedInBrowser.plain(program, .post, path, headers, Array(form.utf8))
                #expect(!answer.headers.all("Set-Cookie").contains { !$0.contains("Max-Age=0") })
                if path == "/switch-organisation" { #expect(answer.status == 403) }
            }
        }
    }

    @Test func a_cookie_beside_a_key_adds_nothing() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            for authorization in [
                program.keys[.viewer] ?? "", "Bearer mk_live_nothing", "Basic b3duZXI6b3duZXI=", "Bearer", "",
            ] {
                var headers = browser.ownHeaders
                headers["Authorization"] = authorization
                headers["Content-Type"] = "application/json"
                let answer = try await SignedInBrowser.plain(
                    program, .post, "/api/v1/customers", headers, Array(#"{"name":"Ada"}"#.utf8))
                #expect([401, 403].contains(answer.status), "\(authorization): \(answer.status)")
            }
        }
    }
}
