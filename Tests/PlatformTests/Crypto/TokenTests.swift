import Crypto
import Testing

@Suite struct TokenTests {
    @Test func tokens_are_long_and_differ() {
        #expect(Token().text.count == 43)
        #expect(Token() != Token())
    }

    @Test func the_digest_of_a_shown_token_is_the_stored_one() {
        let token = Token()
        #expect(Token(shown: token.text).digest == token.digest)
    }

    @Test func a_log_line_does_not_show_the_token() {
        let token = Token()
        #expect(!"\(token)".contains(token.text))
    }

    @Test func random_bytes_come_in_the_length_asked() {
        #expect(Random.bytes(0).isEmpty)
        #expect(Random.bytes(33).count == 33)
        #expect(Random.bytes(16) != Random.bytes(16))
    }
}
