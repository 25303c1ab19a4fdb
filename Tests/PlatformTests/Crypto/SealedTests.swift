import Crypto
import Testing

@Suite struct SealedTests {
    @Test func opens_with_the_key_it_was_sealed_with() throws {
        let key = SealingKey()
        let again = try #require(SealingKey(text: key.text))
        let stored = key.seal("sk_live_ü").text
        #expect(stored.hasPrefix("v1."))
        #expect(try again.openText(Sealed(text: stored)) == "sk_live_ü")
        #expect(try key.open(key.seal([UInt8]())) == [])
    }

    @Test func never_seals_the_same_twice() {
        let key = SealingKey()
        #expect(key.seal("a") != key.seal("a"))
    }

    @Test func refuses_another_key_and_any_change() throws {
        let key = SealingKey()
        let sealed = key.seal("secret")
        #expect(throws: Sealed.Failure.wrongKeyOrAltered) { try SealingKey().open(sealed) }
        var bytes = try #require(Base64.urlSafe.decode(sealed.text.dropFirst(3)))
        bytes[bytes.count - 1] ^= 1
        let altered = try Sealed(text: "v1." + Base64.urlSafe.encode(bytes))
        #expect(throws: Sealed.Failure.wrongKeyOrAltered) { try key.open(altered) }
    }

    @Test(arguments: ["", "v1.", "v2.AAAA", "v1.????", "v1.AAAA"])
    func refuses_what_is_not_a_sealed_secret(text: String) {
        #expect(throws: Sealed.Failure.malformed) { try Sealed(text: text) }
    }

    @Test func a_log_line_does_not_show_the_key() {
        let key = SealingKey([UInt8](repeating: 77, count: 32))
        #expect(!"\(String(describing: key))".contains("77"))
    }

    @Test func takes_keys_of_32_bytes_only() {
        #expect(SealingKey([UInt8](repeating: 1, count: 31)) == nil)
        #expect(SealingKey([UInt8](repeating: 1, count: 32)) != nil)
    }
}
