import CallEngine
import Core
import Testing

@Suite struct DialogueScenarioTests {
    static let ada = KnownCaller(
        name: "Ada Marsh", address: "14 Elm Street, Austin", isVerified: true, appointment: DialogueBench.appointment)

    @Test(arguments: [
        "yes", "the first one", "one o'clock works", "yes please, that's perfect", "1 pm", "tomorrow at one",
    ])
    func books_a_new_caller(agreeing words: String) throws {
        var call = DialogueBench()
        try call.start()
        try call.say("Hi, my kitchen sink is leaking, can someone come tomorrow afternoon?")
        #expect(call.said.last?.contains("name") == true, "\(call.transcript)")
        try call.say("Ada Marsh")
        #expect(call.said.last?.contains("address") == true, "\(call.transcript)")
        try call.say("14 Elm Street, Austin")
        #expect(call.said.last?.contains("tomorrow at 1 PM or at 2 PM") == true, "\(call.transcript)")
        #expect(call.booking == nil)
        try call.say(words)
        let booking = try #require(call.booking, "\(call.transcript)")
        #expect(booking.name == "Ada Marsh")
        #expect(booking.address == "14 Elm Street, Austin")
        #expect(booking.jobType == "leak")
        #expect(booking.slot.id == "1-13")
        #expect(call.transcript.contains("You're all set, Ada"))
        try call.hear(.hangUp)
        #expect(call.outcome == .booked)
    }

    @Test(arguments: [
        "two o'clock works", "the second one", "two works", "the later one", "2 pm please", "I'll take the 2 pm",
    ])
    func books_the_second_time(choosing words: String) throws {
        var call = DialogueBench()
        try call.start()
        try call.say("my faucet drips, could you send someone tomorrow afternoon")
        try call.say("it's Bob Lee")
        try call.say("it's 220 west 5th street apartment 3")
        try call.say(words)
        #expect(call.booking?.slot.id == "1-14", "\(call.transcript)")
        #expect(call.booking?.address == "220 West 5th Street, apartment 3")
        try call.say("no thanks")
        #expect(call.outcome == .booked)
        #expect(call.last == .end(.booked))
    }

    @Test func moves_a_returning_callers_visit() throws {
        var call = DialogueBench()
        try call.start(caller: DialogueScenarioTests.ada)
        #expect(call.transcript.contains("Hi Ada"))
        try call.say("I need to move my appointment to Friday morning")
        #expect(call.transcript.contains("Friday, March 6 at 9 AM"), "\(call.transcript)")
        #expect(!call.did { if case .reschedule = $0 { true } else { false } })
        try call.say("yes")
        #expect(
            call.did { if case .reschedule(_, let slot) = $0 { slot.id == "2-9" } else { false } }, "\(call.transcript)"
        )
        try call.say("no, that's all, thank you")
        #expect(call.outcome == .rescheduled)
    }

    @Test func asks_the_house_number_where_the_number_is_not_attested() throws {
        var ada = DialogueScenarioTests.ada
        ada.isVerified = false
        var call = DialogueBench()
        try call.start(caller: ada)
        try call.say("I need to cancel my appointment")
        #expect(!call.transcript.contains("tomorrow"))
        try call.say("fourteen")
        try call.say("yes")
        try call.say("no")
        #expect(call.outcome == .cancelled, "\(call.transcript)")

        var thief = DialogueBench()
        try thief.start(caller: ada)
        try thief.say("I need to cancel my appointment")
        try thief.say("twelve")
        try thief.say("thirteen")
        #expect(thief.outcome == .callbackQueued)
        #expect(!thief.did { if case .cancel = $0 { true } else { false } })
    }

    @Test func escalates_a_burst_pipe() throws {
        var call = DialogueBench()
        try call.start()
        try call.say("A pipe burst and water is everywhere!")
        #expect(call.transcript.contains("main water valve"))
        #expect(call.alerts.count == 1)
        try call.say("14 Elm Street in Austin, please hurry")
        #expect(call.alerts.last?.address == "14 Elm Street, Austin", "\(call.alerts)")
        #expect(call.outcome == .emergencyEscalated, "\(call.transcript)")
    }

    @Test func alerts_even_if_the_caller_hangs_up_at_once() throws {
        var call = DialogueBench()
        try call.start()
        try call.say("my basement is flooding")
        try call.hear(.hangUp)
        #expect(call.alerts.count == 1)
        #expect(call.outcome == .emergencyEscalated)
    }

    @Test func gas_sends_people_out_before_anything_else() throws {
        var call = DialogueBench()
        try call.start()
        try call.say("I smell gas in my kitchen")
        let safety = try #require(call.said.first { $0.contains("leave the building") })
        #expect(safety.contains("9-1-1"))
        #expect(call.said.firstIndex(of: safety) == 2)
    }

    @Test func a_doubtful_emergency_is_asked_about() throws {
        var call = DialogueBench()
        try call.start()
        try call.say("this is an emergency")
        #expect(call.alerts.isEmpty)
        try call.say("yes, it's really bad")
        #expect(call.alerts.count == 1)
        var calm = DialogueBench()
        try calm.start()
        try calm.say("the toilet overflowed a bit, it is an emergency")
        if calm.alerts.isEmpty {
            try calm.say("no, not really")
            #expect(calm.alerts.isEmpty)
            #expect(calm.outcome == nil)
        }
    }

    @Test func takes_a_message_after_hours() throws {
        var call = DialogueBench()
        try call.start(open: false)
        #expect(call.transcript.contains("closed"))
        try call.say("I'll just leave a message")
        #expect(call.last == .recordVoicemail(maximumSeconds: 180))
        try call.hear(.voicemailRecorded(seconds: 20))
        #expect(call.callbacks.map(\.reason) == [.voicemail])
        #expect(call.outcome == .voicemail)
    }

    @Test func answers_questions() throws {
        var call = DialogueBench()
        try call.start()
        try call.say("what are your hours?")
        #expect(call.transcript.contains("eight to six"))
        try call.say("and how much is a visit?")
        #expect(call.transcript.contains("89 dollars"))
        try call.say("no that's it, thanks")
        #expect(call.outcome == .answered, "\(call.transcript)")
    }

    @Test func connects_to_a_person_or_takes_a_message() throws {
        var call = DialogueBench(person: TransferTarget(name: "Rosa", phone: "+15125550199"))
        try call.start()
        try call.say("can I talk to a real person")
        #expect(call.last == .transfer(TransferTarget(name: "Rosa", phone: "+15125550199")))
        var other = call
        try call.hear(.transferred)
        #expect(call.outcome == .transferred)
        try other.hear(.transferFailed)
        #expect(other.last == .recordVoicemail(maximumSeconds: 180))
        try other.hear(.hangUp)
        #expect(other.outcome == .callbackQueued)
    }

    @Test func silence_and_noise_come_to_an_end() throws {
        var call = DialogueBench()
        try call.start()
        for _ in 0..<3 { try call.hear(.silence) }
        #expect(call.outcome == .abandoned)

        var noisy = DialogueBench()
        try noisy.start()
        try noisy.say("grmbl", confidence: 0.2)
        try noisy.say("mfff", confidence: 0.1)
        guard case .gather(let gather) = noisy.last else { return #expect(Bool(false)) }
        #expect(gather.keysOnly && gather.digits == 1)
        try noisy.say("hrrr", confidence: 0.1)
        #expect(noisy.last == .recordVoicemail(maximumSeconds: 180))
    }

    @Test func books_by_keypad() throws {
        var call = DialogueBench()
        try call.start()
        try call.hear(.digits("1"))
        try call.say("my drain is clogged")
        try call.say("My name is Joe")
        try call.say("99 Oak Avenue")
        try call.say("Thursday")
        try call.hear(.digits("2"))
        #expect(call.booking?.slot.id == "1-13", "\(call.transcript)")
        #expect(call.booking?.jobType == "drain")
    }

    @Test func a_taken_time_is_replaced_and_a_lost_cause_called_back() throws {
        var call = DialogueBench()
        call.failures = [.slotTaken]
        try call.start()
        try call.say("My name is Ada Marsh, I have a leak at 14 Elm Street in Austin, can you come tomorrow afternoon")
        try call.say("yes")
        #expect(call.outcome == nil)
        try call.say("okay")
        #expect(call.booking?.slot.id == "1-14", "\(call.transcript)")
        var lost = DialogueBench()
        lost.failures = [.unavailable]
        try lost.start()
        try lost.say("My name is Ada Marsh, I have a leak at 14 Elm Street in Austin, can you come tomorrow afternoon")
        try lost.say("yes")
        #expect(lost.outcome == .callbackQueued)
        #expect(!lost.transcript.contains("all set"))
    }

    @Test func other_times_are_searched_when_asked_for() throws {
        var call = DialogueBench()
        try call.start()
        try call.say("I need someone to fix a leaking faucet tomorrow")
        try call.say("this is Ada Marsh")
        try call.say("14 Elm Street")
        try call.say("no, neither. How about Friday afternoon?")
        #expect(call.said.last?.contains("Friday, March 6 at 1 PM") == true, "\(call.transcript)")
        try call.say("the second one please")
        #expect(call.booking?.slot.id == "2-14", "\(call.transcript)")
    }

    @Test func doubtful_hearing_is_read_back_before_it_is_written() throws {
        var call = DialogueBench()
        try call.start()
        try call.say("My name is Ada Marsh, I have a leak at 14 Elm Street in Austin, can you come tomorrow afternoon")
        try call.say("yes", confidence: 0.45)
        #expect(call.booking == nil)
        #expect(call.said.last?.contains("Is that right?") == true)
        try call.say("yes")
        #expect(call.booking != nil)
    }

    @Test func wrong_number_blocked_and_hostile_callers() throws {
        var wrong = DialogueBench()
        try wrong.start()
        try wrong.say("oh sorry, wrong number")
        #expect(wrong.outcome == .answered)
        var blocked = DialogueBench()
        try blocked.start(blocked: true)
        #expect(blocked.outcome == .blocked)
        var hostile = DialogueBench()
        try hostile.start()
        try hostile.say("you people are fucking useless")
        #expect(hostile.outcome == nil)
        try hostile.say("you stupid machine")
        #expect(hostile.outcome == .callbackQueued)
    }

    @Test func status_and_billing() throws {
        var call = DialogueBench()
        try call.start(caller: DialogueScenarioTests.ada)
        try call.say("when is my appointment?")
        #expect(call.transcript.contains("tomorrow at 10 AM with Sam"), "\(call.transcript)")
        try call.say("I also have a question about my bill")
        #expect(call.callbacks.map(\.reason) == [.billing])
        #expect(call.outcome == .answered)
    }

    @Test func a_time_without_a_day_means_the_day_just_offered() throws {
        var call = DialogueBench()
        try call.start()
        try call.say("Hello, my heater isn't working")
        try call.say("Ada Marsh")
        try call.say("14 Elm Street, Austin")
        try call.say("as soon as possible")
        try call.say("is there anything on Friday?")
        try call.say("two o'clock")
        #expect(call.said.last?.contains("Friday, March 6 at 2 PM") == true, "\(call.transcript)")
        try call.say("yes")
        #expect(call.booking?.slot.id == "2-14")
        #expect(call.booking?.jobType == "general")
    }

    @Test func a_question_may_become_a_visit() throws {
        var call = DialogueBench()
        try call.start()
        try call.say("do you guys do drain cleaning?")
        try call.say("yes, tomorrow morning please")
        try call.say("this is Kim Ito")
        try call.say("7 Hill Road Austin")
        try call.say("yes please")
        #expect(call.booking?.jobType == "drain", "\(call.transcript)")
    }
}
