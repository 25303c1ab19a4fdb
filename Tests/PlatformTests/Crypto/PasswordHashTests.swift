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
