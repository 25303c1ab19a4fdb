internal import Core

/// The conversation of one call: deterministic, without I/O, its whole state Codable so that it can rest between
/// two webhooks. Feed it what was heard; do what it returns.
public struct Dialogue: Codable, Sendable, Hashable {
    /// How the call ended; nil while it runs.
    public internal(set) var outcome: Outcome?

    public init() {}

    /// Takes one thing heard and answers with the steps to perform, in order (see `Step`).
    /// After the end it answers `[.end(outcome)]` to everything.
    public mutating func hear(_ heard: Heard, facts: DialogueFacts) -> [Step] {
        []
    }
}
