internal import Core
internal import Figures

/// What figures should be in a month, said beside them.
enum Targets {
    /// A target is kept in whole units; a figure of money is in minor ones.
    static func words(_ target: Double, _ figure: Figure, _ context: Context) -> String {
        guard figure.unit == .money else { return FigureReading.words(target, figure.unit, context.currency) }
        let factor = (0..<context.currency.digits).reduce(1.0) { factor, _ in factor * 10 }
        return FigureReading.words(target * factor, .money, context.currency)
    }
}
