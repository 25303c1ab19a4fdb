public import Core

/// Writes HTML as it goes: a page is plain statements inside closures, and nothing is built in between.
///
///     html.tr(.id(row), .class("row")) {
///         html.td { html.a(.href(path), name) }
///         html.td(.class("number"), total)
///         if isVIP { html.td { html.span(.class("badge"), "VIP") } }
///     }
///
/// Text and attribute values are escaped; only `raw` (literals in the source) and `markup` are not.
@frozen public struct HTML {
    /// Where the bytes go: usually the response itself.
    public let out: ByteWriter

    @inlinable public init(_ out: ByteWriter) { self.out = out }

    /// Starts a page.
    @inlinable public func doctype() { out.append("<!doctype html>") }

    /// Escaped text (or a number, an amount, a date).
    @inlinable public func text(_ content: some HTMLContent) { content.write(to: self) }

    /// Markup written in the source, as it is.
    @inlinable public func raw(_ literal: StaticString) { out.append(literal) }

    /// Markup rendered earlier.
    public func markup(_ markup: Markup) { out.append(markup.bytes) }

    /// Finished markup that may be written many times: an icon, a cached fragment.
    public struct Markup: Sendable, Hashable {
        /// UTF-8.
        public let bytes: [UInt8]

        /// Renders once.
        public init(_ render: (HTML) throws -> Void) rethrows {
            let out = ByteWriter(capacity: 256)
            try render(HTML(out))
            bytes = out.array
        }

        /// For markup whose origin is trusted, such as icon files installed beside the program. Never for input.
        public init(trusting bytes: [UInt8]) { self.bytes = bytes }

        /// The markup as text.
        public var string: String { String(decoding: bytes, as: UTF8.self) }
    }
}

/// What may stand as the text of an element.
public protocol HTMLContent {
    /// Writes the value with everything escaped that needs it.
    func write(to html: HTML)
}

extension String: HTMLContent {
    @inlinable public func write(to html: HTML) { html.out.appendEscapedHTML(self) }
}

extension Substring: HTMLContent {
    public func write(to html: HTML) {
        var copy = self
        copy.withUTF8 { html.out.appendEscapedHTML($0) }
    }
}

extension Int: HTMLContent {
    /// Plain digits; `Grouped` has thousands separators.
    @inlinable public func write(to html: HTML) { html.out.append(Int64(self)) }
}

extension Int64: HTMLContent {
    @inlinable public func write(to html: HTML) { html.out.append(self) }
}

extension Identifier: HTMLContent {
    public func write(to html: HTML) { html.out.append(description) }
}

extension ID: HTMLContent {
    public func write(to html: HTML) { html.out.append(description) }
}

extension LocalDate: HTMLContent {
    /// `2026-03-01`.
    public func write(to html: HTML) { html.out.append(description) }
}

extension LocalTime: HTMLContent {
    /// `14:05`.
    public func write(to html: HTML) { html.out.append(description) }
}

extension HTML.Markup: HTMLContent {
    public func write(to html: HTML) { html.markup(self) }
}
