public import Core
internal import HTTP
public import Postgres
public import Records

/// What the first page of leads asks the database: for measuring the page against PostgreSQL itself.
public enum LeadListReads {
    /// The frame's statement, the rows', the total's, as they travel in one round trip. Throws `Problem` 404.
    public static func statements(_ catalogue: Catalogue, _ context: Context) throws -> [SQL] {
        guard let list = RecordList(try catalogue.resource("leads", for: context.role)) else {
            throw Problem.notFound("list")
        }
        let asked = try ListRequest(list, Fields(), catalogue, context)
        return [FrameQuery.sql, asked.query.select, asked.query.planStatement]
    }
}
