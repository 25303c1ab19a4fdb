public import Core
public import Records

/// An address at which a customer is served.
public enum Site {}

/// What others need to know of a customer.
public struct CustomerSummary: Sendable {
    public let id: ID<Customer>
    public let name: String
    /// E.164.
    public let phone: String?
    public let email: String?
    /// The latest site's address on one line.
    public let address: String?
    public let site: ID<Site>?

    public init(id: ID<Customer>, name: String, phone: String?, email: String?, address: String?, site: ID<Site>?) {
        self.id = id
        self.name = name
        self.phone = phone
        self.email = email
        self.address = address
        self.site = site
    }
}

/// Answers who a caller is, and takes in new ones. Implemented by Customers.
public protocol CustomerDirectory: Sendable {
    /// The customer with this number (E.164), if any.
    func find(phone: String, in work: Work) async throws -> CustomerSummary?
    /// The latest customer with this address for e-mails, if any.
    func find(email: String, in work: Work) async throws -> CustomerSummary?
    /// Gives a customer who has nobody an owner.
    func own(_ customer: ID<Customer>, by owner: ID<User>, in work: Work) async throws
    /// Adds a person at a business, unless there is one of the name.
    func addContact(
        _ name: String, phone: String?, email: String?, to customer: ID<Customer>, in work: Work
    ) async throws
    /// Writes down something about a customer. `channel`: `note`, `call`, `email`, …
    func note(_ body: String, channel: String, on customer: ID<Customer>, in work: Work) async throws
    /// Throws 404.
    func summary(_ customer: ID<Customer>, in work: Work) async throws -> CustomerSummary
    /// A new customer. `source` says how they came: `call`, `booking`, `import`.
    func create(name: String, phone: String?, email: String?, source: String, in work: Work) async throws -> ID<
        Customer
    >
    /// Gives a customer known only by number a name.
    func rename(_ customer: ID<Customer>, to name: String, in work: Work) async throws
    /// The customer's site with this address as said or typed; made if it is new.
    func site(of customer: ID<Customer>, address: String, in work: Work) async throws -> ID<Site>
}
