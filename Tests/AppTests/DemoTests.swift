import Billing
import Core
import Foundation
import Phone
import Postgres
import Records
import Testing

@testable import App

/// The demo organisation, loaded once: the tests look at one year.
@Suite(.serialized) struct DemoTests {
    @Test func makes_a_year_that_holds_together() async throws {
        try await RunningProgram.run { program in
            let demo = Demo(program.application)
            try await demo.load { _ in }
            let rows = try await program.application.database.systemQuery(
                .operations, "select id from organisations where slug = \(Demo.slug)")
            let organisation: ID<Organisation> = try rows.one("organisation").get("id")
            let store = program.application.store
            let context = try await store.systemContext(organisation, actor: "test", correlation: "test")
            let look = DemoLook(store: store, context: context)

            try await look.holdsEveryStatus()
            try await look.ledgerBalances()
            try await look.numbersAreGapless()
            try await look.visitsDoNotOverlap()
            try await look.phonesAreValid()
            try await look.leavesTimesFree()

            let before = try await look.digest()
            try await demo.load { _ in }
            #expect(try await look.digest() == before, "loading again changes nothing")

            try await look.nextInvoiceContinuesTheSeries()
        }
    }
}

/// Looks at the demo's records.
private struct DemoLook: Sendable {
    let store: RecordStore
    let context: Context

    private func strings(_ sql: SQL) async throws -> [String] {
        try await store.database.query(context, sql).map { try $0.get("value") }
    }

    private func count(_ sql: SQL) async throws -> Int {
        try await store.database.query(context, sql).one("count").get("count")
    }

    func holdsEveryStatus() async throws {
        #expect(try await count("select count(*) from customers where org_id = app_org()") == 1200)
        let invoices = try await strings("select distinct status as value from invoices where org_id = app_org()")
        for status in ["draft", "sent", "paid", "partly_paid", "overdue", "cancelled"] {
            #expect(invoices.contains(status))
        }
        let outcomes = try await strings("select distinct outcome as value from calls where org_id = app_org()")
        for outcome in ["booked", "answered", "callback_queued", "voicemail", "emergency_escalated"] {
            #expect(outcomes.contains(outcome))
        }
        #expect(try await count("select count(*) from callbacks where org_id = app_org() and status = 'open'") > 0)
        #expect(
            try await count("select count(*) from emergencies where org_id = app_org() and status = 'acknowledged'")
                == 1)
        #expect(try await count("select count(*) from events where org_id = app_org() and at > now()") == 0)
    }

    func ledgerBalances() async throws {
        #expect(
            try await strings(
                """
                select journal_id::text as value from journal_lines where org_id = app_org()
                group by journal_id, currency having sum(amount_minor) <> 0
                """
            ).isEmpty)
        let receivable = try await count(
            "select sum(amount_minor)::bigint as count from journal_lines where org_id = app_org() and account = 'receivable'"
        )
        let open = try await count(
            """
            select sum(total_minor - paid_minor)::bigint as count from invoices
            where org_id = app_org() and status in ('issued', 'sent', 'partly_paid', 'overdue')
            """)
        #expect(receivable == open)
        #expect(open > 0)
    }

    func numbersAreGapless() async throws {
        #expect(
            try await strings(
                """
                select number as value from (
                  select number, series, row_number() over (partition by series order by issued_at, id) as place
                  from invoices where org_id = app_org() and number is not null) n
                where number <> series || '-' || lpad(place::text, 4, '0')
                """
            ).isEmpty)
        #expect(
            try await strings(
                """
                select c.series as value from number_counters c join lateral (
                  select count(*) as n, (array_agg(content_hash order by number desc))[1] as last from invoices i
                  where i.org_id = app_org() and i.series = c.series) i on true
                where c.org_id = app_org() and (c.value <> i.n or c.chain is distinct from i.last)
                """
            ).isEmpty)
    }

    func visitsDoNotOverlap() async throws {
        #expect(
            try await count(
                """
                select count(*) from appointments a join appointments b on b.org_id = a.org_id
                  and b.technician_id = a.technician_id and b.id > a.id and b.occupies && a.occupies
                where a.org_id = app_org()
                """) == 0)
    }

    func phonesAreValid() async throws {
        let phones = try await strings(
            """
            select phone as value from customers where org_id = app_org() and phone is not null
            union select phone from leads where org_id = app_org() and phone is not null
            union select their_number from calls where org_id = app_org()
            """)
        #expect(phones.count > 1400)
        for phone in phones { #expect(try PhoneNumber(parsing: phone, country: "US").e164 == phone) }
    }

    /// The next three days leave every technician most of the time.
    func leavesTimesFree() async throws {
        let busy = try await count(
            """
            select coalesce(max(n), 0) as count from (
              select count(*) as n from appointments where org_id = app_org() and starts_at > now()
                and starts_at < now() + interval '14 days'
              group by date_trunc('day', starts_at)) d
            """)
        #expect(busy <= 18, "of 24 turns a day")
    }

    func digest() async throws -> [String] {
        var digest: [String] = []
        for table in [
            "customers", "sites", "appointments", "calls", "invoices", "payments", "journals", "messages", "events",
        ] {
            digest += try await strings(
                """
                select \(table)::text || ' ' || count(*) || ' ' || md5(string_agg(t::text, '|' order by t::text)) as value
                from \(identifier: table) t where org_id = app_org()
                """)
        }
        return digest
    }

    func nextInvoiceContinuesTheSeries() async throws {
        let series = String(context.zone.local(context.now).date.year)
        let before = try await strings(
            "select coalesce(max(value), 0)::text as value from number_counters where org_id = app_org() and series = \(series)"
        )
        let draft = try await strings(
            "select id::text as value from invoices where org_id = app_org() and status = 'draft' order by id limit 1")
        let id = try #require(draft.first)
        let issued = try await store.perform("invoices.issue", ["invoice_id": .string(id)], context)
        let next = try #require(Int(before[0])) + 1
        let digits = String(next)
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        #expect(issued["number"]?.string == "\(series)-\(padded)")
    }
}
