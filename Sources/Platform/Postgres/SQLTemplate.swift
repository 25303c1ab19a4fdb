/// A statement's text, put together once and sent with other values each time. A connection finds what it has prepared by
/// the template itself, without looking at the text.
public final class SQLTemplate: Sendable {
    let pieces: [String]
    let text: String

    /// Takes the text of `sql`; its values are left out.
    public init(_ sql: SQL) {
        pieces = sql.pieces
        text = sql.text
    }

    /// The statement with the values of `parameters`, of which there must be as many as the text has places.
    public func bind(_ parameters: Parameters) -> SQL {
        precondition(
            parameters.count == pieces.count - 1,
            "a template with \(pieces.count - 1) places got \(parameters.count) values")
        return SQL(template: self, parameters: parameters)
    }
}
