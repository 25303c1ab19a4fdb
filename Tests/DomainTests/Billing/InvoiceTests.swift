import Contracts
import Core
import Postgres
import Records
import TestSupport
import Testing

@testable import Billing

extension BillingTests {
    @Suite struct InvoiceTests {
        @Test func a_completed_visit_is_billed_once_however_often_it_is_told() async throws {
            try await Till.run { till in
                let customer = try await till.customer()
                let visit = till.context().newID(Appointment.self)
                try till.test.run(
                    """
                    insert into appointments (org_id, id, customer_id, job_type_id, during, occupies, status, completed_at)
                    select org_id, '\(visit)', '\(customer)', id, '[2026-03-02 15:00Z,2026-03-02 16:00Z)',
                      '[2026-03-02 15:00Z,2026-03-02 16:00Z)', 'completed', now()
                    from job_types where org_id = '\(till.organisation)' limit 1
                    """)
                for _ in 0..<3 {
                    try await till.store.work(till.context(.system), "test") { work in
                        try work.emit(
                            EventKinds.appointmentCompleted, "appointments", visit.value, customer: customer,
                            [
                                "job_type": "Leak repair", "price_minor": 14_900, "currency": "USD",
                                "starts_at": "2026-03-02T15:00:00Z", "technician_name": "Sam Rivera",
                                "notes": "internal",
                            ])
                    }
                    try await till.work()
                }
                let list = try await till.book.list(status: nil, customer: nil, before: nil, limit: 10, till.context())
                #expect(list.count == 1)
                let invoice = try await till.book.detail(try #require(list.first).id, till.context())
                #expect(invoice.status == .draft && invoice.number == nil && invoice.correlation == "story-1")
                #expect(invoice.lines.map(\.description) == ["Leak repair, 2 Mar 2026, Sam Rivera"])
                #expect(invoice.net.minor == 14_900 && invoice.tax.minor == 1_229 && invoice.total.minor == 16_129)
                #expect(invoice.taxes.map(\.label) == ["Sales tax 8.25%"])
            }
        }

        @Test func issuing_gives_number_ledger_due_date_and_event() async throws {
            try await Till.run { till in
                let id = try await till.draft()
                try await till.issue(id)
                let invoice = try await till.book.detail(id, till.context())
                #expect(invoice.number == "2026-0001" && invoice.dueOn == LocalDate("2026-03-16"))
                #expect(
                    try till.test.column("select account || ' ' || amount_minor from journal_lines order by account")
                        == ["receivable 16129", "revenue -14900", "tax -1229"])
                #expect(
                    try till.test.column("select payload ->> 'number' from events where kind = 'invoice.issued'") == [
                        "2026-0001"
                    ])
                #expect(try await problem { try await till.issue(id) } == "not_a_draft")
            }
        }

        @Test func two_hundred_issues_at_once_leave_no_gap() async throws {
            try await Till.run { till in
                let customer = try await till.customer()
                var drafts: [ID<Invoice>] = []
                for _ in 0..<200 { drafts.append(try await till.draft(for: customer)) }
                try await withThrowingTaskGroup { group in
                    for (index, draft) in drafts.enumerated() {
                        group.addTask {
                            // Some fail after their number was given: it goes to the next.
                            if index % 10 == 0 {
                                try? await till.store.work(till.context(), "test") { work in
                                    _ = try await work.perform(IssueInvoice.self, ["invoice_id": .text(draft)])
                                    throw Problem.internalError
                                }
                            }
                            try await till.issue(draft)
                        }
                    }
                    try await group.waitForAll()
                }
                let numbers = try till.test.column("select number from invoices order by number")
                let expected = (10_001...10_200).map { "2026-\(String($0).dropFirst())" }
                #expect(numbers == expected)
                let broken = try await till.test.database.query(till.context(), InvoiceSeal.broken(series: "2026"))
                #expect(broken.isEmpty)
            }
        }

        @Test func the_seal_shows_what_was_changed_behind_our_back() async throws {
            try await Till.run { till in
                for _ in 0..<3 { try await till.issue(try await till.draft()) }
                try till.test.run(
                    """
                    alter table invoice_lines disable trigger user;
                    update invoice_lines set description = 'Something else' where invoice_id =
                      (select id from invoices where number = '2026-0002');
                    """)
                let broken = try await till.test.database.query(till.context(), InvoiceSeal.broken(series: "2026"))
                #expect(try broken.map { try $0.get("number", as: String.self) } == ["2026-0002"])
            }
        }

        @Test func an_issued_invoice_does_not_change() async throws {
            try await Till.run { till in
                try await till.issue(try await till.draft())
                for statement in [
                    "update invoices set total_minor = 1, net_minor = 1, tax_minor = 0",
                    "update invoices set number = 'X'",
                    "update invoices set due_on = due_on + 1", "update invoices set notes = 'x'",
                    "update invoices set status = 'draft'", "update invoices set billed_to = '{}'",
                    "delete from invoices",
                    "update invoice_lines set unit_minor = 1", "delete from invoice_lines",
                    "insert into invoice_lines (org_id, id, invoice_id, position, description, unit_minor, net_minor) "
                        + "select org_id, gen_random_uuid(), id, 2, 'x', 1, 1 from invoices",
                ] {
                    #expect(throws: PostgresError.self, "\(statement)") { try till.test.run(statement) }
                }
            }
        }

        @Test func the_ledger_takes_nothing_that_does_not_balance_and_stands() async throws {
            try await Till.run { till in
                try await till.issue(try await till.draft())
                for statement in [
                    "insert into journal_lines select org_id, journal_id, 'cash', currency, 5 from journal_lines limit 1",
                    "begin; insert into journals (org_id, id, kind, invoice_id, posted_on, correlation_id) select org_id, gen_random_uuid(), "
                        + "'payment', id, now(), 'x' from invoices; commit",
                ] { #expect(throws: PostgresError.self) { try till.test.run(statement) } }
                for verb in [
                    "update journal_lines set amount_minor = 0", "delete from journal_lines", "delete from journals",
                ] {
                    for user in ["mainline_app", "mainline_system"] {
                        #expect(throws: PostgresError.self) {
                            try BlockingSession(till.test.conninfo(user: user)).run(verb)
                        }
                    }
                }
            }
        }

        @Test func a_customer_with_an_address_gets_the_document_by_e_mail() async throws {
            try await Till.run { till in
                let invoice = try await till.sent()
                #expect(invoice.status == .sent && invoice.pdf != nil)
                let sent = try till.test.column(
                    "select to_address || ' ' || subject || ' ' || (attachments -> 0 ->> 'name') || ' ' || correlation_id from messages"
                )
                #expect(
                    sent == [
                        "ada@example.com Invoice 2026-0001 from Harbor Plumbing: $161.29 Invoice 2026-0001.pdf story-1"
                    ])
                let body = try till.test.column("select body from messages").joined()
                #expect(body.contains(try #require(invoice.payLink)))
            }
        }

        @Test func a_customer_without_one_gets_the_link_by_text() async throws {
            try await Till.run { till in
                let invoice = try await till.sent(for: try await till.customer(email: nil, phone: "+15125550142"))
                let sent = try till.test.column("select channel || ' ' || to_address || ' ' || body from messages")
                #expect(
                    sent == [
                        "sms +15125550142 Harbor Plumbing: invoice 2026-0001 over $161.29, due 16 Mar 2026. View and pay: \(try #require(invoice.payLink))"
                    ])
            }
        }

        @Test func what_could_not_be_sent_is_sent_once_there_is_an_address() async throws {
            try await Till.run { till in
                let customer = try await till.customer(email: nil)
                let invoice = try await till.sent(for: customer)
                #expect(invoice.status == .issued && invoice.sentAt == nil && invoice.pdf != nil)
                let send: [String: JSON] = ["invoice_id": .text(invoice.id)]
                #expect(
                    try await problem { try await till.store.perform("invoices.send", send, till.context()) }
                        == "invalid")
                try till.test.run("update customers set email = 'ada@example.com'")
                for _ in 0..<2 {
                    _ = try await till.store.perform("invoices.send", send, till.context())
                    try await till.work()
                }
                #expect(
                    try till.test.column("select to_address from messages") == ["ada@example.com", "ada@example.com"])
                let sent = try await till.book.detail(invoice.id, till.context())
                #expect(sent.status == .sent && sent.pdf == invoice.pdf)
            }
        }

        @Test func another_organisation_finds_nothing() async throws {
            try await Till.run { till in
                let id = try await till.draft()
                let theirs = till.context(in: till.rival)
                #expect(try await problem { try await till.book.detail(id, theirs) } == "not_found")
                for action in ["invoices.issue", "invoices.cancel-draft"] {
                    #expect(
                        try await problem { try await till.store.perform(action, ["invoice_id": .text(id)], theirs) }
                            == "not_found")
                }
                let payment: [String: JSON] = ["invoice_id": .text(id), "amount_minor": 1, "method": "cash"]
                #expect(
                    try await problem { try await till.store.perform("invoices.record-payment", payment, theirs) }
                        == "not_found")
            }
        }

        @Test func refuses_a_viewer() async throws {
            try await Till.run { till in
                let id = try await till.draft()
                #expect(
                    try await problem {
                        try await till.store.perform("invoices.issue", ["invoice_id": .text(id)], till.context(.viewer))
                    }
                        == "forbidden")
            }
        }

        @Test func a_discarded_draft_takes_no_number() async throws {
            try await Till.run { till in
                let first = try await till.draft()
                _ = try await till.store.perform(CancelDraft.self, ["invoice_id": .text(first)], till.context())
                #expect(try await problem { try await till.issue(first) } == "not_a_draft")
                let second = try await till.draft()
                try await till.issue(second)
                #expect(try await till.book.detail(second, till.context()).number == "2026-0001")
            }
        }

        @Test func every_faulty_line_is_named() async throws {
            try await Till.run { till in
                let lines: JSON = [
                    ["description": "", "unit_minor": 1], ["description": "ok", "unit_minor": "x"],
                    ["description": "ok", "unit_minor": 1, "tax_rate": "a"],
                ]
                do {
                    let customer = try await till.customer()
                    _ = try await till.store.perform(
                        DraftInvoice.self, ["customer_id": .text(customer), "lines": lines], till.context())
                    Issue.record("faulty lines were taken")
                } catch let problem as Problem {
                    #expect(
                        problem.fields.map(\.field) == [
                            "lines[0].description", "lines[1].unit_minor", "lines[2].tax_rate",
                        ])
                }
            }
        }
    }
}
