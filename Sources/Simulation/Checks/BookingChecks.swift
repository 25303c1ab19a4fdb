internal import Core
internal import Postgres

/// Whether a visit that was promised is there, can take place, and has been confirmed.
extension ScenarioInspection {
    func appointments(_ status: String, count expected: Int) async throws -> [String] {
        let found = try await count("select count(*) from appointments where org_id = app_org() and status = \(status)")
        return found == expected ? [] : ["\(found) appointments are \(status), not \(expected)"]
    }

    /// One visit, that many days from today, in the hours and in nobody's way, and it is the call's.
    func booking(daysAhead: Int = 1) async throws -> [String] {
        let rows = try await query(
            """
            select a.starts_at, c.provider_call_id is not null as is_calls, m.role,
              exists (select 1 from business_hours h, organisations o where h.org_id = a.org_id and o.id = a.org_id
                and h.weekday = lower(trim(to_char(a.starts_at at time zone o.zone, 'Day')))
                and h.opens <= to_char(a.starts_at at time zone o.zone, 'HH24:MI')) as is_open,
              (select count(*) from appointments b where b.org_id = a.org_id and b.id <> a.id and b.technician_id = a.technician_id
                and b.status not in ('cancelled', 'no_show') and b.occupies && a.occupies) as overlaps
            from appointments a
            left join calls c on c.org_id = a.org_id and c.appointment_id = a.id and c.provider_call_id = \(lastCall.sid)
            left join members m on m.org_id = a.org_id and m.id = a.technician_id
            where a.org_id = app_org() and a.status = 'booked'
            """)
        guard rows.count == 1, let row = rows.first else { return ["\(rows.count) visits are booked, not 1"] }
        let zone = stage.context.zone
        let start: Instant = try row.get("starts_at")
        let wanted = zone.local(stage.context.now).date.adding(days: daysAhead)
        return Self.faults([
            (zone.local(start).date == wanted, "the visit is on \(zone.local(start).date), not on \(wanted)"),
            (try row.get("is_calls"), "the call does not name its visit"),
            (try row.optional("role") == "technician", "the visit has no technician"),
            (try row.get("is_open"), "the visit is outside the business hours"),
            (try row.get("overlaps", as: Int.self) == 0, "the visit overlaps another"),
        ])
    }

    /// Both times offered are ones at which a technician could come: the one taken is booked, the other is still free.
    func offeredTimes() async throws -> [String] {
        let rows = try await query(
            "select dialogue -> 'offers' as offers from calls where org_id = app_org() and provider_call_id = \(lastCall.sid)"
        )
        let offers = try rows.one("call").get("offers", as: JSON.self).array ?? []
        guard offers.count == 2 else { return ["\(offers.count) times were offered, not 2"] }
        var faults: [String] = []
        var taken = 0
        for offer in offers {
            let parts = (offer["id"]?.string ?? "").split(separator: "/")
            guard parts.count == 3, let technician = ID<User>(parts[0]), let start = Int64(parts[1]),
                let end = Int64(parts[2])
            else {
                faults.append("an offered time names no technician")
                continue
            }
            let (from, until) = (Instant(microseconds: start), Instant(microseconds: end))
            let row = try await query(
                """
                select exists (select 1 from members where org_id = app_org() and id = \(technician) and role = 'technician') as is_technician,
                  (select count(*) from appointments where org_id = app_org() and technician_id = \(technician) and status = 'booked'
                    and during && tstzrange(\(from), \(until))) as visits
                """
            ).one("slot")
            if try !row.get("is_technician") { faults.append("an offered time is nobody's") }
            taken += try row.get("visits", as: Int.self)
        }
        if taken > 1 { faults.append("both offered times are taken") }
        if taken == 0 { faults.append("the visit is at neither of the times offered") }
        return faults
    }

    /// The caller got a text message that says so, the carrier delivered it, and we know.
    func confirmation(containing words: String) async throws -> [String] {
        let rows = try await query(
            """
            select provider_id, status, customer_id is not null as has_customer from messages
            where org_id = app_org() and channel = 'sms' and to_address = \(stage.caller) and correlation_id = \(lastCall.correlation)
              and body like \("%" + words + "%")
            """)
        guard rows.count == 1, let row = rows.first else {
            return ["\(rows.count) text messages say “\(words)”, not 1"]
        }
        let sid: String? = try row.optional("provider_id")
        let list = try await run.line.api("Messages.json?To=%2B\(stage.caller.dropFirst())&PageSize=50")
        let sent = (list["messages"]?.array ?? []).filter { $0["sid"]?.string == sid }
        let status: String = try row.get("status")
        return Self.faults([
            (status == "delivered", "the text message is \(status), not delivered"),
            (try row.get("has_customer"), "the text message is nobody's"),
            (
                sent.count == 1 && sent[0]["status"]?.string == "delivered",
                "the carrier has \(sent.count) such messages"
            ),
        ])
    }

    /// The caller is a customer now, with the address that was said.
    func newCustomer(address: String) async throws -> [String] {
        let rows = try await query(
            """
            select c.name, s.line1 from customers c left join sites s on s.org_id = c.org_id and s.customer_id = c.id
            where c.org_id = app_org() and c.phone = \(stage.caller)
            """)
        guard rows.count == 1, let row = rows.first else {
            return ["\(rows.count) customers and sites have the caller's number, not 1"]
        }
        let line: String? = try row.optional("line1")
        return Self.faults([
            (try row.get("name") == "Grace Fields", "the customer's name is “\(try row.get("name", as: String.self))”"),
            (
                line.map { address.hasPrefix($0) || $0.hasPrefix(address) } ?? false,
                "the site's address is “\(line ?? "")”"
            ),
        ])
    }
}
