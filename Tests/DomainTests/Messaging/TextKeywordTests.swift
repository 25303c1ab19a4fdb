import Testing

@testable import Messaging

@Suite struct TextKeywordTests {
    @Test(arguments: [
        "STOP", "stop", "Stop.", "  stop \n", "Stop!!", "“STOP”", "STOP 🙏", "🛑 Stop 🛑", "S T O P", "stop stop stop",
        "STOPALL", "stop all", "Unsubscribe", "cancel", "END", "quit", "Opt-out", "opt out", "REVOKE", "please stop",
        "Stop texting me!", "don't text me", "Don’t text me", "ARRÊT", "arret", "Stopp", "ＳＴＯＰ", "stop\u{200B}",
        "Remove me from your list", "BAJA",
    ])
    func these_mean_stop(text: String) { #expect(TextKeyword(text) == .stop, "\(text)") }

    @Test(arguments: [
        "", "?", "🙏", "Stop by tomorrow at five", "please don't stop the visit", "The dripping won't stop",
        "can you cancel Tuesday and come Wednesday", "end of the street", "Thanks, see you then", "1", "ok",
        "I quit my job so any time is fine", "stopped", "non-stop", String(repeating: "STOP ", count: 60),
    ])
    func these_do_not(text: String) { #expect(TextKeyword(text) != .stop, "\(text)") }

    @Test(arguments: ["START", "start!", "Unstop", "opt in", "Subscribe"])
    func these_mean_start(text: String) { #expect(TextKeyword(text) == .start) }

    @Test(arguments: ["yes", "YES!", "Y", "yes 👍"]) func a_yes_is_only_a_yes(text: String) {
        #expect(TextKeyword(text) == .yes)
    }

    @Test(arguments: ["HELP", "help?", "Info", "AYUDA", "help me"]) func these_ask_for_help(text: String) {
        #expect(TextKeyword(text) == .help)
    }
}
