import Archives
import Core
import Exports
import Foundation
import Testing

@testable import Imports

/// Files as they come, good and bad.
@Suite struct FileReadingTests {
    @Test func csv_comes_back_as_it_was_written() throws {
        let alphabet = ["a", "Ä", "😀", "שלום", ",", ";", "\"", "\n", "\r\n", "\t", " ", "=", "'", "1", "|"]
        var generator = Generator(seed: 7)
        for _ in 0..<60 {
            let width = 2 + Int(generator.next() % 5)
            let rows = (0..<8).map { _ in
                (0..<width).map { _ in
                    "x"
                        + (0..<(generator.next() % 6)).map { _ in alphabet[Int(generator.next()) % alphabet.count] }
                        .joined()
                }
            }
            let out = ByteWriter()
            let headers = (0..<width).map { "head \($0)" }
            for cells in [headers] + rows {
                for (index, cell) in cells.enumerated() {
                    if index > 0 { out.append(",") }
                    CSVWriter.field(cell, to: out)
                }
                out.append("\r\n")
            }
            #expect(try read(out.array).rows.map(\.cells) == rows)
        }
    }

    @Test(arguments: [",", ";", "\t", "|"]) func finds_the_delimiter(_ delimiter: String) throws {
        let file = try read(Array("name\(delimiter)phone\nAda\(delimiter)1\nBen\(delimiter)2\n".utf8))
        #expect(file.summary.headers == ["name", "phone"])
        #expect(file.rows.map(\.cells) == [["Ada", "1"], ["Ben", "2"]])
    }

    @Test func reads_every_encoding_that_tables_come_in() throws {
        let text = "name,city\nZoë,Köln\n"
        let wide = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let wideBig = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let latin = text.unicodeScalars.map { UInt8($0.value) }
        let files: [[UInt8]] = [
            Array(text.utf8), [0xEF, 0xBB, 0xBF] + text.utf8, [0xFF, 0xFE] + wide, wide, [0xFE, 0xFF] + wideBig, latin,
        ]
        for bytes in files { #expect(try read(bytes).rows.map(\.cells) == [["Zoë", "Köln"]]) }
    }

    @Test func line_ends_may_be_mixed_and_lines_are_counted_as_in_the_file() throws {
        let file = try read(Array("a,b\r\n1,2\n\n3,4\r\"5\n5\",6\n7,8".utf8))
        #expect(file.rows.map(\.cells) == [["1", "2"], ["3", "4"], ["5\n5", "6"], ["7", "8"]])
        #expect(file.rows.map(\.line) == [2, 4, 5, 7])
    }

    @Test func rows_of_another_length_than_the_headings_are_told() throws {
        let file = try read(Array("a,b\n1,2,3\n4\n5,6\n".utf8))
        #expect(file.rows.map(\.flags) == [.ragged, .ragged, []])
    }

    @Test func zero_bytes_and_bytes_that_are_no_text_spoil_their_row_alone() throws {
        let file = try read(Array("name,b\nA\0da,1\nZoë,é\nX".utf8) + [0xFF] + Array("y,2\nBen,3\n".utf8))
        #expect(file.rows.map(\.flags) == [.control, [], .encoding, []])
    }

    @Test func headings_that_come_twice_or_are_empty_are_numbered() throws {
        #expect(
            try read(Array("name,name,,phone\n1,2,3,4\n".utf8)).summary.headers == [
                "name", "name (2)", "Column 3", "phone",
            ])
    }

    @Test func one_column_is_a_table() throws {
        #expect(try read(Array("phone\n+15125550142\n".utf8)).rows.map(\.cells) == [["+15125550142"]])
    }

    @Test(arguments: [
        ("empty", ""), ("empty", "\n \r\n"), ("no_rows", "name,phone\n"), ("open_quote", "name\n\"Ada\nBen\n"),
        ("not_a_table", "%PDF-1.7 and so on"),
        ("too_many_columns", (0..<500).map { "c\($0)" }.joined(separator: ",") + "\n1\n"),
    ]) func refuses_what_is_no_table(_ code: String, _ text: String) {
        #expect { try read(Array(text.utf8)) } throws: { ($0 as? Problem)?.code == code }
    }

    @Test func refuses_a_line_that_does_not_end() {
        let bytes = Array("name,phone\n".utf8) + Array(repeating: UInt8(ascii: "x"), count: 3 << 20)
        #expect { try read(bytes) } throws: { ($0 as? Problem)?.code == "long_line" }
    }

    @Test func a_refused_file_leaves_nothing_behind() throws {
        let folder = NSTemporaryDirectory() + "mainline-reading-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: folder) } }
        try Data("name\n\"Ada".utf8).write(to: URL(fileURLWithPath: folder + "/upload"))
        #expect(throws: Problem.self) {
            try FileReading.read(folder + "/upload", into: folder + "/rows", limits: ReadLimits())
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["upload"])
    }

    @Test func reads_address_books() throws {
        let card = """
            BEGIN:VCARD
            VERSION:3.0
            N:Marsh;Ada;;;
            FN:Ada Mar
             sh
            TEL;TYPE=CELL:(512) 555-0142
            TEL;VALUE=uri:tel:+15125550177
            EMAIL:ada@example.com
            ADR;TYPE=HOME:;;14 Elm St\\, rear;Austin;TX;78701;USA
            UID:urn:uuid:77
            END:VCARD
            BEGIN:VCARD
            VERSION:2.1
            FN;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB =
            Quinn
            END:VCARD
            """
        let file = try read(Array(card.replacing("\n", with: "\r\n").utf8))
        #expect(file.summary.kind == "vcard")
        #expect(file.value("Name", 0) == "Ada Marsh")
        #expect(file.value("Phone 2", 0) == "+15125550177")
        #expect(file.value("Street", 0) == "14 Elm St, rear")
        #expect(file.value("External id", 0) == "77")
        #expect(file.value("Name", 1) == "Zoë Quinn")
    }

    @Test func reads_the_workbooks_that_it_writes() throws {
        let path = NSTemporaryDirectory() + "mainline-\(UUID().uuidString).xlsx"
        defer { unlink(path) }
        let columns: [ExportColumn] = [
            .init("Name"), .init("Born", .date), .init("Visits", .number), .init("VIP", .boolean),
        ]
        let book = try WorkbookWriter(path: path, folder: "/tmp", title: "People", columns: columns, zone: .utc)
        let born = try #require(LocalDate("1990-02-28"))
        try book.write([.text("=HYPERLINK(\"x\")"), .date(born), .integer(3), .boolean(true)])
        try book.write([.text("Zoë 😀 שלום"), .none, .integer(-2)])
        try book.finish()
        let file = try read([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
        #expect(file.summary.headers == ["Name", "Born", "Visits", "VIP"])
        #expect(file.rows[0].cells == ["=HYPERLINK(\"x\")", "1990-02-28", "3", "true"])
        #expect(file.rows[1].cells == ["Zoë 😀 שלום", "", "-2"])
    }

    @Test func refuses_workbooks_that_are_damaged() {
        #expect { try read([0x50, 0x4B, 0x03, 0x04, 1, 2, 3]) } throws: { ($0 as? Problem)?.code == "damaged" }
    }

    /// However much it would unfold to: in pieces that stay small, up to the bound, and no further.
    @Test func a_workbook_that_unfolds_to_much_is_given_up_at_its_bound() throws {
        let path = NSTemporaryDirectory() + "mainline-\(UUID().uuidString).xlsx"
        defer { unlink(path) }
        let archive = try ZipArchive(creating: path)
        try archive.add("xl/worksheets/sheet1.xml", [UInt8](repeating: 32, count: 48 << 20))
        try archive.close()
        let size = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path))).count
        #expect(size < 1 << 20)
        let workbook = try WorkbookArchive(path, size: size, limits: ReadLimits())
        var (unfolded, largest) = (0, 0)
        #expect {
            try workbook.read("xl/worksheets/sheet1.xml") { piece in
                unfolded += piece.count
                largest = max(largest, piece.count)
                return true
            }
        } throws: {
            ($0 as? Problem)?.code == "unfolds"
        }
        #expect(unfolded <= 32 << 20 && largest <= 128 << 10, "\(unfolded) bytes, \(largest) at once")
    }

    // MARK: - Help

    private struct ReadFile {
        let summary: FileSummary
        let rows: [SpoolRow]

        func value(_ header: String, _ row: Int) -> String? {
            summary.headers.firstIndex(of: header).map { rows[row].cells[$0] }
        }
    }

    @discardableResult
    private func read(_ bytes: [UInt8]) throws -> ReadFile {
        let path = NSTemporaryDirectory() + "mainline-reading-\(UUID().uuidString)"
        defer {
            unlink(path)
            unlink(path + ".rows")
        }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let (summary, _) = try FileReading.read(path, into: path + ".rows", limits: ReadLimits())
        return ReadFile(summary: summary, rows: try SpoolReader(path + ".rows").next(10_000))
    }
}

/// The same numbers every time.
private struct Generator: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
