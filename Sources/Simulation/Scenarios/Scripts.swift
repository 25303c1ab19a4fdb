/// What callers say, shared by scenarios.
extension CallScript {
    static let address = "221 Maple Street, Austin"

    private static let details: [Rule] = [
        Rule("your name", .say("It's Grace Fields")),
        Rule("address", .say(address)),
        Rule("number to reach you", .say("five one two five five five one two three four")),
        Rule("need help with", .say("My kitchen sink is leaking")),
    ]
    private static let farewell = Rule("anything else", .say("No, that's all, thank you"))
    private static let opening = "how can I help|what can I do for you|what's happening"

    /// Books a visit for tomorrow afternoon.
    static let booking = CallScript(
        rules: [
            farewell,
            Rule("shall I|is that right", .say("Yes")),
            Rule("what day", .say("Tomorrow afternoon")),
        ] + details + [Rule(opening, .say("My kitchen sink is leaking, can someone come tomorrow afternoon?"))])

    /// Wants to book, whatever day.
    static let anyBooking = CallScript(
        rules: [
            farewell, Rule("shall I|is that right", .say("Yes")),
            Rule("what day", .say("Tomorrow afternoon"), .say("Any day is fine")),
        ]
            + details + [Rule(opening, .say("My kitchen sink is leaking, can someone come tomorrow afternoon?"))])

    /// Moves the visit to the day after tomorrow.
    static let rescheduling = CallScript(
        rules: [
            farewell,
            Rule("shall I|is that right", .say("Yes please")),
            Rule("house number", .say("Two two one")),
            Rule("what day", .say("The day after tomorrow in the morning")),
            Rule(opening, .say("I need to move my appointment to the day after tomorrow in the morning")),
        ])

    /// Cancels the visit; the number is not attested, so the house number is asked.
    static let cancelling = CallScript(
        rules: [
            farewell,
            Rule("shall I cancel", .say("Yes, please cancel it")),
            Rule("house number", .say("Two two one")),
            Rule(opening, .say("I need to cancel my appointment")),
        ])

    static let burstPipe = CallScript(
        rules: [
            Rule("address", .say("14 Elm Street in Austin, please hurry")),
            Rule("number to reach you", .press("5125551234")),
            Rule("is this an emergency", .say("Yes, water is everywhere")),
            Rule(opening, .say("A pipe burst in my basement and water is everywhere!")),
        ])

    static let gasSmell = CallScript(
        rules: [
            Rule("address", .say("90 Oak Avenue, Austin")),
            Rule("is this an emergency", .say("Yes")),
            Rule(opening, .say("I smell gas in my kitchen")),
        ])

    static let voicemail = CallScript(
        rules: [Rule(opening, .say("I'd like to leave a message, please"))], voicemailSeconds: 18)

    /// Wants a person and says nothing after the tone.
    static let person = CallScript(rules: [Rule(opening, .say("Can I talk to a real person, please?"))])

    static let hours = CallScript(rules: [farewell, Rule(opening, .say("What are your hours?"))])

    static let nothing = CallScript(rules: [Rule(".", .silence)])

    static let wrongNumber = CallScript(rules: [Rule(opening, .say("Oh, sorry, wrong number"))])

    static let abuse = CallScript(rules: [Rule(".", .say("You are useless, you stupid idiots"))])
}
