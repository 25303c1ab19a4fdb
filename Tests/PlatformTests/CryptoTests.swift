import Core
import Crypto
import Testing

@Suite struct PasswordHashTests {
    private let cheap = PasswordHash.Cost(kibibytes: 64, passes: 1)

    @Test func verifies_only_the_same_password() throws {
        let hash = try PasswordHash.hash("correct horse ñ", cost: cheap)
        #expect(hash.encoded.hasPrefix("$argon2id$v=19$m=64,t=1,p=1$"))
        #expect(hash.verifies("correct horse ñ"))
        #expect(!hash.verifies("correct horse n"))
        #expect(!hash.verifies(""))
    }

    @Test func salts_every_hash() throws {
        #expect(try PasswordHash.hash("same", cost: cheap) != PasswordHash.hash("same", cost: cheap))
    }

    @Test func verifies_nothing_against_a_malformed_hash() {
        for text in ["", "$argon2id$", "plain", String(repeating: "x", count: 4000)] {
            #expect(!PasswordHash(encoded: text).verifies(""))
        }
    }

    @Test func asks_for_a_new_hash_when_the_cost_changed() throws {
        let hash = try PasswordHash.hash("x", cost: cheap)
        #expect(!hash.isOutdated(for: cheap))
        #expect(hash.isOutdated())
    }

    @Test func refuses_a_cost_that_cannot_run() {
        #expect(throws: PasswordHash.Failure.self) { try PasswordHash.hash("x", cost: .init(kibibytes: 1, passes: 0)) }
    }
}

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

    @Test func takes_keys_of_32_bytes_only() {
        #expect(SealingKey([UInt8](repeating: 1, count: 31)) == nil)
        #expect(SealingKey([UInt8](repeating: 1, count: 32)) != nil)
    }
}

@Suite struct DigestTests {
    /// FIPS 180-4 examples.
    @Test func sha256_gives_the_published_digests() {
        #expect(SHA256.hex([UInt8]()) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(SHA256.hex("abc".utf8) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func sha256_over_chunks_equals_sha256_at_once() {
        var hash = SHA256()
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        for start in stride(from: 0, to: 1000, by: 77) { hash.update(bytes[start..<min(start + 77, 1000)]) }
        #expect(hash.digest() == SHA256.hash(bytes))
        #expect(hash.digest() == hash.digest())
    }

    /// RFC 2202 test 2 and RFC 4231 test 2.
    @Test func hmac_gives_the_published_digests() {
        let message = "what do ya want for nothing?".utf8
        #expect(Hex.encode(HMAC.sha1(message, key: "Jefe".utf8)) == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
        #expect(
            Hex.encode(HMAC.sha256(message, key: "Jefe".utf8))
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test func hmac_takes_empty_input() {
        #expect(
            Hex.encode(HMAC.sha256([UInt8](), key: [UInt8]()))
                == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
    }

    @Test func constant_time_comparison_is_equality() {
        #expect(constantTimeEqual([1, 2], [1, 2]))
        #expect(!constantTimeEqual([1, 2], [1, 3]))
        #expect(!constantTimeEqual([1, 2], [1]))
        #expect(constantTimeEqual([], []))
    }
}

@Suite struct Base64Tests {
    /// RFC 4648 §10.
    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
    func encodes_and_decodes_the_published_examples(plain: String, encoded: String) {
        #expect(Base64.standard.encode(plain.utf8) == encoded)
        #expect(Base64.standard.decode(encoded) == Array(plain.utf8))
        #expect(Base64.urlSafe.decode(Base64.urlSafe.encode(plain.utf8)) == Array(plain.utf8))
    }

    @Test func url_safe_text_needs_no_escaping() {
        #expect(Base64.urlSafe.encode([0xfb, 0xff, 0xfe, 0xff]) == "-__-_w")
        #expect(Base64.standard.encode([0xfb, 0xff, 0xfe, 0xff]) == "+//+/w==")
    }

    @Test(arguments: ["Zg", "Zg=", "Zm9v ", "-__-", "Zm9vYg==Zg=="])
    func refuses_what_is_not_standard_base64(text: String) { #expect(Base64.standard.decode(text) == nil) }

    @Test(arguments: ["Zg==", "+//+", "Z", "Zm 9v"])
    func refuses_what_is_not_url_safe_base64(text: String) { #expect(Base64.urlSafe.decode(text) == nil) }
}

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

@Suite struct SignatureTests {
    /// RFC 8032 §7.1 test 2.
    @Test func ed25519_accepts_the_published_signature_and_no_other() throws {
        let key = try #require(Hex.decode("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"))
        let signature = try #require(
            Hex.decode(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"))
        #expect(Ed25519.isValid(signature: signature, of: [0x72], publicKey: key))
        #expect(!Ed25519.isValid(signature: signature, of: [0x73], publicKey: key))
        #expect(!Ed25519.isValid(signature: [1, 2], of: [0x72], publicKey: key))
        #expect(!Ed25519.isValid(signature: signature, of: [0x72], publicKey: []))
    }

    // Made with: openssl genrsa 2048; openssl dgst -sha256 -sign.
    private let modulus =
        "uaCeDpIt-kPP3zCj4zkZg04yZxyaYwLnAvXBj57bdRpfej7yQFvdwSh9edwtdqGBKo-I3Ec609P5gIgUw_586-"
        + "DnUMw0eCSAdlA-kEDtyQve28SAdMdw2fDqW2JKTCU3ogibpF8HJYE3AgBaSqVjEK7U2AXWD6MVE4ys9JLToJPW"
        + "70b0DUS_M8_BvEFyY-fssSj07SBlVRVJfRJt5JlWLHeBOBiALXwtRjqVT20FgDfzIh6DUfGhk8ugxb5IXw2W7t"
        + "3zyNWXJwc4Ipv-JM0UZVStKxtqUuWBBtDvcEFSifXrJnbN0W4YvZ9iTMEE6Z2K6jU9yiyfvKWTQO07KZRGfw"
    private let token =
        "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.hmQX1qJmx_tCEzxCiRH7c4rri1TIqEbuphGxAzHQ6RjfnEw9XE"
        + "knkDVTzcvCk64WdCLD_4Ea8m3bd1XbJU1ATZx2xuVPD0pH3_cGGLfsNorNxEp37ZuqRg6_atT3rwS5gEwDIh4t5eDO"
        + "VovceudOlHgVemYZUzhUo6SxLdhqzXUXardEHBJwqgZswaYstMkt5hTNwAR4OPnTHrfcZKAEO2N3aNMKROL9o8c1Nz"
        + "8srKXlNC1gF6YZzeJNYUZr95n59tsia-L0gu1M65xhevMJGpAFT8XsRKwboBpeDExelReF9KeNYsa0gVu8Jv0T9Ae0"
        + "2vQ7yWMtEAIJFfNIkXHyyw"

    @Test func rs256_gives_the_payload_of_a_signed_token() throws {
        let key = try RSAPublicKey(n: modulus, e: "AQAB")
        #expect(try key.payload(ofToken: token) == ["sub": "ada"])
    }

    @Test func rs256_refuses_a_changed_payload() throws {
        let key = try RSAPublicKey(n: modulus, e: "AQAB")
        var parts = token.split(separator: ".").map(String.init)
        parts[1] = Base64.urlSafe.encode(#"{"sub":"eve"}"#.utf8)
        #expect(throws: RSAPublicKey.Failure.wrongSignature) { try key.payload(ofToken: parts.joined(separator: ".")) }
    }

    @Test func rs256_refuses_a_token_that_chooses_its_algorithm() throws {
        let key = try RSAPublicKey(n: modulus, e: "AQAB")
        let header = Base64.urlSafe.encode(#"{"alg":"none"}"#.utf8)
        #expect(throws: RSAPublicKey.Failure.otherAlgorithm) { try key.payload(ofToken: header + ".e30.") }
    }

    @Test(arguments: ["", "a.b", "....", "e30.e30"])
    func rs256_refuses_what_is_not_a_token(text: String) throws {
        let key = try RSAPublicKey(n: modulus, e: "AQAB")
        #expect(throws: RSAPublicKey.Failure.malformedToken) { try key.payload(ofToken: text) }
    }

    @Test func rs256_refuses_a_short_key() {
        #expect(throws: RSAPublicKey.Failure.unusableKey) { try RSAPublicKey(n: "AQAB", e: "AQAB") }
    }
}
