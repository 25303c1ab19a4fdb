import Core
import HTTP
import TestSupport
import Testing

@testable import App

/// Keys of idempotency that are somebody else's, or were used for something else: a stored answer is its asker's alone.
@Suite(.serialized) struct RepeatedKeyTests {
    private func make(
        _ program: TestProgram, _ key: String, _ name: String, repeated: String, path: String = "/api/v1/customers"
    ) async throws -> Response {
        let headers: Headers = [
            "Authorization": key, "Content-Type": "application/json", "Idempotency-Key": repeated,
        ]
        let body: JSON = ["name": .string(name)]
        return try await SignedInBrowser.plain(program, .post, path, headers, Array(body.text.utf8))
    }

    @Test func another_organisation_s_key_is_another_key() async throws {
        try await TestProgram.with { program in
            let ours = try await make(program, try #require(program.keys[.owner]), "Ada of ours", repeated: "k-1")
            let theirs = try await make(program, program.outsider, "Ada of theirs", repeated: "k-1")
            #expect(ours.status == 201 && theirs.status == 201)
            #expect(!theirs.text.contains("of ours"))
            let again = try await make(program, program.outsider, "Ada of theirs", repeated: "k-1")
            #expect(!again.text.contains("of ours"))
            #expect(try program.test.column("select count(*) from customers")[0] == "2")
        }
    }

    @Test func another_person_or_body_or_address_gets_no_stored_answer() async throws {
        try await TestProgram.with { program in
            let owner = try #require(program.keys[.owner])
            _ = try await make(program, owner, "Ada Marsh", repeated: "k-1")
            let other = try await make(program, owner, "Bo Finn", repeated: "k-1")
            #expect([409, 422].contains(other.status), "\(other.status)")
            #expect(!other.text.contains("Ada"))
            let agent = try await make(program, try #require(program.keys[.agent]), "Ada Marsh", repeated: "k-1")
            #expect(
                agent.status != 201 || !agent.text.contains("Ada Marsh") || [409, 422].contains(agent.status),
                "\(agent.text)")
            let viewer = try await make(program, try #require(program.keys[.viewer]), "Ada Marsh", repeated: "k-1")
            #expect(viewer.status == 403)
            let lead = try await make(program, owner, "Ada Marsh", repeated: "k-1", path: "/api/v1/leads")
            #expect([409, 422].contains(lead.status), "\(lead.status) \(lead.text)")
        }
    }
}
