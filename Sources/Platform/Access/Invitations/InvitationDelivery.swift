internal import Core
internal import Crypto
internal import Jobs
internal import Postgres
internal import Records

/// Makes an invitation's link and sends it: it is nowhere but in the letter.
struct InvitationDelivery: Sendable {
    static let job = "invitations.deliver"

    let database: Database
    let mail: AccountMail

    static func enqueue(_ invitation: Identifier, in work: Work) throws {
        try work.enqueue(NewJob(job, payload: ["invitation": .text(invitation)], priority: .urgent))
    }

    var jobKind: JobKind {
        JobKind(Self.job, maxAttempts: 8, timeLimit: .seconds(120)) { run in
            guard let id = run.payload["invitation"]?.string.flatMap({ Identifier($0) }) else {
                throw JobFailure.permanent("no invitation in the payload")
            }
            let token = Token()
            let rows = try await database.query(
                run.context,
                """
                update invitations i set token_hash = \(Bytea(token.digest)), is_handed_over = false,
                  sent_at = \(run.context.now)
                from organisations o
                where o.id = i.org_id and i.org_id = app_org() and i.id = \(id) and i.accepted_at is null
                  and i.cancelled_at is null and i.expires_at > \(run.context.now)
                returning i.email, i.role, o.name as organisation,
                  (select m.name from members m where m.org_id = i.org_id and m.id = i.created_by) as inviter
                """)
            guard let row = rows.first else { return }
            let letter = AccountLetter.invitation(
                to: try row.get("organisation"), from: try row.optional("inviter"), role: try row.get("role"),
                mail.publicURL + "/invitation/" + token.text)
            try await mail.send(letter, to: try row.get("email"), name: "", run)
        }
    }
}
