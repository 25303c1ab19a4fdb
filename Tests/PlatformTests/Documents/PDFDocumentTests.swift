import Core
import Documents
import Foundation
import Testing

@Suite struct PDFDocumentTests {
    /// What a reader sees, by Poppler's `pdftotext` and `pdfinfo`.
    private func read(_ tool: String, _ bytes: [UInt8], _ arguments: [String] = []) throws -> String {
        let path = NSTemporaryDirectory() + "document-\(UUID()).pdf"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { unlink(path) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/" + tool)
        process.arguments = arguments + [path] + (tool == "pdftotext" ? ["-"] : [])
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    private func document(_ blocks: [Block]) -> PDFDocument {
        PDFDocument(.init(title: "T", author: "A", created: Instant(seconds: 0)), blocks: blocks)
    }

    @Test func the_text_of_every_script_can_be_read_back() throws {
        let text = try read("pdftotext", SampleInvoice.document(lines: 3).render(), ["-layout"])
        for part in ["Invoice", "Zoë Müller 山田", "Größenwahn", "Total due", "£232.80", "Pay online", "مرحبا"] {
            #expect(text.contains(part))
        }
    }

    @Test func a_table_repeats_its_header_on_each_page() throws {
        let text = try read("pdftotext", SampleInvoice.document(lines: 60).render(), ["-layout"])
        let pages = text.split(separator: "\u{c}").filter { $0.contains("Item") }
        #expect(pages.count == 3)
        #expect(pages.allSatisfy { $0.contains("Description") && $0.contains("Amount") })
        for line in 3...60 { #expect(text.contains("Item \(line):")) }
        // pdftotext drops the narrow spaces around the slash.
        let numbers = text.replacingOccurrences(of: " ", with: "")
        #expect(numbers.contains("1/3") && numbers.contains("2/3") && numbers.contains("3/3"))
    }

    @Test func the_file_says_what_it_is() throws {
        let information = try read("pdfinfo", SampleInvoice.document(lines: 1).render(), ["-isodates"])
        #expect(information.contains("Invoice 2026-0042"))
        #expect(information.contains("Brightwater Heating Ltd"))
        #expect(information.contains("2026-03-01T14:05:00Z"))
        #expect(information.contains("595.28 x 841.89 pts (A4)"))
        let letter = try read("pdfinfo", SampleInvoice.document(lines: 1, page: .letter).render())
        #expect(letter.contains("612 x 792 pts (letter)"))
    }

    @Test func the_same_document_has_the_same_bytes() throws {
        #expect(try SampleInvoice.document(lines: 40).render() == SampleInvoice.document(lines: 40).render())
    }

    @Test func long_text_goes_on_on_the_next_page() throws {
        let words = (1...6000).map { "w\($0)" }.joined(separator: " ")
        let text = try read("pdftotext", document([.text(TextBlock(words))]).render())
        #expect(text.contains("w1 ") && text.contains("w6000"))
        #expect(text.split(separator: "\u{c}").count > 5)
    }

    @Test func a_row_taller_than_a_page_goes_on_below_the_header() throws {
        let words = (1...3000).map { "w\($0)" }.joined(separator: " ")
        let table = Table(
            widths: [.share(1), .share(1)], header: .init([TextBlock("Head")]),
            rows: [.init([TextBlock(words), TextBlock("x")])])
        let pages = try read("pdftotext", document([.table(table)]).render()).split(separator: "\u{c}")
        #expect(pages.count > 3)
        #expect(pages.allSatisfy { $0.contains("Head") || !$0.contains("w") })
        #expect(pages.joined().contains("w3000"))
    }

    @Test func what_stays_together_moves_to_the_next_page() throws {
        let block = Block.together([.text(TextBlock("first")), .space(60), .text(TextBlock("second"))])
        let pages = try read("pdftotext", document([.text(TextBlock("top")), .space(680), block]).render()).split(
            separator: "\u{c}")
        #expect(pages.count >= 2 && pages[1].contains("first") && pages[1].contains("second"))
    }

    @Test func says_what_cannot_be_laid_out() {
        let tall = document([.together([.text(TextBlock("x")), .space(5000), .text(TextBlock("y"))])])
        #expect(throws: DocumentError.tooTall) { try tall.render() }
        var narrow = document([.text(TextBlock("x"))])
        narrow.margins = Margins(left: 400, right: 400)
        #expect(throws: DocumentError.noRoom) { try narrow.render() }
    }

    @Test func an_empty_document_is_one_page() throws {
        #expect(try read("pdfinfo", document([]).render()).contains("Pages:           1"))
        #expect(try read("pdfinfo", document([.text(TextBlock(""))]).render()).contains("Pages:           1"))
    }

    @Test func threads_may_make_documents_at_once() async throws {
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<8 { group.addTask { try SampleInvoice.document(lines: 5).render() } }
            var seen: Set<[UInt8]> = []
            for try await bytes in group { seen.insert(bytes) }
            #expect(seen.count == 1)
        }
    }
}
