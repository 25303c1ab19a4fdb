/// What a caller says to what: rules, the first that fits wins, so that the conversation survives other wording.
struct CallScript: Sendable {
    enum Answer: Sendable {
        case say(String, confidence: Double = 0.92)
        case press(String)
        case silence
        case hangUp

        /// As the transcript shows it.
        var shown: String {
            switch self {
            case .say(let text, _): text
            case .press(let keys): "[keys \(keys)]"
            case .silence: "[silence]"
            case .hangUp: "[hangs up]"
            }
        }
    }

    /// An answer to whatever matches `pattern`, without regard to case; the answers are given in turn, the last one again.
    struct Rule: Sendable {
        let pattern: String
        let answers: [Answer]

        init(_ pattern: String, _ answers: Answer...) {
            self.pattern = pattern
            self.answers = answers
        }
    }

    var rules: [Rule]
    /// Seconds spoken after the tone; 0 for nothing.
    var voicemailSeconds = 0
    /// What becomes of a transfer.
    var dialStatus = "no-answer"

    /// Remembers how often each rule has been used.
    struct Memory {
        private let script: CallScript
        private var uses: [Int: Int] = [:]

        init(_ script: CallScript) { self.script = script }

        /// The answer to what was said; nil if no rule fits. Throws if a pattern is no regular expression.
        mutating func answer(to said: String) throws -> Answer? {
            for (index, rule) in script.rules.enumerated() {
                let pattern = try Regex(rule.pattern).ignoresCase()
                guard said.contains(pattern) else { continue }
                let use = uses[index, default: 0]
                uses[index] = use + 1
                return rule.answers[min(use, rule.answers.count - 1)]
            }
            return nil
        }
    }
}
