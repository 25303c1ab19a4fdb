/// Text of one style.
public struct TextRun: Sendable, Hashable {
    public let text: String
    public let style: TextStyle

    public init(_ text: String, _ style: TextStyle = TextStyle()) {
        self.text = text
        self.style = style
    }
}

/// Runs of text set as lines. `\n` begins a new line; scripts that run from right to left do so by themselves.
public struct TextBlock: Sendable, Hashable {
    public enum Alignment: Sendable {
        /// Where reading begins: left, or right in a text that runs from right to left.
        case start
        case center
        case end
    }

    public var runs: [TextRun]
    public var alignment: Alignment
    /// The height of a line in relation to the font's own.
    public var lineSpacing = 1.15
    /// The whole block leads there.
    public var link: String?

    public init(_ runs: [TextRun], alignment: Alignment = .start) {
        self.runs = runs
        self.alignment = alignment
    }

    public init(_ text: String, _ style: TextStyle = TextStyle(), alignment: Alignment = .start) {
        self.init([TextRun(text, style)], alignment: alignment)
    }
}
