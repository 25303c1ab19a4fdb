import Core
import Foundation
import HTTP
import Interface
import Records
import Testing

@testable import App

/// Lists as boards, calendars, cards and maps, over the whole program.
@Suite(.serialized) struct LayoutTests {
    @Test func counts_the_cards_of_every_column_and_adds_up_their_money() async throws {
        try await TestProgram.with { program in
            let owner = try #require(program.keys[.owner])
            let stages = try await program.list("pipeline_stages?order=position", owner)
            let stage = try #require(stages.first { $0["kind"]?.string == "open" })
            for (title, value) in [("Boiler", 120_000), ("Heater", 80_050)] {
                try await program.make(
                    "deals",
                    ["title": .string(title), "stage_id": stage["id"] ?? .null, "value_minor": .int(Int64(value))],
                    owner)
            }
            let page = try await program.ask(.get, "/deals?layout=board", key: owner, accept: "text/html")
            #expect(page.status == 200)
            #expect(page.text.contains(#"aria-label="2 cards""#))
            #expect(page.text.contains("$2,000.50"))
            for name in stages.compactMap({ $0["name"]?.string }) { #expect(page.text.contains(">\(name)</span>")) }
        }
    }

    @Test func shows_on_a_board_what_the_lists_filter_leaves() async throws {
        try await TestProgram.with { program in
            let owner = try #require(program.keys[.owner])
            try await program.make("leads", ["name": "Ada Marsh", "source": "web"], owner)
            try await program.make("leads", ["name": "Bo Finn", "source": "call"], owner)
            let page = try await program.ask(
                .get, "/leads?layout=board&source=eq.web", key: owner, accept: "text/html")
            #expect(page.text.contains("Ada Marsh"))
            #expect(!page.text.contains("Bo Finn"))
        }
    }

    @Test func moves_a_card_into_a_column_and_refuses_one_that_is_not_there() async throws {
        try await TestProgram.with { program in
            let owner = try #require(program.keys[.owner])
            let id = try await program.make("leads", ["name": "Ada Marsh"], owner)
            #expect(try await program.move("/leads/board/move", id, "contacted", owner).status == 200)
            #expect(try await program.list("leads?select=status", owner).first?["status"]?.string == "contacted")
            let refused = try await program.move("/leads/board/move", id, "nowhere", owner)
            #expect(refused.status == 422)
            #expect(try await program.list("leads?select=status", owner).first?["status"]?.string == "contacted")
            let viewer = try #require(program.keys[.viewer])
            #expect(try await program.move("/leads/board/move", id, "new", viewer).status == 403)
        }
    }

    @Test func asks_why_a_deal_is_lost_before_it_is_moved_there() async throws {
        try await TestProgram.with { program in
            let owner = try #require(program.keys[.owner])
            let stages = try await program.list("pipeline_stages?order=position", owner)
            let (open, lost) = (
                try #require(stages.first { $0["kind"]?.string == "open" }?["id"]),
                try #require(stages.first { $0["kind"]?.string == "lost" }?["id"]?.string)
            )
            let id = try await program.make("deals", ["title": "Boiler", "stage_id": open], owner)
            let answer = try await program.move("/deals/board/move", id, lost, owner)
            #expect(answer.status == 422)
            let dialog = try JSON(parsing: answer.text)["dialog"]?.string
            #expect(dialog == "/deals/\(id)/actions/move?stage_id=\(lost)")
            #expect(try await program.list("deals?select=stage_id", owner).first?["stage_id"] == open)
        }
    }

    @Test func moves_what_is_planned_to_another_day_at_the_same_time() async throws {
        try await TestProgram.with { program in
            let owner = try #require(program.keys[.owner])
            let id = try await program.make(
                "activities",
                [
                    "subject": "Call back", "kind": "call", "starts_at": "2026-03-10T15:00:00Z",
                    "ends_at": "2026-03-10T15:30:00Z",
                ], owner)
            let page = try await program.ask(
                .get, "/activities?layout=calendar&month=2026-03", key: owner, accept: "text/html")
            #expect(page.text.contains("Call back"))
            #expect(try await program.move("/activities/calendar/move", id, "2026-03-12", owner).status == 200)
            let moved = try #require(
                try await program.list("activities?select=starts_at,ends_at", owner).first)
            #expect(moved["starts_at"]?.string.flatMap { Instant($0) } == Instant("2026-03-12T15:00:00Z"))
            #expect(moved["ends_at"]?.string.flatMap { Instant($0) } == Instant("2026-03-12T15:30:00Z"))
            #expect(try await program.move("/activities/calendar/move", id, "someday", owner).status == 422)
        }
    }

    @Test func gathers_points_that_lie_close_together() async throws {
        try await TestProgram.with { program in
            let owner = try #require(program.keys[.owner])
            let customer = try await program.make("customers", ["name": "Ada Marsh"], owner)
            for (latitude, longitude) in [("30.2701", "-97.7401"), ("30.2702", "-97.7402"), ("51.5000", "-0.1200")] {
                try await program.make(
                    "sites",
                    [
                        "customer_id": .string(customer), "line1": .string("14 Elm St, door \(latitude)"),
                        "latitude": .string(latitude),
                        "longitude": .string(longitude),
                    ], owner)
            }
            let points = try JSON(parsing: try await program.ask(.get, "/sites/map/points", key: owner).text).array
            #expect((points ?? []).compactMap { $0["count"]?.int }.sorted() == [1, 2])
            let near = try await program.ask(.get, "/sites/map/points?box=-98,30,-97,31", key: owner).text
            #expect(try JSON(parsing: near).array?.compactMap { $0["count"]?.int }.reduce(0, +) == 2)
            #expect(try await program.ask(.get, "/sites/map/points?box=1,2,3", key: owner).status == 400)
        }
    }

    @Test func lets_a_map_take_pictures_from_its_tiles_alone() async throws {
        try await TestProgram.with { program in
            let owner = try #require(program.keys[.owner])
            let map = try await program.ask(.get, "/sites?layout=map", key: owner, accept: "text/html")
            let policy = try #require(map.headers["Content-Security-Policy"])
            #expect(policy.contains("img-src 'self' data: blob: https://"))
            #expect(policy.contains("default-src 'self'"))
            let table = try await program.ask(.get, "/sites?layout=table", key: owner, accept: "text/html")
            #expect(table.headers["Content-Security-Policy"]?.contains("https://") != true)
        }
    }

    @Test func every_resource_has_an_icon_that_there_is() async throws {
        try await TestProgram.with { program in
            let wrong = program.application.modules.flatMap(\.resources).filter {
                $0.presentation.map { Icon(rawValue: $0.icon) == nil } ?? false
            }
            #expect(wrong.isEmpty, "Add these to Icon: \(wrong.compactMap { $0.presentation?.icon })")
        }
    }

    @Test func leads_from_the_sidebar_to_pages_the_role_may_see() async throws {
        try await TestProgram.with { program in
            for (role, key) in program.keys.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                let home = try await program.ask(.get, "/customers", key: key, accept: "text/html").text
                let sidebar = home.components(separatedBy: "</nav>").first ?? ""
                let paths = sidebar.components(separatedBy: "class=\"nav-item\" href=\"").dropFirst()
                    .map { String($0.prefix { $0 != "\"" }) }
                #expect(paths.count > 5)
                #expect(Set(paths).count == paths.count, "\(role): a place is there twice")
                for path in paths {
                    let status = try await program.ask(.get, path, key: key, accept: "text/html").status
                    #expect(status == 200, "\(role): \(path) answers \(status)")
                }
            }
        }
    }
}

extension TestProgram {
    fileprivate func list(_ target: String, _ key: String) async throws -> [JSON] {
        try JSON(parsing: try await ask(.get, "/api/v1/" + target, key: key).text).array ?? []
    }

    @discardableResult
    fileprivate func make(_ resource: String, _ members: [String: JSON], _ key: String) async throws -> String {
        let answer = try await ask(.post, "/api/v1/" + resource, key: key, body: .object(members))
        #expect(answer.status == 201, "\(answer.text)")
        return try JSON(parsing: answer.text)["id"]?.string ?? ""
    }

    fileprivate func move(_ path: String, _ card: String, _ column: String, _ key: String) async throws -> Response {
        var headers = Headers()
        headers["Authorization"] = key
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        let form = Fields([("card", card), ("column", column)]).encoded
        return await application.router.respond(
            to: try Request(.post, path, headers: headers, body: Array(form.utf8)))
    }
}
