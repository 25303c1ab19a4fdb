internal import Core
internal import Postgres

/// The industries that a new organisation starts with.
enum IndustrySeed {
    private static let names = [
        "Construction", "Education", "Healthcare", "Hospitality", "Manufacturing", "Office", "Property",
        "Public sector", "Restaurants", "Retail", "Transport",
    ]

    static func plant(_ transaction: Transaction, _ context: Context) async throws {
        let ids = names.map { _ in context.newID(Industry.self) }
        try await transaction.query(
            """
            insert into industries (org_id, id, name)
            select app_org(), id, name from unnest(\(ids)::uuid[], \(names)::text[]) as seed (id, name)
            on conflict do nothing
            """)
    }
}

/// What an `ID<Industry>` is of.
enum Industry {}
