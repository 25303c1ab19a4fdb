public import Access
public import Core
public import HTTPClient
public import Postgres
public import Records

/// What the simulation is given of the program: the way to its database, for setting a stage and for looking whether
/// what was promised is there, and the carrier's line to its webhooks.
public struct Backstage: Sendable {
    let database: Database
    let store: RecordStore
    let provisioning: OrganisationProvisioning
    let addNumber: @Sendable (String, ID<Organisation>) async throws -> Void
    let line: CarrierLine

    /// - Parameter addNumber: gives an organisation a telephone number; throws 409 if another has it.
    public init(
        store: RecordStore, provisioning: OrganisationProvisioning, line: CarrierLine,
        addNumber: @escaping @Sendable (String, ID<Organisation>) async throws -> Void
    ) {
        database = store.database
        self.store = store
        self.provisioning = provisioning
        self.line = line
        self.addNumber = addNumber
    }
}
