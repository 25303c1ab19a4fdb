internal import Contracts
internal import Core

/// What a portal page shows.
struct PortalContent: Sendable {
    struct Person: Sendable {
        let id: ID<Customer>
        let name: String
        let phone: String?
        let email: String?
    }

    struct Visit: Sendable {
        let start: Instant
        let end: Instant
        let title: String
        let customer: String
        let address: String?
        let status: String
    }

    struct Bill: Sendable {
        let id: ID<Invoice>
        let number: String
        let customer: String
        let status: InvoiceStatus
        let total: Money
        let open: Money
        let dueOn: LocalDate?
        let hasLink: Bool
    }

    struct Offer: Sendable {
        let id: ID<Quote>
        let title: String
        let customer: String
        let status: String
        let total: Money
        let validUntil: LocalDate?
    }

    let organisation: String
    /// The customer, or the reseller itself.
    let person: Person
    let sites: [String]
    let visits: [Visit]
    let bills: [Bill]
    let offers: [Offer]
    /// A reseller's.
    let customers: [Person]
}
