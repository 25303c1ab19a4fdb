import Access
import Core
import HTTP
import Notifications
import Records
import TestSupport
import Testing

@testable import App

/// A field that a custom role hides is nowhere; one that is read only is not written.
@Suite(.serialized) struct HiddenFieldTests {
    private static let rules: JSON = [
        "customers": [
            "fields": ["phone": "hidden", "email": "hidden", "source": "read_only"], "verbs": ["export": "none"],
        ],
        "leads": ["verbs": ["read": "none"]],
    ]

    private func key(_ program: TestProgram) async throws -> String {
        let role = try await program.ask(
            .post, "/api/v1/custom_roles", key: program.keys[.owner],
            body: ["name": "No numbers", "base_role": "manager", "rules": Self.rules])
        let id = try #require(try JSON(parsing: role.text)["id"]?.string.flatMap { Identifier($0) })
        var new = NewAPIKey(name: "narrow", role: .manager, requestsPerMinute: 100_000)
        new.customRole = id
        let made = try await APIKeys(program.application.authenticator)
            .create(new, TestDatabase.context(program.ours))
        return "Bearer " + made.text
    }

    @Test func a_hidden_field_is_nowhere() async throws {
        try await TestProgram.with { program in
            let fixture = try RoleFixture(program)
            let key = try await key(program)
            let all = try await program.ask(.get, "/api/v1/customers?limit=200", key: key)
            #expect(all.status == 200)
            let id = try #require(try JSON(parsing: all.text).array?.first?["id"]?.string)
            #expect(!all.text.contains("phone") && !all.text.contains("+1512555") && !all.text.contains("example.org"))
            for query in [
                "select=phone", "select=id,phone", "phone=eq.%2B15125551001", "phone=is.null", "order=phone",
                "order=email.desc", "or=(phone.like.*1001,name.eq.x)", "not.and=(email.like.*c1*)",
            ] {
                let answer = try await program.ask(.get, "/api/v1/customers?\(query)", key: key)
                #expect(answer.status == 400, "\(query)")
                #expect(!answer.text.contains("+1512555"))
            }
            let one = try await program.ask(.get, "/api/v1/customers/\(id)", key: key)
            #expect(one.status == 200 && !one.text.contains("phone"))
            let csv = try await program.ask(.get, "/api/v1/customers", key: key, accept: "text/csv")
            #expect(!csv.text.contains("phone") && !csv.text.contains("+1512555"))
            for path in [
                "/customers", "/customers/\(id)", "/customers/\(id)?tab=audit", "/search?q=5551001",
                "/search?q=Customer",
                "/customers?q=Customer", "/customers?q=c1%40example", "/customers/suggest?q=Customer",
                "/customers/\(id)/edit",
                "/customers/new", "/customers/list/filter-row?field=name&index=0",
            ] {
                let page = try await program.ask(.get, path, key: key, accept: "text/html")
                #expect(page.status < 500, "\(path) \(page.status)")
                #expect(!page.text.contains("+1512555") && !page.text.contains("@example.org"), "\(path)")
            }
            for path in ["/customers/export.csv", "/leads", "/leads/new", "/api/v1/leads"] {
                #expect(try await program.ask(.get, path, key: key).status >= 400, "\(path)")
            }
            let embedded = try await program.ask(.get, "/api/v1/contacts?select=id,customer(name,phone)", key: key)
            #expect(embedded.status == 400)
            _ = fixture
        }
    }

    /// By the bell, on the page, by e-mail and by the API alike: it is not even written down.
    @Test func what_members_are_told_of_leaves_hidden_fields_out() async throws {
        try await TestProgram.with { program in
            let fixture = try RoleFixture(program)
            _ = try await key(program)
            try program.test.run(
                """
                update members set custom_role_id = (select id from custom_roles where org_id = '\(program.ours)')
                where id = '\(fixture.asker)'
                """)
            let kind = NotificationKind("deal.won", "A deal is won")
            try await fixture.store.work(TestDatabase.context(program.ours), "test") { work in
                for path in ["/deals/1", "/settings/plan"] {
                    let news = NewNotification(kind, "Won: Boiler", body: "$1,234.00", path: path)
                    try await Notifications.notify([fixture.asker, fixture.mate], news, in: work)
                }
            }
            let told = try program.test.column(
                """
                select (member_id = '\(fixture.asker)') || ' ' || path || ' ' || body from notifications
                where kind = 'deal.won' order by 1
                """)
            #expect(
                told == [
                    "false /deals/1 $1,234.00", "false /settings/plan $1,234.00", "true /deals/1 ",
                    "true /settings/plan $1,234.00",
                ])
        }
    }

    @Test func neither_hidden_nor_read_only_fields_are_written() async throws {
        try await TestProgram.with { program in
            _ = try RoleFixture(program)
            let key = try await key(program)
            let all = try await program.ask(.get, "/api/v1/customers?limit=1", key: key)
            let id = try #require(try JSON(parsing: all.text).array?.first?["id"]?.string)
            for body: JSON in [["phone": "+15125550000"], ["source": "web"]] {
                let answer = try await program.ask(.patch, "/api/v1/customers/\(id)", key: key, body: body)
                #expect(answer.status == 422, "\(answer.text)")
                #expect(!answer.text.contains("+1512555"))
            }
            let named = try await program.ask(.patch, "/api/v1/customers/\(id)", key: key, body: ["name": "Renamed"])
            #expect(named.status == 200 && !named.text.contains("phone"))
            let bulk = try await program.ask(
                .patch, "/api/v1/customers?name=eq.Renamed", key: key, body: ["phone": "+15125550000"])
            #expect(bulk.status == 422)
        }
    }
}
