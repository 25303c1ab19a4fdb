internal import CPangoCairo

/// Sets text with Pango. Belongs to one thread.
final class TextSetter {
    private let context: OpaquePointer

    init(language: String) throws {
        guard let map = pango_cairo_font_map_get_default(), let context = pango_font_map_create_context(map) else {
            throw DocumentError.failed(reason: "no fonts could be read")
        }
        self.context = context
        // One unit of layout is one point on paper, and letters stand where the font wants them, not on a screen's grid.
        pango_cairo_context_set_resolution(context, 72)
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        pango_context_set_round_glyph_positions(context, 0)
        pango_context_set_language(context, pango_language_from_string(language))
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(context)) }

    func set(_ block: TextBlock, width: Double) throws -> SetText {
        guard width > 0, let layout = pango_layout_new(context) else { throw DocumentError.noRoom }
        let text = block.runs.map { $0.text.replacingNULs }
        pango_layout_set_text(layout, text.joined(), -1)
        pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE)))
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        switch block.alignment {
        case .start: pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT)
        case .center: pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
        case .end: pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
        }
        let attributes = pango_attr_list_new()
        var start = 0
        for (run, text) in zip(block.runs, text) {
            let end = start + text.utf8.count
            Self.style(run.style, from: start, to: end, in: attributes)
            start = end
        }
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
        return SetText(layout: layout, lineSpacing: block.lineSpacing, link: block.link)
    }

    private static func style(_ style: TextStyle, from start: Int, to end: Int, in list: OpaquePointer?) {
        func insert(_ attribute: UnsafeMutablePointer<PangoAttribute>?) {
            attribute?.pointee.start_index = UInt32(start)
            attribute?.pointee.end_index = UInt32(end)
            pango_attr_list_insert(list, attribute)
        }
        let font = pango_font_description_new()
        pango_font_description_set_family(font, style.family)
        pango_font_description_set_absolute_size(font, style.size * Double(PANGO_SCALE))
        pango_font_description_set_weight(font, PangoWeight(UInt32(style.weight.rawValue)))
        insert(pango_attr_font_desc_new(font))
        pango_font_description_free(font)
        func part(_ value: Double) -> UInt16 { UInt16(max(0, min(1, value)) * 65535) }
        insert(pango_attr_foreground_new(part(style.color.red), part(style.color.green), part(style.color.blue)))
        if style.hasTabularDigits { insert(pango_attr_font_features_new("tnum=1")) }
        if style.tracking != 0 { insert(pango_attr_letter_spacing_new(Int32(style.tracking * Double(PANGO_SCALE)))) }
    }
}

extension String {
    /// A C text ends at the first NUL.
    fileprivate var replacingNULs: String {
        utf8.contains(0) ? String(map { $0 == "\0" ? "\u{FFFD}" : $0 }) : self
    }
}

/// Text broken into lines. Keeps Pango's layout alive, which its lines point into.
final class SetText {
    struct Line {
        let line: UnsafeMutablePointer<PangoLayoutLine>
        /// From the block's left edge and the line's top to where the writing starts.
        let x: Double
        let baseline: Double
        let width: Double
        let height: Double
    }

    let link: String?
    let lines: [Line]
    private let layout: OpaquePointer

    /// Takes over the layout.
    fileprivate init(layout: OpaquePointer, lineSpacing: Double, link: String?) {
        self.layout = layout
        self.link = link
        let iterator = pango_layout_get_iter(layout)
        defer { pango_layout_iter_free(iterator) }
        let scale = Double(PANGO_SCALE)
        var lines: [Line] = []
        repeat {
            guard let line = pango_layout_iter_get_line_readonly(iterator) else { break }
            var logical = PangoRectangle()
            pango_layout_iter_get_line_extents(iterator, nil, &logical)
            let own = Double(logical.height) / scale
            let ascent = (Double(pango_layout_iter_get_baseline(iterator)) - Double(logical.y)) / scale
            lines.append(
                Line(
                    line: line, x: Double(logical.x) / scale, baseline: ascent + own * (lineSpacing - 1) / 2,
                    width: Double(logical.width) / scale, height: own * lineSpacing))
        } while pango_layout_iter_next_line(iterator) != 0
        self.lines = lines
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

    var height: Double { lines.reduce(0) { $0 + $1.height } }
}
