internal import Core
internal import Postgres
internal import Records

/// Warns whoever types a customer in of those that may be the same.
struct CustomerDuplicates: DuplicateFinder {
    let fields = ["name", "phone", "email"]
    private static let limit = 5

    func duplicates(
        of values: [String: JSON], except known: Identifier?, _ store: RecordStore, _ context: Context
    ) async throws -> [PossibleDuplicate] {
        guard CustomerResource.resource.access.read.allows(context.role) else { return [] }
        let keys = DuplicateKeys(
            name: values["name"]?.string, phones: [values["phone"]?.string].compactMap { $0 },
            emails: [values["email"]?.string].compactMap { $0 })
        guard keys.name != nil || !keys.phones.isEmpty || !keys.emails.isEmpty else { return [] }
        let rows = try await store.database.read(context, keys.select(except: known))
        return try keys.candidates(rows).filter { $0.score.value >= DuplicateScore.shown }.prefix(Self.limit).map {
            PossibleDuplicate(
                id: $0.id, title: $0.name, reason: $0.score.reasons.joined(separator: ", "),
                detail: $0.place ?? $0.status, likelihood: Double($0.score.value) / 100)
        }
    }
}
