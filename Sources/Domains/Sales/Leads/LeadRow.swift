internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// A lead as actions see it, held against changes until the transaction ends.
struct LeadRow: Sendable {
    let id: ID<Lead>
    let name: String
    let company: String?
    let phone: String?
    let email: String?
    let status: String
    let source: String
    let score: Int
    let owner: ID<User>?
    let notes: String?
    let tags: [String]
    let places: [String]
    let customer: ID<Customer>?
    let deal: ID<Deal>?

    /// Throws 404.
    static func locked(_ lead: ID<Lead>, in work: Work) async throws -> LeadRow {
        let rows = try await work.query(
            """
            select id, name, company, phone, email, status, source, score, owner_id, notes, tags,
              array_remove(array[city, region, postcode], null) as places, converted_customer_id, converted_deal_id
            from leads where org_id = app_org() and id = \(lead) and deleted_at is null for update
            """)
        let row = try rows.one("lead")
        return LeadRow(
            id: try row.get("id"), name: try row.get("name"), company: try row.optional("company"),
            phone: try row.optional("phone"), email: try row.optional("email"), status: try row.get("status"),
            source: try row.get("source"), score: try row.get("score"), owner: try row.optional("owner_id"),
            notes: try row.optional("notes"), tags: try row.get("tags"), places: try row.get("places"),
            customer: try row.optional("converted_customer_id"), deal: try row.optional("converted_deal_id"))
    }
}
