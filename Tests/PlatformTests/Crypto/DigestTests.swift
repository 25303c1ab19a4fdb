import Core
import Crypto
import Testing

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
