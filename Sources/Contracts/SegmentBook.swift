public import Core
public import Postgres
public import Records

/// Customers that have something in common: by a filter (live), or picked (static).
public enum Segment {}

/// Says who is in a segment. Implemented by Customers.
public protocol SegmentBook: Sendable {
    /// A condition over a row of `customers` called `t` that holds for the segment's members.
    /// Throws 404.
    func condition(_ segment: ID<Segment>, _ context: Context) async throws -> SQL
    /// Throws 404.
    func count(_ segment: ID<Segment>, _ context: Context) async throws -> Int
    /// The members after `after`, by id, at most `limit`.
    func members(_ segment: ID<Segment>, after: ID<Customer>?, limit: Int, _ context: Context) async throws
        -> [ID<Customer>]
    func contains(_ segment: ID<Segment>, _ customer: ID<Customer>, _ context: Context) async throws -> Bool
}
