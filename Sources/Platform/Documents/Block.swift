/// One thing below another on a page.
public indirect enum Block: Sendable {
    /// Goes on on the next page where it does not fit.
    case text(TextBlock)
    case table(Table)
    /// Blocks beside each other; they stay on one page.
    case columns([Column], gap: Double)
    /// Blocks that stay on one page, such as a sum with its words.
    case together([Block])
    /// A line across.
    case rule(thickness: Double = 0.5, color: Color = .hairline)
    /// Points of nothing; swallowed at the top of a page.
    case space(Double)
    case pageBreak

    /// One of the blocks beside each other.
    public struct Column: Sendable {
        public let width: ColumnWidth
        public let blocks: [Block]

        public init(_ width: ColumnWidth = .share(1), _ blocks: [Block]) {
            self.width = width
            self.blocks = blocks
        }
    }
}

/// How wide a column is.
public enum ColumnWidth: Sendable, Hashable {
    case points(Double)
    /// Of what the fixed ones leave, in relation to the other shares.
    case share(Double)

    static func resolve(_ widths: [ColumnWidth], available: Double) -> [Double] {
        var fixed = 0.0
        var shares = 0.0
        for width in widths {
            switch width {
            case .points(let points): fixed += points
            case .share(let share): shares += share
            }
        }
        let unit = shares > 0 ? max(0, available - fixed) / shares : 0
        return widths.map { width in
            switch width {
            case .points(let points): points
            case .share(let share): share * unit
            }
        }
    }
}
