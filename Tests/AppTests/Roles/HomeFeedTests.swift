import Access
import Core
import HTTP
import Records
import TestSupport
import Testing

@testable import App

/// What Home tells of what has happened obeys custom roles: records that are not read, and fields that are hidden.
@Suite(.serialized) struct HomeFeedTests {
    private static let rules: JSON = [
        "leads": ["verbs": ["read": "none"]], "invoices": ["fields": ["total_minor": "hidden"]],
    ]

    @Test func home_tells_nothing_that_a_custom_role_hides() async throws {
        try await TestProgram.with { program in
            let key = try await narrowKey(program)
            let lead = try await program.ask(
                .post, "/api/v1/leads", key: program.keys[.owner], body: ["name": "Unheard Lead", "source": "web"])
            #expect(lead.status == 201, "\(lead.text)")
            let owner = TestDatabase.context(program.ours)
            try await program.application.store.work(owner, "test.issue") { work in
                try work.emit(
                    "invoice.issued", "invoices", work.context.ids.next(at: work.now),
                    ["number": "2026-7001", "total_minor": 987_654, "currency": "USD"])
            }
            let whole = try await program.ask(.get, "/", key: program.keys[.owner], accept: "text/html")
            #expect(whole.text.contains("Unheard Lead") && whole.text.contains("9,876.54"))
            let narrow = try await program.ask(.get, "/", key: key, accept: "text/html")
            #expect(narrow.status == 200)
            #expect(!narrow.text.contains("Unheard Lead"))
            #expect(narrow.text.contains("Invoice 2026-7001 over an amount issued"))
            #expect(!narrow.text.contains("9,876.54"))
        }
    }

    private func narrowKey(_ program: TestProgram) async throws -> String {
        let role = try await program.ask(
            .post, "/api/v1/custom_roles", key: program.keys[.owner],
            body: ["name": "No leads", "base_role": "manager", "rules": Self.rules])
        let id = try #require(try JSON(parsing: role.text)["id"]?.string)
        let made = try await program.ask(
            .post, "/api/v1/actions/api_keys.create", key: program.keys[.owner],
            body: ["name": "Narrow", "role": "manager", "custom_role_id": .string(id)])
        return "Bearer " + (try #require(try JSON(parsing: made.text)["key"]?.string))
    }
}
