internal import Contracts
internal import Core
internal import Crypto
internal import Postgres
internal import Records

/// Makes and takes back the secret addresses of calendars.
struct FeedAddresses: CalendarFeeds {
    let database: Database
    /// Without a slash at the end.
    let publicURL: String

    func standing(_ context: Context) async throws -> CalendarFeedStanding? {
        let rows = try await database.query(
            context,
            "select made_at, asked_at from calendar_feeds where org_id = app_org() and member_id = app_user()")
        return try rows.first.map {
            CalendarFeedStanding(madeAt: try $0.get("made_at"), askedAt: try $0.optional("asked_at"))
        }
    }

    func rotate(_ context: Context) async throws -> String {
        guard context.actor.user != nil else {
            throw Problem.conflict("no_calendar", "Only a person who is signed in has a calendar.")
        }
        let token = Token(shown: Base64.urlSafe.encode(Random.bytes(32)))
        _ = try await database.query(
            context,
            """
            insert into calendar_feeds as f (org_id, member_id, token_hash, made_at)
            values (app_org(), app_user(), \(Bytea(token.digest)), \(context.now))
            on conflict (org_id, member_id) do update set token_hash = excluded.token_hash, made_at = excluded.made_at,
              asked_at = null
            """)
        return "\(publicURL)/calendar/\(token.text).ics"
    }

    func revoke(_ context: Context) async throws {
        _ = try await database.query(
            context, "delete from calendar_feeds where org_id = app_org() and member_id = app_user()")
    }
}
