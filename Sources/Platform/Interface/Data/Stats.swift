public import HTML

/// How a number moved since the period before.
public struct StatChange: Sendable {
    /// `none`: words about the number, without a movement.
    public enum Direction: Sendable { case up, down, same, none }

    public let direction: Direction
    /// `12% from last week`.
    public let words: String
    /// Whether that is welcome.
    public let tone: Tone

    public init(_ direction: Direction, _ words: String, tone: Tone = .neutral) {
        self.direction = direction
        self.words = words
        self.tone = tone
    }
}

extension HTML {
    /// Numbers side by side, as many in a row as fit, or `columns` where there is room. `cards` writes `stat`s.
    public func stats(columns: Int? = nil, _ cards: () throws -> Void) rethrows {
        try div(.class("stats"), columns.map { .data("columns", String($0)) } ?? .none) { try cards() }
    }

    /// A number that matters, how it moved, and the way to the list behind it.
    /// - Parameter trend: Values of the last periods, oldest first, drawn as a line.
    public func stat(
        _ label: String, _ value: some HTMLContent, to path: String, change: StatChange? = nil, trend: [Double] = []
    ) {
        a(.class("stat"), .href(path)) {
            span(.class("stat-label"), label)
            span(.class("stat-value"), value)
            sparkline(trend)
            if let change {
                span(.class("stat-change"), .data("tone", change.tone.rawValue)) {
                    switch change.direction {
                    case .up: icon(.trendUp)
                    case .down: icon(.trendDown)
                    case .same: icon(.arrowRight)
                    case .none: break
                    }
                    text(change.words)
                }
            }
        }
    }

    /// A line without axes, 72 by 28; hidden from screen readers, since the numbers are in the list behind.
    public func sparkline(_ values: [Double]) {
        guard values.count > 1, let low = values.min(), let high = values.max() else { return }
        let span = high > low ? high - low : 1
        let points = values.enumerated().map { index, value in
            let x = 1 + Double(index) * 70 / Double(values.count - 1)
            let y = high > low ? 26 - (value - low) / span * 24 : 14
            return "\((x * 10).rounded() / 10),\((y * 10).rounded() / 10)"
        }
        svg(.class("sparkline"), .attribute("viewBox", "0 0 72 28"), .aria("hidden", true)) {
            polyline(.attribute("points", points.joined(separator: " "))) {}
        }
    }
}
