import Core
import HTTP
import Postgres
import Records
import TestSupport
import Testing

@testable import App

/// The form of every record that has pages. A new resource is tested by being there.
@Suite(.serialized) struct FormTests {
    /// Resources whose form an owner may send to make a record.
    private func makeable(_ program: TestProgram) -> [Resource] {
        program.application.store.catalogue.resources.values.filter {
            $0.presentation != nil && $0.access.create.allows(.owner)
        }.sorted { $0.name < $1.name }
    }

    /// The fields that the form of a new record shows, by the inputs on the page.
    private func shown(_ page: String, _ resource: Resource) -> [Field] {
        resource.fields.filter { field in
            !field.isReadOnly && (page.contains("name=\"\(field.name)\"") || page.contains("name=\"\(field.name)."))
        }
    }

    @Test func every_form_is_shown_as_a_page_and_as_a_dialog() async throws {
        try await TestProgram.with { program in
            let visitor = try await FormVisitor(program)
            var wrong: [String] = []
            for resource in makeable(program) {
                let page = try await visitor.get("\(resource.path)/new")
                if page.status != 200 || !page.text.contains("<main") {
                    wrong.append("\(resource.name): \(page.status)")
                }
                let dialog = try await visitor.get("\(resource.path)/new", dialog: true)
                if dialog.status != 200 || !dialog.text.hasPrefix("<dialog") || dialog.text.contains("<main") {
                    wrong.append("\(resource.name) as a dialog: \(dialog.status)")
                }
                for field in resource.fields where field.isReadOnly && page.text.contains("name=\"\(field.name)\"") {
                    wrong.append("\(resource.name) asks for \(field.name)")
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    @Test func every_form_takes_a_sample_of_its_fields() async throws {
        try await TestProgram.with { program in
            let visitor = try await FormVisitor(program)
            let sample = FormSample(visitor: visitor)
            _ = try await makeCustomer(visitor)
            var wrong: [String] = []
            for resource in makeable(program) {
                let page = try await visitor.get("\(resource.path)/new").text
                var fields = FormVisitor.hidden(page).filter { $0.0 == "_key" }
                for field in shown(page, resource) {
                    fields += try await sample.inputs(field, mark: "m" + resource.singular)
                }
                let answer = try await visitor.post(resource.path, fields)
                // A rule that only the whole can tell may refuse the sample, in words and with all that was typed.
                let isTaken = answer.status == 303
                let isRefused = [409, 422].contains(answer.status) && answer.text.contains("data-form-problem")
                if !isTaken && !isRefused {
                    wrong.append("\(resource.name): \(answer.status) \(answer.text.prefix(200))")
                }
                if ["customers", "leads", "contacts", "sites"].contains(resource.name), !isTaken {
                    wrong.append("\(resource.name) was refused: \(answer.text)")
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    @Test func every_form_refuses_what_a_field_cannot_hold_and_keeps_what_was_typed() async throws {
        try await TestProgram.with { program in
            let visitor = try await FormVisitor(program)
            var wrong: [String] = []
            for resource in makeable(program) {
                let page = try await visitor.get("\(resource.path)/new").text
                for field in shown(page, resource) {
                    guard let bad = FormSample.wrong(field) else { continue }
                    let refused = try await visitor.post(resource.path, [(field.name, bad)])
                    if refused.status != 422 { wrong.append("\(resource.name).\(field.name): \(refused.status)") }
                    if !refused.text.contains("aria-invalid=\"true\"") {
                        wrong.append("\(resource.name).\(field.name): nothing at the field")
                    }
                    let isTyped = if case .text = field.kind { true } else { false }
                    if isTyped, !refused.text.contains(bad) { wrong.append("\(resource.name).\(field.name): lost") }
                    let checked = try await visitor.post(
                        "\(resource.path)/check", [(field.name, bad), ("_field", field.name)])
                    guard checked.status == 200 else {
                        wrong.append("\(resource.name).\(field.name) cannot be checked: \(checked.status)")
                        continue
                    }
                    guard let message = try JSON(parsing: checked.text)["message"]?.string else {
                        wrong.append("\(resource.name).\(field.name): nothing said while leaving it")
                        continue
                    }
                    if !refused.text.contains(message.prefix { $0 != "'" && $0 != "&" }) {
                        wrong.append("\(resource.name).\(field.name): other words, \(message)")
                    }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    @Test func a_change_sends_only_what_was_changed() async throws {
        try await TestProgram.with { program in
            let visitor = try await FormVisitor(program)
            let path = try await makeCustomer(visitor)
            let page = try await visitor.get("\(path)/edit").text
            #expect(page.contains("(512) 555-0142"))
            let answer = try await visitor.post(
                path,
                FormVisitor.hidden(page) + [("name", "Ada Marsh"), ("phone", "(512) 555-0142"), ("source", "call")])
            #expect(answer.status == 303)
            let row = try program.test.column(
                "select name || ' ' || phone || ' ' || source || ' ' || version from customers where id = '\(path.suffix(36))'"
            )
            #expect(row == ["Ada Marsh +15125550142 call 2"])
        }
    }

    @Test func of_two_changes_at_once_the_second_is_shown_both_values() async throws {
        try await TestProgram.with { program in
            let visitor = try await FormVisitor(program)
            let path = try await makeCustomer(visitor)
            let mine = FormVisitor.hidden(try await visitor.get("\(path)/edit").text)
            _ = try await visitor.post(path, mine + [("name", "Ada Theirs"), ("source", "referral")])
            let conflict = try await visitor.post(path, mine + [("name", "Ada Mine"), ("source", "manual")])
            #expect(conflict.status == 409)
            #expect(conflict.text.contains("Ada Theirs") && conflict.text.contains("Ada Mine"))
            // What only they changed is taken over.
            #expect(conflict.text.contains("value=\"referral\""))
            let again = FormVisitor.hidden(conflict.text) + [("name", "Ada Mine"), ("source", "referral")]
            let theirs = try await visitor.post(path, again + [("choose.name", "theirs")])
            #expect(theirs.status == 303)
            let name = "select name from customers where id = '\(path.suffix(36))'"
            #expect(try program.test.column(name) == ["Ada Theirs"])
            let yours = try await visitor.post(path, again + [("choose.name", "yours")])
            #expect(yours.status == 303)
            #expect(try program.test.column(name) == ["Ada Mine"])
        }
    }

    @Test func a_form_sent_twice_makes_one_record() async throws {
        try await TestProgram.with { program in
            let visitor = try await FormVisitor(program)
            let fields = FormVisitor.hidden(try await visitor.get("/leads/new").text) + [("name", "Twice")]
            let first = try await visitor.post("/leads", fields)
            let second = try await visitor.post("/leads", fields)
            #expect(first.status == 303 && second.headers["Location"] == first.headers["Location"])
            #expect(try program.test.column("select count(*) from leads where name = 'Twice'") == ["1"])
        }
    }

    @Test func a_form_begins_with_what_its_address_says_and_goes_back_where_it_came_from() async throws {
        try await TestProgram.with { program in
            let visitor = try await FormVisitor(program)
            let page = try await visitor.get("/leads/new?name=Given&back=/customers").text
            #expect(page.contains("value=\"Given\""))
            let answer = try await visitor.post("/leads", FormVisitor.hidden(page) + [("name", "Given")])
            #expect(answer.headers["Location"] == "/customers")
            let elsewhere = try await visitor.post("/leads", [("name", "Given"), ("back", "//evil.example")])
            #expect(elsewhere.headers["Location"]?.hasPrefix("/leads/") == true)
        }
    }

    @Test func what_is_deleted_can_be_brought_back_from_the_toast() async throws {
        try await TestProgram.with { program in
            let visitor = try await FormVisitor(program)
            let path = try await makeCustomer(visitor)
            let question = try await visitor.get("\(path)/delete", dialog: true)
            #expect(question.text.contains("Delete Ada?") && question.text.contains("within 30 days"))
            let deleted = try await visitor.post("\(path)/delete", [])
            #expect(deleted.headers["Location"] == "/customers")
            #expect(deleted.headers["Set-Cookie"]?.contains("restore") == true)
            let gone = try await visitor.get(path)
            #expect(gone.status != 200, "\(gone.status)")
            let back = try await visitor.post("\(path)/restore", [], dialog: true)
            #expect(back.headers["HX-Redirect"] == path)
            #expect(try await visitor.get(path).status == 200)
        }
    }

    @Test func a_draft_is_offered_again_until_it_is_sent() async throws {
        try await TestProgram.with { program in
            let visitor = try await FormVisitor(program)
            _ = try await visitor.post("/form-drafts", [("_form", "leads/new"), ("name", "Half typed"), ("_key", "k")])
            let offered = try await visitor.get("/leads/new").text
            #expect(offered.contains("You left a draft") && !offered.contains("value=\"Half typed\""))
            let restored = try await visitor.get("/leads/new?draft=restore").text
            #expect(restored.contains("value=\"Half typed\""))
            _ = try await visitor.post("/leads", FormVisitor.hidden(restored) + [("name", "Half typed")])
            #expect(try await visitor.get("/leads/new").text.contains("You left a draft") == false)
            _ = try await visitor.post("/form-drafts", [("_form", "leads/new"), ("name", "Again")])
            _ = try await visitor.post("/form-drafts/discard", [("_form", "leads/new")])
            #expect(try program.test.column("select count(*) from form_drafts") == ["0"])
        }
    }

    @Test func whoever_may_not_set_a_field_is_not_asked_for_it() async throws {
        try await TestProgram.with { program in
            for (role, key) in program.keys {
                for resource in makeable(program) where resource.access.create.allows(role) {
                    let page = try await program.ask(.get, "\(resource.path)/new", key: key, accept: "text/html")
                    #expect(page.status == 200, "\(resource.name) for \(role): \(page.status)")
                    for field in resource.fields
                    where !field.writeAccess.allows(role) || !field.readAccess.allows(role) {
                        #expect(
                            !page.text.contains("name=\"\(field.name)\""), "\(role): \(resource.name).\(field.name)")
                    }
                }
            }
        }
    }

    private func makeCustomer(_ visitor: FormVisitor) async throws -> String {
        let page = try await visitor.get("/customers/new").text
        let made = try await visitor.post(
            "/customers",
            FormVisitor.hidden(page).filter { $0.0 == "_key" } + [("name", "Ada"), ("phone", "512 555 0142")])
        return try #require(made.headers["Location"])
    }
}
