internal import Core
internal import Figures
internal import HTML
internal import Interface

/// A figure as a card: the number, how it moved, the way to the list behind it.
struct FigureCard {
    let reading: FigureReading
    let scope: FigureScope
    /// In whole units a month; told where the period is this month.
    var target: Double?
    /// Whether the card stands among others that are not about this month, and has to say so.
    var isThisMonth = false

    func write(_ html: HTML) {
        let figure = reading.figure
        html.stat(
            title, ([reading.words] + reading.others.map(\.description)).joined(separator: " + "),
            to: figure.path(scope), change: change, trend: reading.points)
    }

    private var title: String {
        if isThisMonth, case .flow = reading.figure.source { return "\(reading.figure.title) this month" }
        return reading.figure.title
    }

    private var change: StatChange? {
        if let target, scope.period.name == .month {
            return StatChange(.none, "of \(Targets.words(target, reading.figure, scope.context)) this month")
        }
        guard case .flow = reading.figure.source else { return nil }
        guard let change = reading.change else {
            return reading.before == nil || reading.value == nil
                ? nil
                : StatChange(
                    .none,
                    reading.before == 0
                        ? "none before"
                        : "\(FigureReading.words(reading.before, reading.figure.unit, reading.currency)) before")
        }
        let percent = Int(min(change.rounded().magnitude, 1_000_000))
        if percent == 0 { return StatChange(.same, "as before") }
        let before = FigureReading.words(reading.before, reading.figure.unit, reading.currency)
        // Hundredfold says nothing but that there was next to nothing before.
        let words = percent >= 1000 ? "against \(before)" : "\(percent)% against \(before)"
        let isUp = change > 0
        let isWelcome = reading.figure.wanted == .neither ? nil : (reading.figure.wanted == .more) == isUp
        return StatChange(
            isUp ? .up : .down,
            words,
            tone: isWelcome.map { $0 ? .good : .bad } ?? .neutral)
    }
}
