internal import CPangoCairo
internal import Core

private final class Output { var bytes: [UInt8] = [] }

/// Writes marks as PDF with Cairo.
enum PDFWriter {
    static func write(_ document: PDFDocument, _ pages: [[Mark]], _ setter: TextSetter) throws -> [UInt8] {
        let output = Output()
        // Cairo holds an unretained pointer to it and writes until the surface is gone.
        try withExtendedLifetime(output) { try write(document, pages, setter, to: output) }
        return output.bytes
    }

    private static func write(
        _ document: PDFDocument, _ pages: [[Mark]], _ setter: TextSetter, to output: Output
    ) throws {
        let surface = cairo_pdf_surface_create_for_stream(
            takeBytes, Unmanaged.passUnretained(output).toOpaque(), document.page.width, document.page.height)
        defer { cairo_surface_destroy(surface) }
        describe(document.information, surface)
        let cairo = cairo_create(surface)
        defer { cairo_destroy(cairo) }
        for (index, page) in pages.enumerated() {
            for mark in page { draw(mark, cairo) }
            try drawFooter(document, page: index + 1, of: pages.count, setter, cairo)
            cairo_show_page(cairo)
        }
        let drawn = cairo_status(cairo)
        // Fonts and the list of pages are written now.
        cairo_surface_finish(surface)
        for status in [drawn, cairo_surface_status(surface)] where status != CAIRO_STATUS_SUCCESS {
            throw DocumentError.failed(reason: String(cString: cairo_status_to_string(status)))
        }
    }

    private static func describe(_ information: PDFDocument.Information, _ surface: OpaquePointer?) {
        cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
        let created = Instant(seconds: information.created.seconds).description
        for (key, value) in [
            (CAIRO_PDF_METADATA_TITLE, information.title), (CAIRO_PDF_METADATA_AUTHOR, information.author),
            (CAIRO_PDF_METADATA_SUBJECT, information.subject), (CAIRO_PDF_METADATA_CREATOR, "Mainline"),
            (CAIRO_PDF_METADATA_CREATE_DATE, created), (CAIRO_PDF_METADATA_MOD_DATE, created),
        ] where !value.isEmpty {
            cairo_pdf_surface_set_metadata(surface, key, value)
        }
    }

    private static func draw(_ mark: Mark, _ cairo: OpaquePointer?) {
        switch mark {
        case .fill(let x, let y, let width, let height, let color):
            cairo_set_source_rgb(cairo, color.red, color.green, color.blue)
            cairo_rectangle(cairo, x, y, width, height)
            cairo_fill(cairo)
        case .line(let text, let index, let x, let y):
            let line = text.lines[index]
            if let link = text.link { begin(link, x + line.x, y, line, cairo) }
            cairo_move_to(cairo, x + line.x, y + line.baseline)
            pango_cairo_show_layout_line(cairo, line.line)
            if text.link != nil { cairo_tag_end(cairo, CAIRO_TAG_LINK) }
        }
    }

    private static func begin(_ link: String, _ x: Double, _ y: Double, _ line: SetText.Line, _ cairo: OpaquePointer?) {
        let escaped = link.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        cairo_tag_begin(cairo, CAIRO_TAG_LINK, "uri='\(escaped)' rect=[\(x) \(y) \(line.width) \(line.height)]")
    }

    private static func drawFooter(
        _ document: PDFDocument, page: Int, of count: Int, _ setter: TextSetter, _ cairo: OpaquePointer?
    ) throws {
        let style = TextStyle(size: 7.5, color: .muted).figures
        let margins = document.margins
        let width = document.page.width - margins.left - margins.right
        let y = document.page.height - margins.bottom + 20
        let number = try setter.set(TextBlock("\(page) / \(count)", style, alignment: .end), width: width)
        draw(.line(number, index: 0, x: margins.left, y: y), cairo)
        guard !document.footer.isEmpty else { return }
        let words = try setter.set(TextBlock(document.footer, style), width: width - 60)
        var lineY = y
        for index in words.lines.indices where lineY + words.lines[index].height < document.page.height {
            draw(.line(words, index: index, x: margins.left, y: lineY), cairo)
            lineY += words.lines[index].height
        }
    }
}

private func takeBytes(
    _ context: UnsafeMutableRawPointer?, _ bytes: UnsafePointer<UInt8>?, _ count: UInt32
) -> cairo_status_t {
    guard let context, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
    Unmanaged<Output>.fromOpaque(context).takeUnretainedValue().bytes
        .append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
    return CAIRO_STATUS_SUCCESS
}
