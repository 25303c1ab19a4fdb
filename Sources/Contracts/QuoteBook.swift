public import Core

/// Reads and edits quotes for pages. Implemented by Sales.
public protocol QuoteBook: Sendable {
    /// The copy being worked on, or what was sent last. Throws 404.
    func detail(_ quote: ID<Quote>, _ context: Context) async throws -> QuoteDetail
    /// What these terms make, for a page that is being typed in. Throws `Problem` 422 naming the line.
    func sums(_ terms: QuoteTerms) throws -> QuoteSums
    /// Replaces the lines and the discount of a draft. Throws 404, 409 for one that was sent, 422.
    func save(_ terms: QuoteTerms, of quote: ID<Quote>, _ context: Context) async throws
}
