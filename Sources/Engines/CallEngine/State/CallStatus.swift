/// A call's status as carriers name it. What we do not know is kept as it came.
public enum CallStatus: Sendable, Hashable {
    case queued, initiated, ringing, inProgress
    case completed, busy, failed, noAnswer, canceled
    case unknown(String)

    /// Reads the carrier's word.
    public init(_ word: String) {
        self = CallStatus.known.first { $0.word == word.lowercased() } ?? .unknown(word)
    }

    public static let known: [CallStatus] = [
        .queued, .initiated, .ringing, .inProgress, .completed, .busy, .failed, .noAnswer, .canceled,
    ]

    public var word: String {
        switch self {
        case .queued: "queued"
        case .initiated: "initiated"
        case .ringing: "ringing"
        case .inProgress: "in-progress"
        case .completed: "completed"
        case .busy: "busy"
        case .failed: "failed"
        case .noAnswer: "no-answer"
        case .canceled: "canceled"
        case .unknown(let word): word
        }
    }

    public var isTerminal: Bool { rank == CallStatus.terminalRank }

    /// How far along; all ends are equally far. Unknown words say nothing.
    var rank: Int {
        switch self {
        case .unknown: 0
        case .queued: 1
        case .initiated: 2
        case .ringing: 3
        case .inProgress: 4
        case .completed, .busy, .failed, .noAnswer, .canceled: CallStatus.terminalRank
        }
    }

    private static let terminalRank = 5
}

extension CallStatus: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(word)
    }
}
