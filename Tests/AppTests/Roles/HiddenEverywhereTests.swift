import Access
import Core
import HTTP
import Records
import TestSupport
import Testing

@testable import App

/// Every page, for somebody from whom a custom role hides every field that can be hidden. A new page or field is tested by
/// being there.
@Suite(.serialized) struct HiddenEverywhereTests {
    /// In hidden texts, and as hidden amounts, of which these digits are shown however they are written.
    private static let word = "hushed"
    private static let amount = 98_765_432_100
    private static let shown = ["hushed", "987,654,321", "987.654.321", "98765432100"]

    /// The columns that texts and amounts of hidden fields are in, by table.
    private static func columns(_ program: TestProgram) -> [String: [(name: String, isText: Bool)]] {
        var found: [String: [(name: String, isText: Bool)]] = [:]
        for resource in program.application.store.catalogue.resources.values where resource.isNarrowable {
            // Of a place's name, which is never hidden, the parts of its address are parts.
            if resource.titleField == "one_line" { continue }
            let fields = resource.fields.filter { field in
                guard field.source == .column, field.name != resource.titleField, field.name != "name"
                else { return false }
                return true
            }
            found[resource.name] = fields.compactMap { field in
                switch field.kind {
                case .text, .longText, .email, .phone, .url: (field.name, true)
                case .money: (field.name, false)
                default: nil
                }
            }
        }
        return found.filter { !$0.value.isEmpty }
    }

    /// Gives every hidden field of the organisation's rows a value that can be told from all others, and what is told of
    /// the rows too.
    private static func hush(
        _ columns: [String: [(name: String, isText: Bool)]], _ program: TestProgram
    ) throws {
        for (table, fields) in columns {
            for field in fields {
                let value = field.isText ? "'\(word)-\(table)-\(field.name)'" : "\(amount)"
                // What is made out of others, or unique, or never changes, stays as it is.
                do {
                    try program.test.run(
                        """
                        set session_replication_role = replica;
                        update \(table) set \(field.name) = \(value) where org_id = '\(program.ours)'
                        """)
                } catch { continue }
            }
        }
        // Names of what events say that are no fields, or are hidden ones. (By its amount a payment is known, as others
        // are by their names.)
        let payload = [
            "from", "to", "body", "summary", "address", "words", "email", "phone", "customer_phone", "technician_name",
            "job_type", "note",
        ].map { "'\($0)', '\(word)-event-\($0)'" }.joined(separator: ", ")
        try program.test.run(
            """
            set session_replication_role = replica;
            insert into events (org_id, id, kind, record_kind, record_id, customer_id, payload, actor, correlation_id, at)
              select '\(program.ours)', uuid_v7(), e.kind, e.record_kind, e.record_id, c.id,
                jsonb_build_object(\(payload), 'amount_minor', \(amount), 'total_minor', \(amount), 'value_minor',
                  \(amount), 'currency', 'USD') - case e.record_kind when 'payments' then 'amount_minor' else '' end,
                'system:test', e.correlation_id, now()
              from (select distinct on (kind) * from events where org_id = '\(program.ours)') e,
                (select id from customers where org_id = '\(program.ours)' order by id limit 1) c
            """)
    }

    private static func kinds(_ program: TestProgram, _ requests: RouteRequests) throws {
        let told: [(String, String)] = [
            ("call.started", "calls"), ("call.ended", "calls"), ("message.sent", "messages"),
            ("message.received", "messages"), ("message.failed", "messages"),
            ("appointment.booked", "appointments"),
            ("appointment.rescheduled", "appointments"), ("appointment.cancelled", "appointments"),
            ("invoice.issued", "invoices"), ("payment.received", "payments"),
            ("emergency.raised", "emergencies"),
            ("callback.requested", "callbacks"), ("deal.won", "deals"), ("quote.accepted", "quotes"),
            ("lead.created", "leads"), ("customer.updated", "customers"), ("note.created", "notes"),
        ]
        for (kind, table) in told {
            let id = try requests.samples.id(table, organisation: "\(program.ours)")
            try program.test.run(
                """
                set session_replication_role = replica;
                insert into events (org_id, id, kind, record_kind, record_id, payload, actor, correlation_id, at)
                  values ('\(program.ours)', uuid_v7(), '\(kind)', '\(table)', '\(id)', '{}', 'system:test', 'told', now())
                """)
        }
    }

    /// A manager's browser, whose role hides all of the fields.
    private static func browser(
        _ columns: [String: [(name: String, isText: Bool)]], _ program: TestProgram
    ) throws -> String {
        let rules = columns.map { table, fields in
            let hidden = fields.map { "\"\($0.name)\": \"hidden\"" }.joined(separator: ", ")
            return "\"\(table)\": {\"fields\": {\(hidden)}}"
        }.joined(separator: ", ")
        let role = try program.test.column(
            """
            insert into custom_roles (org_id, id, name, base_role, rules)
            values ('\(program.ours)', uuid_v7(), 'Hides all', 'manager', '{\(rules)}') returning id
            """)[0]
        let cookie = try program.staffCookie(.manager, of: program.ours)
        try program.test.run(
            "update members set custom_role_id = '\(role)' where org_id = '\(program.ours)' and role = 'manager'"
        )
        return cookie
    }

    @Test func no_page_shows_what_is_hidden() async throws {
        try await TestProgram.with { program in
            let requests = try program.filled()
            let columns = Self.columns(program)
            try Self.kinds(program, requests)
            try Self.hush(columns, program)
            let whole = try program.staffCookie(.owner, of: program.ours)
            let cookie = try Self.browser(columns, program)
            var leaks: [String] = []
            var told = 0
            for route in program.signedInRoutes where route.method == .get {
                let target = try requests.target(route)
                for accept in ["text/html", "application/json"] {
                    let answer = try await program.ask(.get, target, cookie: cookie, accept: accept)
                    let found = Self.found(answer.text)
                    if !found.isEmpty { leaks.append("\(target) (\(answer.status), \(accept)): \(found)") }
                }
                told +=
                    Self.found(try await program.ask(.get, target, cookie: whole, accept: "text/html").text)
                    .count
            }
            #expect(leaks.isEmpty, "\(leaks.count) leak:\n\(leaks.joined(separator: "\n"))")
            // That somebody who sees all is shown them says that there was something to hide.
            #expect(told > 50, "\(told)")
        }
    }

    private static func found(_ text: String) -> [String] {
        var found: Set<String> = []
        for match in text.matches(of: /hushed[a-z_-]*/) { found.insert(String(match.0)) }
        for digits in shown.dropFirst() {
            for range in text.ranges(of: digits) {
                found.insert("…" + text[..<range.upperBound].suffix(80).replacing("\"", with: "'"))
            }
        }
        return found.sorted()
    }
}
