/// What callers say.
enum DemoSpeech {
    struct Problem: Sendable {
        /// The job type it needs.
        let job: String
        let words: String
        /// What the technician did.
        let remedy: String

        init(_ job: String, _ words: String, _ remedy: String) {
            self.job = job
            self.words = words
            self.remedy = remedy
        }
    }

    static let problems = [
        Problem(
            "Leak repair", "The kitchen faucet drips all night.", "Replaced the cartridge, tested for ten minutes."),
        Problem("Leak repair", "There is water under the bathroom sink.", "New supply line and compression ring."),
        Problem("Leak repair", "A pipe in the garage is leaking.", "Cut out the pinhole, sweated in a coupling."),
        Problem("Leak repair", "The toilet keeps running and leaks at the base.", "New fill valve and wax ring."),
        Problem("Leak repair", "The outdoor tap won't stop dripping.", "Replaced the hose bib, insulated it."),
        Problem("Drain cleaning", "The shower drain is backing up.", "Snaked twelve feet, hair and soap removed."),
        Problem("Drain cleaning", "My kitchen sink is clogged.", "Cleared grease from the trap and the branch line."),
        Problem("Drain cleaning", "The toilet is blocked and won't flush.", "Augered the closet bend, flushes well."),
        Problem(
            "Drain cleaning", "We have a slow drain in the laundry room.", "Cleaned the standpipe, lint trap advised."),
        Problem(
            "Water heater service", "We have no hot water since this morning.", "Thermocouple replaced, pilot relit."),
        Problem("Water heater service", "The water heater makes a rumbling noise.", "Flushed sediment, new anode rod."),
        Problem(
            "Water heater service", "The hot water is only lukewarm.", "Replaced the lower element, set to 120 °F."),
        Problem(
            "Broadband installation", "I'd like to get fiber internet at home.",
            "Fiber brought in, 940 Mbit/s at the router."),
        Problem("Broadband installation", "Our Wi-Fi keeps dropping out upstairs.", "Second access point in the hall."),
        Problem("Broadband installation", "The modem has no signal any more.", "Replaced the splitter and the modem."),
        Problem(
            "General visit", "Could somebody look at the water pressure?", "Pressure regulator adjusted to 60 psi."),
        Problem(
            "General visit", "We need a look over before we sell the house.",
            "Checked fixtures and shut-offs, list left."),
    ]

    /// A call that books nothing: what was said, how it ended, and what is left to do.
    struct Errand: Sendable {
        let outcome: String
        let intent: String
        let words: String
        let answer: String
        /// Of the callback it leaves: nil if none.
        var reason: String?
        var isKnown = true
    }

    static let errands = [
        Errand(
            outcome: "answered", intent: "question", words: "What are your hours on Friday?",
            answer: "We're open Monday to Friday from 8 to 6."),
        Errand(
            outcome: "answered", intent: "status", words: "When is the technician coming?",
            answer: "Your visit is booked as agreed, and you get a text message when the technician sets out."),
        Errand(
            outcome: "answered", intent: "question", words: "How much is a drain cleaning?",
            answer: "Drain cleaning starts at $129.00 before tax.", isKnown: false),
        Errand(
            outcome: "callback_queued", intent: "billing", words: "I have a question about my last bill.",
            answer: "I'll have somebody call you back about your bill.", reason: "billing"),
        Errand(
            outcome: "callback_queued", intent: "message", words: "Can the manager call me about the estimate?",
            answer: "I'll pass that on, and somebody will call you back.", reason: "asked"),
        Errand(
            outcome: "callback_queued", intent: "schedule", words: "I need somebody on Sunday evening.",
            answer: "I have no time then. Somebody will call you back to find one.", reason: "no_slots"),
        Errand(
            outcome: "voicemail", intent: "message", words: "Please call me about the second bathroom.",
            answer: "Please leave your message after the tone.", reason: "voicemail"),
        Errand(
            outcome: "transferred", intent: "person", words: "I'd like to speak to a person, please.",
            answer: "One moment, I'm putting you through."),
        Errand(
            outcome: "abandoned", intent: "schedule", words: "Hello? Can you hear me?",
            answer: "I'm sorry, I didn't get that. What can I do for you?", isKnown: false),
    ]
}
