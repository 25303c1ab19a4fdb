internal import Core
internal import HTTP
internal import Interface
internal import Postgres

/// What a person typed into a form and has not sent. Kept by person and form, for thirty days.
struct FormDraft {
    /// `customers/new`, `customers/<id>`.
    let form: String
    let values: Fields
    let savedAt: Instant

    /// More than this is not kept.
    private static let largest = 64 * 1024

    /// The read of a form's draft.
    static func select(_ form: String) -> SQL {
        """
        select form, inputs, saved_at from form_drafts
        where org_id = app_org() and member_id = app_user() and form = \(form)
        """
    }

    /// nil where there is none.
    init?(_ rows: Rows) throws {
        guard let row = rows.first, let values = Fields(encoded: try row.get("inputs", as: String.self)) else {
            return nil
        }
        form = try row.get("form")
        savedAt = try row.get("saved_at")
        self.values = values
    }

    static func save(_ form: String, _ values: Fields, _ context: Context, _ database: Database) async throws {
        guard let member = context.actor.user else { return }
        let encoded = values.encoded
        guard encoded.utf8.count <= largest else { return }
        _ = try await database.query(
            context,
            """
            insert into form_drafts (org_id, member_id, form, inputs, saved_at)
            values (app_org(), \(member), \(form), \(encoded), \(context.now))
            on conflict (org_id, member_id, form) do update set inputs = excluded.inputs, saved_at = excluded.saved_at
            """)
    }

    static func discard(_ form: String, _ context: Context, _ database: Database) async throws {
        guard context.actor.user != nil else { return }
        _ = try await database.query(
            context,
            "delete from form_drafts where org_id = app_org() and member_id = app_user() and form = \(form)")
    }

    /// `from 14:02`, `from Mar 3, 14:02`.
    func when(_ context: Context) -> String {
        let (then, now) = (context.zone.local(savedAt), context.zone.local(context.now))
        return then.date == now.date
            ? "from \(then.time.description.prefix(5))" : "from \(Moment.dayAndTime(savedAt, context.zone))"
    }
}
