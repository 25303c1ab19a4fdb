import Core
import HTTP
import Postgres
import Records
import TestSupport
import Testing

@testable import App

/// Finding records and commands. Each kind of record with fields that count in search is tested by being there.
@Suite(.serialized) struct SearchTests {
    /// Kinds of which an organisation has so few that no index is needed beyond that of the organisation.
    private static let few: Set = [
        "industries", "tags", "segments", "job_types", "pipelines", "pipeline_stages", "assignment_rules",
        "competitors",
        "loss_reasons", "figure_targets", "saved_reports",
    ]

    @Test func every_way_of_searching_is_served_by_an_index() async throws {
        try await TestProgram.with { program in
            let store = program.application.store
            let context = TestDatabase.context(program.ours)
            var wrong: [String] = []
            for resource in store.catalogue.resources.values.sorted(by: { $0.name < $1.name })
            where !Self.few.contains(resource.name) && RecordSearch.isSearchable(resource, .owner) {
                for words in ["Marsh", "Ma", "5550142", "+1 512 555 0142", "ada@exa"] {
                    guard let look = RecordSearch(words, context).statement(resource, role: .owner, limit: 5) else {
                        continue
                    }
                    let plan = try await store.work(context, "test") { work -> [String] in
                        try await work.query("set local enable_seqscan = off")
                        try await work.query("set local plan_cache_mode = force_custom_plan")
                        return try await work.query("explain (costs off) \(look)").map { try $0.get("QUERY PLAN") }
                    }
                    if plan.contains(where: { $0.contains("Seq Scan") }) {
                        wrong.append("\(resource.name), “\(words)”: \(plan.joined(separator: "\n"))")
                    }
                    let filtered = plan.filter { $0.contains("Filter:") && ($0.contains("~~") || $0.contains("<")) }
                    if !filtered.isEmpty { wrong.append("\(resource.name), “\(words)” reads all: \(filtered)") }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n\n"))")
        }
    }

    @Test func suggestions_are_of_the_asker_s_own_organisation_and_role() async throws {
        try await TestProgram.with { program in
            let visitor = try FormVisitor(program)
            _ = try await visitor.post("/customers", [("name", "Ada Marsh"), ("phone", "(512) 555-0142")])
            for words in ["", "ada", "mars", "5550142", "(512) 555-0142"] {
                let target = "/customers/suggest?" + Fields([("q", words)]).encoded
                let ours = try await program.ask(.get, target, key: program.keys[.owner])
                #expect(ours.text.contains("Ada Marsh"), "“\(words)”: \(ours.text)")
                let theirs = try await program.ask(.get, target, key: program.outsider)
                #expect(!theirs.text.contains("Ada Marsh"))
                // A sales person sees only what is theirs.
                let sales = try await program.ask(.get, target, key: program.keys[.sales])
                #expect(sales.status == 200 && !sales.text.contains("Ada Marsh"))
            }
        }
    }

    @Test func the_palette_offers_what_the_role_may_do() async throws {
        try await TestProgram.with { program in
            let owner = try await program.ask(.get, "/search/palette?q=new+cust", key: program.keys[.owner])
            #expect(owner.text.contains("data-dialog=\"/customers/new\""))
            let viewer = try await program.ask(.get, "/search/palette?q=new+cust", key: program.keys[.viewer])
            #expect(!viewer.text.contains("/customers/new"))
            let run = try await program.ask(.get, "/search/palette?q=book", key: program.keys[.owner])
            #expect(run.text.contains("/actions/appointments.book"))
        }
    }

    @Test func the_palette_offers_what_can_be_done_to_the_record_in_view() async throws {
        try await TestProgram.with { program in
            let visitor = try FormVisitor(program)
            let made = try await visitor.post("/customers", [("name", "Ada Marsh")])
            let path = try #require(made.headers["Location"])
            let answer = try await visitor.get("/search/palette?q=edit&at=\(path)", dialog: true)
            #expect(answer.text.contains("data-dialog=\"\(path)/edit\""))
            let found = try await visitor.get("/search/palette?q=marsh", dialog: true)
            #expect(found.text.contains("data-href=\"\(path)\""))
        }
    }

    @Test func an_action_s_dialog_refuses_at_the_field_and_runs_once() async throws {
        try await TestProgram.with { program in
            let visitor = try FormVisitor(program)
            var wrong: [String] = []
            let actions = program.application.store.catalogue.actions.values.filter { $0.access.allows(.owner) }
            for action in actions.sorted(by: { $0.name < $1.name }) {
                let dialog = try await visitor.get("/actions/\(action.name)", dialog: true)
                if dialog.status != 200 || !dialog.text.hasPrefix("<dialog") {
                    wrong.append("\(action.name): \(dialog.status)")
                }
                guard action.fields.contains(where: { $0.isRequired && $0.defaultValue == nil }) else { continue }
                let empty = try await visitor.post("/actions/\(action.name)", [], dialog: true)
                if empty.status != 422 || !empty.text.contains("aria-invalid=\"true\"") {
                    wrong.append("\(action.name) without input: \(empty.status)")
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }
}
