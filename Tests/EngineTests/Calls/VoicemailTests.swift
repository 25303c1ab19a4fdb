import CallEngine
import Core
import Testing

/// Calls of an organisation that only takes messages.
@Suite struct VoicemailTests {
    private func open(_ handling: CallHandling, number: String? = "+15125550100") throws -> DialogueBench {
        var call = DialogueBench()
        try call.hear(.start(CallStart(callerNumber: number, handling: handling)))
        return call
    }

    private func isRecording(_ call: DialogueBench) -> Bool {
        if case .recordVoicemail = call.last { true } else { false }
    }

    private func hasAlerted(_ call: DialogueBench) -> Bool {
        call.did { if case .alertOwner = $0 { true } else { false } }
    }

    @Test(arguments: [
        "message", "I'd like to book a visit for tomorrow", "can I talk to a person", "my sink drips a little",
        "it's not an emergency, just call me back", "cancel my appointment",
    ])
    func whatever_is_no_emergency_becomes_a_message_and_a_callback(words: String) throws {
        var call = try open(.voicemail)
        try call.say(words)
        #expect(isRecording(call), "\(call.transcript)")
        try call.hear(.voicemailRecorded(seconds: 12))
        #expect(call.outcome == .voicemail)
        #expect(call.did { if case .queueCallback(let request) = $0 { request.reason == .voicemail } else { false } })
        #expect(!hasAlerted(call) && call.booking == nil)
    }

    @Test func silence_leads_to_the_tone_at_once() throws {
        var call = try open(.voicemail)
        try call.hear(.silence)
        #expect(isRecording(call))
    }

    @Test(arguments: [
        "emergency", "this is an emergency", "a pipe burst in my basement and water is everywhere",
        "I smell gas in the kitchen",
    ])
    func an_emergency_is_raised_before_anything_else(words: String) throws {
        var call = try open(.voicemail)
        try call.say(words)
        #expect(hasAlerted(call), "\(call.transcript)")
    }

    @Test func pressing_1_raises_the_alarm() throws {
        var call = try open(.voicemail)
        #expect(call.transcript.contains("press 1"))
        try call.hear(.digits("1"))
        #expect(hasAlerted(call))
        try call.say("14 Elm Street, Austin")
        #expect(call.outcome == .emergencyEscalated, "\(call.transcript)")
    }

    @Test func a_doubt_is_asked_about_and_a_no_becomes_a_message() throws {
        var call = try open(.voicemail)
        try call.say("water is coming from the ceiling a bit")
        if !isRecording(call), !hasAlerted(call) { try call.say("no") }
        #expect(isRecording(call) || hasAlerted(call), "\(call.transcript)")
        #expect(call.booking == nil)
    }

    @Test func where_emergencies_are_off_the_caller_is_told_whom_to_call() throws {
        let call = try open(.voicemailOnly)
        #expect(isRecording(call))
        #expect(call.transcript.contains("911"))
    }

    @Test func a_withheld_number_can_leave_a_message() throws {
        var call = try open(.voicemail, number: nil)
        try call.say("message")
        try call.hear(.voicemailRecorded(seconds: 9))
        #expect(call.outcome == .voicemail)
    }
}
