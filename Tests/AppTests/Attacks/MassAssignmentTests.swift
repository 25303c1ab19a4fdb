import Core
import HTTP
import Records
import TestSupport
import Testing

@testable import App

/// Fields that are not a client's to set, sent along with those that are. A new resource, field or column is tested by
/// being there.
@Suite(.serialized) struct MassAssignmentTests {
    /// Columns of the resource's table that `role` may not set through it, and the fields it may not.
    private func forbidden(_ resource: Resource, _ role: Role, _ program: TestProgram) throws -> [String] {
        let settable = Set(
            resource.fields.filter {
                if case .computed = $0.source { return false }
                return !$0.isReadOnly && $0.writeAccess.allows(role) && $0.readAccess.allows(role)
            }.map(\.name))
        let columns = try program.test.column(
            """
            select column_name from information_schema.columns
            where table_schema = 'public' and table_name = '\(resource.name)' order by 1
            """)
        return Set(columns + resource.fields.map(\.name)).subtracting(settable).sorted()
    }

    /// A value that the field would take if it were the client's, so that nothing else refuses it.
    private func value(_ name: String, _ program: TestProgram) -> JSON {
        switch name {
        case "org_id": .string("\(program.theirs)")
        case "version": 77
        case _ where name.hasSuffix("_at") || name.hasSuffix("_from"): "2031-01-07T15:00:00Z"
        case _ where name.hasSuffix("_id") || name == "id" || name.hasSuffix("_by"):
            "01900000-0000-7000-8000-00000000dead"
        case _ where name.hasPrefix("is_"): true
        case "custom", "settings", "payload": ["a": 1]
        case _ where name.hasSuffix("_minor") || name.hasSuffix("count"): 100
        default: "markevil"
        }
    }

    @Test func no_program_sets_what_is_not_its_to_set() async throws {
        try await TestProgram.with { program in
            let requests = try program.filled()
            let before = try program.contents()
            var (wrong, tried): ([String], Int) = ([], 0)
            for resource in program.resources {
                for role in [Role.owner, .sales, .technician] {
                    let key = try #require(program.keys[role])
                    for name in try forbidden(resource, role, program) {
                        for (method, target) in try targets(resource, role, requests) {
                            tried += 1
                            let answer = try await program.ask(
                                method, target, key: key, body: [name: value(name, program)])
                            let isRefused =
                                [403, 404].contains(answer.status)
                                || answer.status == 422 && answer.text.contains("\"field\":\"\(name)\"")
                            if !isRefused {
                                wrong.append(
                                    "\(role): \(method.rawValue) \(target) with \(name): \(answer.status) \(answer.text.prefix(200))"
                                )
                            }
                        }
                    }
                }
            }
            #expect(tried > 1000)
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
            let changed = zip(before, try program.contents()).filter { $0 != $1 }.map(\.0)
            #expect(changed.isEmpty, "These were changed: \(changed)")
        }
    }

    /// Ways to write the resource: a new record, one, several.
    private func targets(
        _ resource: Resource, _ role: Role, _ requests: RouteRequests
    ) throws -> [(HTTP.Method, String)] {
        let path = "/api/v1/\(resource.name)"
        let id = try requests.samples.id(resource.name, organisation: "\(requests.organisation)")
        var targets: [(HTTP.Method, String)] = []
        if resource.access.create.allows(role) { targets.append((.post, path)) }
        if resource.access.update.allows(role) {
            targets += [(.patch, "\(path)/\(id)"), (.patch, "\(path)?id=eq.\(id)")]
        }
        return targets
    }

    /// Forms leave out what is not theirs: what a page adds to them changes nothing.
    @Test func no_form_sets_what_is_not_its_to_set() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            let requests = try program.filled()
            var (wrong, sent): ([String], Int) = ([], 0)
            for resource in program.resources where resource.presentation != nil {
                let id = try requests.samples.id(resource.name, organisation: "\(program.ours)")
                let names = try forbidden(resource, .owner, program).filter { !["updated_at", "version"].contains($0) }
                let columns = Set(
                    try program.test.column(
                        "select column_name from information_schema.columns where table_name = '\(resource.name)'"))
                let kept = names.filter(columns.contains)
                let row =
                    "select row(\(kept.map { "\"\($0)\"" }.joined(separator: ", ")))::text from \(resource.name) where id = '\(id)'"
                let before = try program.test.column(row)
                let fields = names.map { name in (name, value(name, program).string ?? value(name, program).text) }
                for target in ["\(resource.path)/\(id)", "\(resource.path)/\(id)/edit", resource.path] {
                    sent += 1
                    let answer = try await browser.post(target, fields)
                    if answer.status >= 500 { wrong.append("\(target): \(answer.status)") }
                }
                if try program.test.column(row) != before { wrong.append("\(resource.name) was changed") }
                let planted = try program.test.column(
                    "select count(*) from \(resource.name) t where t::text like '%markevil%'")[0]
                if planted != "0" { wrong.append("\(resource.name) holds what was planted") }
            }
            #expect(sent > 50)
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    @Test func no_action_takes_more_than_it_asks_for() async throws {
        try await TestProgram.with { program in
            let key = try #require(program.keys[.owner])
            _ = try program.filled()
            let before = try program.contents()
            var wrong: [String] = []
            for action in program.application.store.catalogue.actions.values.sorted(by: { $0.name < $1.name }) {
                for name in ["org_id", "version", "created_by", "role", "actor"]
                where !action.fields.contains(where: { $0.name == name }) {
                    let answer = try await program.ask(
                        .post, "/api/v1/actions/\(action.name)", key: key, body: [name: value(name, program)])
                    if answer.status != 422 && answer.status != 403 {
                        wrong.append("\(action.name), \(name): \(answer.status)")
                    }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
            #expect(try program.contents() == before)
        }
    }

    @Test func a_file_of_records_fills_only_fields_that_a_form_would() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.agent, in: program)
            for resource in program.resources
            where resource.presentation != nil && resource.access.create.allows(.agent) {
                let answer = try await browser.importFile(Array("a,b\n1,2\n".utf8), named: "a.csv", into: resource.name)
                guard answer.status == 303, let place = answer.headers["Location"] else { continue }
                for name in try forbidden(resource, .agent, program) where name != "id" {
                    let checked = try await browser.post(
                        "\(place)/check", [("column.0", name), ("column.1", ""), ("mode", "create")])
                    #expect(checked.status == 422, "\(resource.name).\(name): \(checked.status)")
                }
            }
        }
    }
}
