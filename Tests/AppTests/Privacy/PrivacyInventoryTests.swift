import Foundation
import TestSupport
import Testing

@testable import App

/// docs/privacy-inventory.md says of every column that may hold words whether they are about a person.
@Suite struct PrivacyInventoryTests {
    @Test func every_column_of_words_is_declared() async throws {
        let inventory = try Inventory()
        let test = try await MainlineDatabase.make()
        defer { test.drop() }
        let columns = try test.column(
            """
            select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
            where a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
              and a.atttypid in ('text'::regtype, 'jsonb'::regtype, 'text[]'::regtype, 'bytea'::regtype, 'inet'::regtype)
              and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
            order by 1
            """)
        let undeclared = columns.filter { !inventory.says($0) }
        #expect(
            undeclared.isEmpty, "Say in docs/privacy-inventory.md what they are: \(undeclared.joined(separator: ", "))")
        let tables = Set(columns.compactMap { $0.split(separator: ".").first })
        let gone = inventory.columns.subtracting(columns).filter { tables.contains($0.prefix { $0 != "." }) }
        #expect(gone.isEmpty, "No such columns: \(gone.sorted().joined(separator: ", "))")
    }

    @Test func every_secret_says_how_it_rests() async throws {
        let inventory = try Inventory()
        let test = try await MainlineDatabase.make()
        defer { test.drop() }
        let secrets = try test.column(
            """
            select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
            where a.attnum > 0 and not a.attisdropped and c.relnamespace = 'public'::regnamespace
              and c.relkind in ('r', 'p') and not c.relispartition
              and a.atttypid in ('text'::regtype, 'bytea'::regtype)
              and a.attname ~ '(secret|token|password|factor|private_key|code_hash)'
            order by 1
            """)
        let unsaid = secrets.filter { !inventory.secrets.contains($0) }
        #expect(unsaid.isEmpty, "Say under “Secrets at rest” how they rest: \(unsaid.joined(separator: ", "))")
    }

    /// The tables of the document.
    private struct Inventory {
        var columns: Set<String> = []
        var anywhere: Set<String> = []
        var secrets: Set<String> = []

        init() throws {
            let text = try String(contentsOfFile: Repository.root + "/docs/privacy-inventory.md", encoding: .utf8)
            var section = ""
            for line in text.split(separator: "\n").map(String.init) {
                if line.hasPrefix("## ") { section = line }
                let words = Self.quoted(line)
                if section.contains("wherever they are") {
                    anywhere.formUnion(words)
                } else if section.contains("Secrets at rest") {
                    if line.hasPrefix("| `") { secrets.formUnion(words) }
                } else if line.hasPrefix("| `"), let table = words.first {
                    columns.formUnion(words.dropFirst().map { "\(table).\($0)" })
                }
            }
        }

        func says(_ column: String) -> Bool {
            columns.contains(column) || anywhere.contains(String(column.split(separator: ".")[1]))
        }

        private static func quoted(_ line: String) -> [String] {
            line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        }
    }
}
