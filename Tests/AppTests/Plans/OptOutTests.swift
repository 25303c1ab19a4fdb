import Contracts
import Core
import Postgres
import Records
import TestSupport
import Testing

@testable import App

/// STOP, START and HELP, from the carrier's webhook to what is sent no more.
@Suite(.serialized) struct OptOutTests {
    private static let ada = "+15125550142"

    @Test func stop_is_immediate_written_down_and_answered_once() async throws {
        try await TestProgram.with { program in
            try await program.haveNumber()
            #expect(try await program.send(.ordinary) == "queued")
            try await program.text("Stop!! 🙏", from: Self.ada, sid: "SM1")
            // What waited is not sent either.
            #expect(
                try program.test.column(
                    "select status from messages where weight = 'ordinary' and direction = 'outbound'")
                    == ["suppressed"])
            #expect(try await program.send(.ordinary) == "suppressed")
            #expect(try await program.send(.member) == "suppressed")
            #expect(try await program.send(.emergency) == "queued")
            #expect(
                try program.test.column("select distinct state from consents where address = '\(Self.ada)'") == [
                    "withdrawn"
                ])
            try await program.text("STOP", from: Self.ada, sid: "SM2")
            #expect(try program.test.column("select count(*) from messages where weight = 'mandatory'") == ["1"])
        }
    }

    @Test func only_an_explicit_start_or_a_yes_to_nothing_else_opens_again() async throws {
        try await TestProgram.with { program in
            try await program.haveNumber()
            try await program.text("stop", from: Self.ada, sid: "SM1")
            _ = try await program.send(.emergency)
            try await program.text("Yes", from: Self.ada, sid: "SM2")
            #expect(try await program.send(.ordinary) == "suppressed")
            try await program.text("I'd like a visit", from: Self.ada, sid: "SM3")
            #expect(try await program.send(.ordinary) == "suppressed")
            try await program.text("Start", from: Self.ada, sid: "SM4")
            #expect(try await program.send(.ordinary) == "queued")
        }
    }

    @Test func help_is_answered_and_a_flood_of_it_is_not() async throws {
        try await TestProgram.with { program in
            try await program.haveNumber()
            for number in 1...3 { try await program.text("help?", from: Self.ada, sid: "SM\(number)") }
            let answers = try program.test.column("select body from messages where weight = 'mandatory'")
            #expect(answers.count == 1 && answers[0].contains("STOP"))
        }
    }

    @Test func a_short_code_is_heard_but_not_answered() async throws {
        try await TestProgram.with { program in
            try await program.haveNumber()
            try await program.text("STOP", from: "72975", sid: "SM1")
            #expect(try program.test.column("select number from text_opt_outs") == ["72975"])
            #expect(try program.test.column("select count(*) from messages where direction = 'outbound'") == ["0"])
        }
    }

    @Test func opting_out_of_one_organisation_leaves_the_others() async throws {
        try await TestProgram.with { program in
            try await program.haveNumber()
            try await program.text("stop", from: Self.ada, sid: "SM1")
            #expect(
                try program.test.column("select count(*) from text_opt_outs where org_id = '\(program.theirs)'") == [
                    "0"
                ])
        }
    }

    @Test func a_narrowed_organisation_still_answers_stop_and_help() async throws {
        try await TestProgram.with { program in
            try await program.haveNumber()
            try await program.enter("canceled")
            try await program.text("HELP", from: Self.ada, sid: "SM1")
            try await program.text("STOP", from: "+15125550143", sid: "SM2")
            #expect(
                try program.test.column("select distinct status from messages where weight = 'mandatory'") == ["queued"]
            )
        }
    }
}
