import Core
import Foundation
import HTTP
import Modules
import Postgres
import Records
import TestSupport
import Testing

@testable import App

/// Follows docs/adding-a-feature.md: its migration and its declaration are all that vans get here.
@Suite struct AddingAFeatureTests {
    private func blocks(_ language: String) throws -> [String] {
        let text = try String(contentsOfFile: Repository.root + "/docs/adding-a-feature.md", encoding: .utf8)
        return text.components(separatedBy: "```\(language)\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
    }

    private func withVans(_ body: (TestProgram) async throws -> Void) async throws {
        var module = Module("Vans")
        module.resources = [.vans]
        module.constraintMessages["vans_plate_key"] = .init("plate", "taken", "Another van has this plate.")
        try await TestProgram.with([module], migration: try #require(try blocks("sql").first), body)
    }

    private func submit(_ program: TestProgram, _ path: String, _ fields: [(String, String)], _ role: Role = .owner)
        async throws -> Response
    {
        var headers = Headers()
        headers["Authorization"] = program.keys[role]
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        let body = Array(Fields(fields).encoded.utf8)
        return await program.application.router.respond(to: try Request(.post, path, headers: headers, body: body))
    }

    @Test func the_text_shows_what_is_compiled_here() throws {
        let source = try String(
            contentsOfFile: Repository.root + "/Tests/AppTests/Documents/VanResource.swift", encoding: .utf8)
        let shown = try #require(try blocks("swift").first { $0.contains("static let vans") })
        #expect(source.contains(shown))
    }

    @Test func a_van_is_added_by_its_form_and_found_on_every_page() async throws {
        try await withVans { program in
            let owner = try #require(program.keys[.owner])
            let empty = try await program.ask(.get, "/vans", key: owner, accept: "text/html")
            #expect(empty.text.contains("No vans yet"))
            let form = try await program.ask(.get, "/vans/new", key: owner, accept: "text/html")
            #expect(form.text.contains("name=\"plate\""))
            let refused = try await submit(program, "/vans", [("name", ""), ("plate", "TX-1")])
            #expect(refused.text.contains("Name is needed."))
            let made = try await submit(program, "/vans", [("name", "Blue Sprinter"), ("plate", "TX-1")])
            #expect((200..<400).contains(made.status))
            let taken = try await submit(program, "/vans", [("name", "Another"), ("plate", "TX-1")])
            #expect(taken.text.contains("Another van has this plate."))
            #expect(try program.test.column("select name from vans") == ["Blue Sprinter"])

            let id = try program.test.column("select id from vans")[0]
            for path in ["/vans", "/vans?layout=cards", "/vans/\(id)", "/vans/\(id)/edit", "/search?q=Sprinter"] {
                let page = try await program.ask(.get, path, key: owner, accept: "text/html")
                #expect(page.status == 200 && page.text.contains("Blue Sprinter"), "\(path)")
            }
            let mapping = try await program.ask(.get, "/imports/new?resource=vans", key: owner, accept: "text/html")
            #expect(mapping.status == 200)
            let document = try await program.ask(.get, "/openapi.json", key: owner)
            #expect(document.text.contains("\"/api/v1/vans\""))
            let answer = try await program.ask(.get, "/api/v1/vans?plate=eq.TX-1", key: owner)
            #expect(answer.text.contains("Blue Sprinter"))
        }
    }

    @Test func a_viewer_reads_vans_and_adds_none() async throws {
        try await withVans { program in
            let viewer = try #require(program.keys[.viewer])
            #expect(try await program.ask(.get, "/vans", key: viewer, accept: "text/html").status == 200)
            #expect(try await submit(program, "/vans", [("name", "Mine"), ("plate", "V-1")], .viewer).status >= 400)
            #expect(try program.test.column("select id from vans").isEmpty)
        }
    }

    @Test func another_organisation_sees_none_of_them() async throws {
        try await withVans { program in
            _ = try await submit(program, "/vans", [("name", "Blue Sprinter"), ("plate", "TX-1")])
            let id = try program.test.column("select id from vans")[0]
            let list = try await program.ask(.get, "/vans", key: program.outsider, accept: "text/html")
            #expect(!list.text.contains("Blue Sprinter"))
            #expect(
                try await program.ask(.get, "/vans/\(id)", key: program.outsider, accept: "text/html").status == 404)
        }
    }
}
