import Core
import Crypto
import Testing

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
