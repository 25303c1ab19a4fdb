import Access
import Core
import HTTPClient
import Postgres
import Records
import TestSupport
import Testing

@testable import App

/// From an organisation that was just made to a booked call, by its own pages alone.
@Suite(.serialized) struct SetupTests {
    @Test func a_new_organisation_takes_calls_without_edits_of_the_database() async throws {
        try await RunningProgram.run { program in
            let application = program.application
            let seeds = application.modules.map(\.seed)
            let provisioning = OrganisationProvisioning(
                database: application.database, passwords: application.passwords,
                onCreate: seeds.map { seed in { try await seed($0, $1) } })
            let made = try await provisioning.create(
                NewOrganisation(name: "Fresh Pipes", slug: "fresh"),
                owner: NewMember(name: "Olive", email: "olive@fresh.example", role: .owner))
            let context = try await provisioning.context(of: made.id)
            let key = try await APIKeys(application.authenticator).create(
                NewAPIKey(name: "owner", role: .owner, requestsPerMinute: 10_000), context)
            func ask(
                _ method: OutgoingRequest.Method, _ path: String, _ body: String = "",
                _ type: String = "application/x-www-form-urlencoded"
            ) async throws -> String {
                var request = OutgoingRequest(
                    method, application.services.localURL + path,
                    headers: [.init("Authorization", "Bearer \(key.text)"), .init("Accept", "text/html")],
                    addresses: .any)
                if method == .post {
                    request.setHeader("Content-Type", type)
                    request.body = Array(body.utf8)
                }
                let answer = try await application.services.http.send(request)
                #expect(answer.status < 400, "\(path): \(answer.status) \(answer.text.prefix(400))")
                return answer.text
            }
            #expect(try await ask(.get, "/setup").contains("Have a telephone number"))
            _ = try await ask(.post, "/setup/number")
            // With its owner away there is nobody to send: the test says where it stops and what to do.
            let store = application.store
            let owner = try await store.database.query(context, "select id from members where org_id = app_org()")
                .one("owner").get("id", as: Identifier.self)
            let away: JSON = [
                "technician_id": .string("\(owner)"), "starts_at": "2020-01-01T00:00:00Z",
                "ends_at": "2090-01-01T00:00:00Z",
            ]
            _ = try await ask(.post, "/api/v1/time_off", away.text, "application/json")
            _ = try await ask(.post, "/setup/test-call")
            let stopped = try await ask(.get, "/setup")
            #expect(stopped.contains("somebody who works within your hours"), "\(stopped.suffix(3000))")
            try await provisioning.createMember(
                NewMember(name: "Tom", email: "tom@fresh.example", role: .technician), in: made.id)
            _ = try await ask(.post, "/setup/test-call")
            let passed = try await ask(.get, "/setup")
            #expect(passed.contains("A visit was booked") && passed.contains("Taken back"), "\(passed.suffix(3000))")
            _ = try await ask(.post, "/setup/test-text", "phone=%2B15125550142")
            try await program.settle()
            let texted = try await ask(.get, "/setup")
            #expect(texted.contains("Delivered"))
            for step in ["profile", "hours", "services", "live"] { _ = try await ask(.post, "/setup/steps/\(step)") }
            let state = try await store.database.query(
                context,
                "select count(*) filter (where status = 'cancelled') as cancelled, count(*) as all_visits from appointments where org_id = app_org()"
            ).one("count")
            #expect(try state.get("cancelled", as: Int.self) == state.get("all_visits", as: Int.self))
        }
    }
}
