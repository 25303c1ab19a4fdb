import Core
import Records
import TestSupport
import Testing

@testable import Postgres

@Suite struct PrologueTests {
    private func context(correlation: String = "c-1") -> Context {
        TestDatabase.context(TestDatabase.id(1), role: .agent, correlation: correlation)
    }

    @Test func on_postgresql_it_is_one_statement_before_the_others() {
        let (before, after) = TenantPrologue(dialect: .plain).implicit(context())
        #expect(before.count == 1 && after.isEmpty)
        #expect(before[0].text.hasPrefix("select set_config('app.org', $1, true)"))
    }

    /// Citus carries only SET LOCAL within BEGIN … COMMIT to its workers.
    @Test func on_citus_it_is_set_local_in_an_explicit_transaction() {
        let (before, after) = TenantPrologue(dialect: .citus).implicit(context())
        let texts = before.map(\.text)
        #expect(texts.first == "begin" && after.map(\.text) == ["commit"])
        #expect(texts.contains("set local app.\"org\" = '\(TestDatabase.id(1, of: Organisation.self))'"))
        #expect(texts.contains { $0.hasPrefix("set local app.") && $0.hasSuffix("= 'agent'") })
        #expect(texts.dropFirst().allSatisfy { $0.hasPrefix("set local ") })
    }

    @Test(arguments: [
        ("plain", "'plain'"), ("it's", "'it''s'"), ("a\\'b", " E'a\\\\''b'"),
        ("'; drop table users; --", "'''; drop table users; --'"),
    ])
    func what_cannot_be_bound_is_quoted(text: String, literal: String) {
        #expect(TenantPrologue.literal(text) == literal)
    }

    @Test func too_much_at_once_is_said_as_503() throws {
        let problem = try #require(Problem(.busy(StatementPlace(file: #fileID, line: 1))))
        #expect(problem.status == 503 && problem.retryAfter != nil)
        let lost = try #require(Problem(.lost("gone", place: StatementPlace(file: #fileID, line: 1))))
        #expect(lost.status == 503)
    }

    @Test func the_shard_in_a_constraints_name_is_left_out() {
        #expect(PostgresError.withoutShard("appointments_during_excl_102079") == "appointments_during_excl")
        #expect(PostgresError.withoutShard("customers_phone_key") == "customers_phone_key")
    }
}
