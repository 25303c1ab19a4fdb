internal import Access
internal import Calendars
internal import Contracts
internal import Core
internal import Crypto
internal import HTTP
internal import Postgres
internal import Records

/// Calendars for the programs of others: a member's feed, and single events to download.
struct CalendarRoutes: Sendable {
    let store: RecordStore
    let reading: CalendarReading
    let limit: PublicLimit

    private static let reason =
        "Calendar programs cannot sign in: the address's token, which cannot be guessed and can be taken back, is what "
        + "lets them read one member's calendar."

    var routes: [Route] {
        [
            .open(.get, "/calendar/{file}", reason: Self.reason) { try await feed($0) },
            .signedIn(.get, "/activities/{id}/activity.ics", .staff) { request, context in
                let id = try request.id(of: Activity.self)
                return try await single(context, "activity.ics") { try await reading.activity(id, in: $0) }
            },
            .signedIn(.get, "/appointments/{id}/visit.ics", .staff) { request, context in
                let id = try request.id(of: Appointment.self)
                return try await single(context, "visit.ics") { try await reading.visit(id, in: $0) }
            },
        ]
    }

    private func single(
        _ context: Context, _ name: String, _ read: @Sendable (Work) async throws -> CalendarEvent
    ) async throws -> Response {
        let event = try await store.work(context, "calendar.read") { try await read($0) }
        return Self.response(try CalendarDocument(name: event.summary, events: [event]).text())
            .with("Content-Disposition", "attachment; filename=\"\(name)\"")
            .with("Cache-Control", "private, no-cache")
    }

    private func feed(_ request: Request) async throws -> Response {
        try limit.check(request, at: store.clock.now)
        let file = try request.parameter("file")
        guard file.hasSuffix(".ics"), file.utf8.count == 47 else { throw Problem.notFound("calendar") }
        let hash = Bytea(Token(shown: String(file.dropLast(4))).digest)
        let found = try await store.database.systemQuery(
            .publicLink,
            """
            select f.org_id, f.member_id, \(MemberStanding.columns), m.name, o.name as organisation,
              f.asked_at is null or f.asked_at < \(store.clock.now - .hours(1)) as is_due
            from calendar_feeds f join members m on m.org_id = f.org_id and m.id = f.member_id and m.is_active
              join organisations o on o.id = f.org_id
              \(MemberStanding.joins)
            where f.token_hash = \(hash)
            """)
        let row = try found.one("calendar")
        let context = try await context(row, request)
        try limit.check(context.organisation, at: store.clock.now)
        let member: ID<User> = try row.get("member_id")
        let isDue: Bool = try row.get("is_due")
        let events = try await store.work(context, "calendar.feed") { work in
            if isDue {
                work.queue(
                    """
                    update calendar_feeds set asked_at = \(work.now)
                    where org_id = app_org() and member_id = \(member)
                    """)
            }
            return try await reading.events(of: member, in: work)
        }
        let name: String = try row.get("organisation")
        let text = try CalendarDocument(name: name, events: events, refresh: "PT15M").text()
        let tag = "\"\(SHA256.hex(Array(text.utf8)).prefix(32))\""
        let headers: [(String, String)] = [("ETag", tag), ("Cache-Control", "private, max-age=300")]
        let isKnown = request.headers["If-None-Match"].map { known in
            known.split(separator: ",").contains { $0.drop { $0 == " " }.hasSuffix(tag) }
        }
        var response = isKnown == true ? Response(status: 304) : Self.response(text)
        for (key, value) in headers { response.headers[key] = value }
        return response
    }

    /// The member's own, so that they see in their calendar what they see here.
    private func context(_ row: Row, _ request: Request) async throws -> Context {
        let organisation: ID<Organisation> = try row.get("org_id")
        let text: String = try row.get("role")
        guard let role = Role(rawValue: text) else { throw Problem.notFound("calendar") }
        let profile = try await store.profile(organisation)
        return Context(
            organisation: organisation, actor: .user(try row.get("member_id")), role: role,
            correlation: request.requestID, surface: .public, zone: profile.zone, currency: profile.currency,
            country: profile.country, locale: profile.locale, clock: store.clock, ids: store.ids,
            deadline: request.deadline, address: request.address, grants: try MemberStanding.grants(row),
            team: try MemberStanding.team(row, of: try row.get("member_id")))
    }

    private static func response(_ text: String) -> Response {
        Response(status: 200, headers: ["Content-Type": "text/calendar; charset=utf-8"], body: .text(text))
    }
}
