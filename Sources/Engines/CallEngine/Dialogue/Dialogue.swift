internal import Core

/// The conversation of one call: deterministic, without I/O, its whole state Codable so that it can rest between
/// two webhooks. Feed it what was heard; do what it returns. It books, moves and cancels only what the caller agreed
/// to, says so only with the receipt in hand, and always comes to an end.
public struct Dialogue: Codable, Sendable, Hashable {
    /// How the call ended; nil while it runs.
    public internal(set) var outcome: Outcome?
    /// What the caller wants, once known.
    public internal(set) var intent: Intent?
    /// The caller's name, address, number and problem as far as known.
    public internal(set) var name: String?
    public internal(set) var address: String?
    public internal(set) var phone: String?
    public internal(set) var problem = ""
    /// `JobOffer.code`.
    public internal(set) var jobType: String?
    public internal(set) var window: SpokenWindow?
    /// The emergency heard, if any.
    public internal(set) var emergency: EmergencyScore?

    var stage = Stage.idle
    /// The last step handed out: repeated when something arrives that does not answer it.
    var awaiting: Step?
    var caller: KnownCaller?
    var offers: [OfferedSlot] = []
    var declined: [String] = []
    var chosen: OfferedSlot?
    /// The best that was achieved; the outcome if the caller hangs up now.
    var achieved: Outcome?
    /// Failed attempts at the present question.
    var strikes = 0
    var turns = 0
    var searches = 0
    var failures = 0
    var hostility = 0
    var isGone = false
    /// The caller said who they are well enough to hear about their visit.
    var isTrusted = false
    var isBusinessOpen = true
    /// Asked once whether it is an emergency, and told no.
    var emergencyDenied = false
    var alerted = false
    /// nil: everything, as in calls that began before there was anything else.
    var handling: CallHandling?

    /// Things heard before the call is brought to an end, whatever happens.
    public static let maximumTurns = 48
    /// Below this, speech is asked for again; below `sure`, what was understood is read back before it is written.
    static let audible = 0.4
    static let sure = 0.55

    public init() {}

    /// Takes one thing heard and answers with the steps to perform, in order (see `Step`). After the end it answers
    /// `[.end(outcome)]` to everything. Something unexpected is answered with the step that is still awaited: a step
    /// handed out twice is the same step, to be performed once.
    public mutating func hear(_ heard: Heard, facts: DialogueFacts) -> [Step] {
        if let outcome { return [.end(outcome)] }
        turns += 1
        let steps = turns > Dialogue.maximumTurns ? finish(settled, []) : answer(heard, facts)
        awaiting = steps.last
        return steps
    }

    private mutating func answer(_ heard: Heard, _ facts: DialogueFacts) -> [Step] {
        switch (heard, stage) {
        case (.start(let start), .idle): return greet(start, facts)
        case (.hangUp, _): return hungUp()
        case (.speech, .asking(let question)), (.digits, .asking(let question)), (.silence, .asking(let question)):
            return callerSaid(heard, to: question, facts)
        case (.slots(let slots), .searching): return offer(slots, facts)
        case (.booked(let receipt), .booking): return booked(receipt, facts)
        case (.rescheduled(let receipt), .moving): return moved(receipt, facts)
        case (.cancelled, .cancelling): return visitCancelled(facts)
        case (.bookingFailed(let failure), .booking), (.bookingFailed(let failure), .moving),
            (.bookingFailed(let failure), .cancelling):
            return writeFailed(failure, facts)
        case (.alertSent, .alerting): return alertSent(facts)
        case (.alertFailed, .alerting): return alertFailed(facts)
        case (.callbackQueued, .queueing(let outcome)): return callbackQueued(outcome, facts)
        case (.callbackFailed, .queueing): return finish(settled, [Wording.callbackFailed])
        case (.voicemailRecorded(let seconds), .recording): return voicemailRecorded(seconds, facts)
        case (.transferred, .transferring): return finish(alerted ? .emergencyEscalated : .transferred, [])
        case (.transferFailed, .transferring): return transferFailed(facts)
        case (_, .idle): return greet(CallStart(callerNumber: nil), facts)
        default: return awaiting.map { [$0] } ?? finish(settled, [])
        }
    }

    /// How the call would end now.
    var settled: Outcome { alerted ? .emergencyEscalated : achieved ?? .abandoned }

    mutating func finish(_ outcome: Outcome, _ words: [String]) -> [Step] {
        self.outcome = outcome
        stage = .ended
        return (isGone ? [] : words.map(Step.say)) + [.end(outcome)]
    }

    private mutating func hungUp() -> [Step] {
        isGone = true
        switch stage {
        case .searching, .asking, .transferring, .idle, .ended: return finish(settled, [])
        case .recording: return phone == nil ? finish(settled, []) : queueCallback(.voicemail, then: .callbackQueued)
        // A write is under way: its result still decides how the call ended.
        case .booking, .moving, .cancelling, .alerting, .queueing: return awaiting.map { [$0] } ?? finish(settled, [])
        }
    }
}

/// What the dialogue waits for.
enum Stage: Codable, Sendable, Hashable {
    case idle
    case asking(Question)
    case searching, booking, moving, cancelling, alerting
    /// The outcome once the callback is stored.
    case queueing(Outcome)
    case recording, transferring, ended
}

/// A question put to the caller.
enum Question: String, Codable, Sendable, Hashable, CaseIterable {
    case intent, job, name, address, phone, window, slot, bookingConfirm, cancelConfirm, houseNumber
    case emergencyConfirm, emergencyAddress, emergencyPhone, anythingElse
    case messageOrEmergency
}
