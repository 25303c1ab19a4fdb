import Foundation
import Postgres
import Testing

@testable import App

/// Work across organisations happens in few places, each reviewed.
@Suite struct SystemAccessTests {
    /// `file reason` of every statement that crosses organisations.
    private func uses() throws -> [String] {
        let sources = Repository.root + "/Sources"
        guard let files = FileManager.default.enumerator(atPath: sources) else { return [] }
        var found: [String] = []
        for case let file as String in files
        where file.hasSuffix(".swift") && file != "Platform/Postgres/Database.swift" {
            let text = try String(contentsOfFile: sources + "/" + file, encoding: .utf8)
            for call in text.matches(of: /\.system(?:Query|Transaction)\(\s*\.?([A-Za-z.]+)/) {
                found.append("\(file) \(call.output.1)")
            }
        }
        return found
    }

    @Test func every_statement_across_organisations_is_reviewed() throws {
        let list = try ReviewedList("system-access.txt")
        let uses = try uses()
        let unlisted = list.unlisted(uses)
        #expect(
            unlisted.isEmpty,
            "These cross organisations. Use a context, or list them in Tests/AppTests/system-access.txt with why:\n\(unlisted.joined(separator: "\n"))"
        )
        #expect(list.stale(uses).isEmpty, "These are gone; remove them from the list: \(list.stale(uses))")
    }

    @Test func a_reason_that_nobody_gives_is_removed() throws {
        let given = Set(try uses().map { $0.split(separator: " ")[1] })
        // Its makers give CommitNotifier the reason.
        let unused = SystemReason.allCases.map(\.rawValue).filter { !given.contains(Substring($0)) }
        #expect(unused.isEmpty, "\(unused)")
    }
}
