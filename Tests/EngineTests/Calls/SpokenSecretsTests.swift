import Testing

@testable import CallEngine

@Suite struct SpokenSecretsTests {
    @Test(arguments: [
        ("My card is 4242 4242 4242 4242, thanks", "My card is [card number] thanks"),
        ("take 5500-0000-0000-0004 please", "take [card number] please"),
        (
            "four two four two four two four two four two four two four two four two",
            "[card number]"
        ),
        ("the security code on the back is 123", "the security code on the back is [code]"),
        ("CVV 9 8 7 ok", "CVV [code] ok"),
        ("my social security number is 078051120", "my social security number is [identity number]"),
        ("it is 078-05-1120", "it is [identity number]"),
        ("my password is hunter2 and", "my password is [password] and"),
        ("the PIN is 4411", "the PIN is [code]"),
    ]) func masks_what_nobody_may_keep(said: String, kept: String) {
        #expect(SpokenSecrets.masked(said) == kept)
    }

    @Test(arguments: [
        "Call me at 512 555 0142", "My number is +1 512-555-0142", "I live at 1200 Elm Street, 78701",
        "I forgot my password", "Tuesday the 24th at 3 or 4", "4242 4242 4242 4243", "Invoice 1042 of 2026",
    ]) func leaves_what_the_call_is_about(said: String) {
        #expect(SpokenSecrets.masked(said) == said)
    }
}
