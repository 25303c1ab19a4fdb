public import Core

/// One step of the way of a test call or text, and what to do where it fails.
public struct LineTestStep: Sendable, Hashable {
    public enum State: String, Sendable { case passed, failed, waiting, skipped }

    public let title: String
    public let state: State
    public let detail: String
    /// What to do; nil where nothing is to be done.
    public let remedy: String?

    public init(_ title: String, _ state: State, _ detail: String = "", remedy: String? = nil) {
        self.title = title
        self.state = state
        self.detail = detail
        self.remedy = remedy
    }
}

/// Tries the way of a call and of a text as the carrier would go it, for those who set an organisation up.
public protocol LineTester: Sendable {
    /// A call to the organisation's number, from a number nobody has: rung, answered, booked, and taken back.
    func call(_ context: Context) async throws -> [LineTestStep]
    /// Sends a text to `number`. Throws `Problem` where it cannot even be written down.
    func sendText(to number: String, _ context: Context) async throws
    /// How far the last test text has come; none if there was none.
    func textSteps(_ context: Context) async throws -> [LineTestStep]
    /// Gives the organisation a number of the simulated carrier. Throws `Problem` 409 with a real one.
    func giveTestNumber(_ context: Context) async throws -> String
    /// Whether the carrier is played, so that numbers can be had for the asking.
    var isSimulated: Bool { get }
    /// What is to be entered at the carrier's console: a label and an address each.
    var addresses: [(label: String, address: String)] { get }
}
