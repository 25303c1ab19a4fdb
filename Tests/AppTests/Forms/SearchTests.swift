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
        "loss_reasons", "lead_score_rules", "figure_targets", "saved_reports",
    ]

    /// Row-level security lets an index serve what it serves whatever the plan, so the catalogue is asked, not the planner.
    @Test func every_way_of_searching_is_served_by_an_index() async throws {
        try await TestProgram.with { program in
            let indexes = try program.test.column("select indexdef from pg_indexes where schemaname = 'public'")
            func isServed(_ table: String, _ column: String, by method: String) -> Bool {
                indexes.contains { $0.contains(" ON public.\(table) USING \(method) (org_id, \(column)") }
            }
            var wrong: [String] = []
            let resources = program.application.store.catalogue.resources.values.sorted { $0.name < $1.name }
            for resource in resources
            where !Self.few.contains(resource.name) && RecordSearch.isSearchable(resource, .owner) {
                for field in resource.fields where field.source == .column {
                    let name = "\(resource.name).\(field.name)"
                    let isPart = field.search == .weightA || field.search == .exact && field.kind == .phone
                    if isPart, !isServed(resource.name, field.name, by: "gin") {
                        wrong.append("\(name) needs an index using gin (org_id, \(field.name) gin_trgm_ops)")
                    }
                    let isStart =
                        field.search == .weightA && field.name == resource.titleField
                        || field.search == .exact && field.kind != .phone
                    if isStart, !isServed(resource.name, field.name, by: "btree") {
                        wrong.append("\(name) needs an index on (org_id, \(field.name))")
                    }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    @Test func suggestions_are_of_the_asker_s_own_organisation_and_role() async throws {
        try await TestProgram.with { program in
            let visitor = try await FormVisitor(program)
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
            let visitor = try await FormVisitor(program)
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
            let visitor = try await FormVisitor(program)
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
