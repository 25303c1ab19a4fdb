internal import Contracts
internal import Core
internal import Phone
internal import Postgres
internal import Records

/// The callbacks that people work off, for doors other than the phone.
struct CallbackQueue: CallbackDesk {
    let customers: any CustomerDirectory
    /// Wishes of one number while its callback is open; what comes after changes nothing.
    private static let longestAbout = 4000

    func queue(_ wish: CallbackWish, in work: Work) async throws {
        let number: String
        do {
            number = try PhoneNumber(parsing: wish.phone, country: work.context.country).e164
        } catch let failure as PhoneNumber.Failure {
            throw Problem.invalid("phone", "invalid", "\(failure) Write it with its area code.")
        }
        let customer = try await customers.find(phone: number, in: work)?.id
        let about = wish.about.isEmpty ? "From the \(wish.source)" : "\(wish.about)\nFrom the \(wish.source)"
        let rows = try await work.query(
            """
            insert into callbacks (org_id, id, customer_id, number, name, reason, about, correlation_id)
            values (app_org(), \(work.context.newID(Callback.self)), \(customer), \(number), \(wish.name), 'asked',
              \(about), \(work.context.correlation))
            on conflict (org_id, number) where status = 'open' do update set
              about = left(concat_ws(E'\\n', nullif(callbacks.about, ''), excluded.about), \(Self.longestAbout)),
              name = coalesce(callbacks.name, excluded.name)
            returning id
            """)
        try work.emit(
            EventKinds.callbackQueued, "callbacks", try rows.one("callback").get("id"), customer: customer,
            ["reason": "asked", "number": .string(number), "name": .text(wish.name)])
    }
}
