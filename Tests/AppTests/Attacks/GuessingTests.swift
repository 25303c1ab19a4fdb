import Core
import HTTP
import TestSupport
import Testing

@testable import App

/// Guessing passwords and keys, and asking who has an account.
@Suite(.serialized) struct GuessingTests {
    /// An answer without what is different every time.
    private func likeness(_ answer: Response, _ email: String) -> String {
        let names = answer.headers.fields.map { "\($0.name): \($0.name == "Set-Cookie" ? "" : $0.value)" }.sorted()
        let body = answer.text.replacing(email, with: "EMAIL").replacing(/value="[A-Za-z0-9_-]{40,}"/, with: "TOKEN")
        return "\(answer.status) \(names) \(body)"
    }

    @Test func what_is_answered_does_not_tell_who_has_an_account() async throws {
        try await TestProgram.with { program in
            let known = try await SignedInBrowser.person(.agent, in: program)
            let gone = try await SignedInBrowser.person(.agent, in: program)
            try program.test.run("update members set is_active = false where email = '\(gone)'")
            // Somebody who was added but has chosen no password yet.
            let unset = try await SignedInBrowser.person(.agent, in: program)
            try program.test.run("update users set password_hash = null where email = '\(unset)'")
            var answers: [String: String] = [:]
            for (index, email) in [known, gone, unset, "nobody@acme.example"].enumerated() {
                let answer = try await SignedInBrowser.signIn(
                    program, email, "a-guess-at-it", address: "192.0.2.\(index + 1)")
                answers[likeness(answer, email), default: ""] += email
            }
            #expect(answers.count == 1, "\(answers.values)")
        }
    }

    /// Counted in what the database was told: an unknown account is looked for, counted and recorded like a known one.
    @Test func as_much_is_written_for_an_unknown_account_as_for_a_known_one() async throws {
        try await TestProgram.with { program in
            let known = try await SignedInBrowser.person(.agent, in: program)
            func written() throws -> [String] {
                try program.test.column(
                    "select count(*) from sign_in_attempts union all select sum(failures) from sign_in_attempts")
            }
            var grown: [[String]] = []
            for (index, email) in [known, "nobody@acme.example"].enumerated() {
                try program.test.run("delete from sign_in_attempts")
                _ = try await SignedInBrowser.signIn(program, email, "a-guess-at-it", address: "192.0.2.\(index + 1)")
                grown.append(try written())
            }
            #expect(grown[0] == grown[1])
        }
    }

    @Test func guesses_are_slowed_for_an_account_from_wherever_they_come() async throws {
        try await TestProgram.with { program in
            let email = try await SignedInBrowser.person(.agent, in: program)
            var statuses: [Int] = []
            for number in 0..<12 {
                // Neither another address nor what a client says of itself begins the count anew.
                let answer = try await SignedInBrowser.signIn(
                    program, number % 2 == 0 ? email : email.uppercased(), "guess-number-\(number)",
                    address: "198.51.100.\(number)",
                    headers: [
                        "X-Forwarded-For": "203.0.113.\(number)", "User-Agent": "x\(number)",
                        "Sec-Fetch-Site": "same-origin",
                    ])
                statuses.append(answer.status)
                if answer.status == 429 { #expect(Int(answer.headers["Retry-After"] ?? "") ?? 0 > 0) }
            }
            #expect(statuses.filter { $0 == 429 }.count >= 6, "\(statuses)")
            // While it must wait not even the right password is let in, or guessing would go on unseen.
            let right = try await SignedInBrowser.signIn(
                program, email, SignedInBrowser.password, address: "198.51.100.77")
            #expect(right.status == 429)
        }
    }

    @Test func guesses_are_slowed_for_an_address_whatever_the_account() async throws {
        try await TestProgram.with { program in
            var statuses: [Int] = []
            for number in 0..<40 {
                let address = number % 2 == 0 ? "2001:db8::\(number)" : "2001:db8::1:\(number)"
                statuses.append(
                    try await SignedInBrowser.signIn(
                        program, "nobody\(number)@acme.example", "a-guess-at-it", address: address
                    ).status)
            }
            #expect(statuses.last == 429, "\(statuses)")
        }
    }

    @Test func a_key_that_was_made_up_opens_nothing_and_says_nothing() async throws {
        try await TestProgram.with { program in
            let real = String(try #require(program.keys[.owner]).dropFirst(7))
            var guesses = [
                "", "x", String(repeating: "a", count: 5000), "mk_live_", real + "x", String(real.dropLast()),
                real.uppercased(),
            ]
            // One character changed, at several places.
            for place in stride(from: 8, to: real.count, by: 7) {
                var letters = Array(real)
                letters[place] = letters[place] == "a" ? "b" : "a"
                guesses.append(String(letters))
            }
            var answers: Set<String> = []
            for guess in guesses {
                let answer = try await program.ask(.get, "/api/v1/customers", key: "Bearer " + guess)
                #expect(answer.status == 401, "\(guess): \(answer.status)")
                answers.insert(try JSON(parsing: answer.text)["code"]?.string ?? "")
            }
            #expect(answers.count <= 2, "\(answers)")
        }
    }
}
