internal import Access
internal import Calls
internal import Core
internal import Postgres
internal import Records

/// Harbor Home Services: the organisation that newcomers look around in.
struct Demo: Sendable {
    /// Who may sign in, for the terminal.
    struct SignIn: Sendable {
        let role: String
        let email: String
        let password: String
    }

    static let slug = "harbor"
    /// Where it is called: a number reserved for fiction.
    static let number = "+15125550100"
    static let email = "hello@harbor.example"
    static let password = "harbor-lights-42"

    private let application: Application

    init(_ application: Application) { self.application = application }

    /// Loads the demo if the database holds no organisation. Gives the sign-ins of a demo that is there.
    func loadIfEmpty() async throws -> [SignIn] {
        let rows = try await application.database.systemQuery(
            .operations, "select count(*) as count, bool_or(slug = \(Self.slug)) as has_demo from organisations")
        let row = try rows.one("count")
        if try row.get("count", as: Int.self) > 0 {
            let hasDemo: Bool = try row.optional("has_demo") ?? false
            return hasDemo ? Self.signIns : []
        }
        try await load { _ in }
        return Self.signIns
    }

    /// Makes what is missing of the demo; running it again changes nothing.
    /// - Parameter progress: told what is being done.
    func load(progress: (String) -> Void) async throws {
        guard let zone = Zone("America/Chicago") else {
            throw ProgramError("The time zones are missing.", "Install the package tzdata.")
        }
        let seeds = application.modules.map(\.seed)
        let provisioning = OrganisationProvisioning(
            database: application.database, passwords: application.passwords,
            onCreate: seeds.map { seed in { try await seed($0, $1) } })
        progress("organisation and people")
        let new = NewOrganisation(name: "Harbor Home Services", slug: Self.slug, zone: zone)
        let members = DemoTeam.people.map { person in
            NewMember(
                name: person.name, email: person.email, role: person.role, password: Self.password,
                phone: person.phone)
        }
        let organisation = try await provisioning.create(new, owner: members[0]).id
        for member in members.dropFirst() { try await provisioning.createMember(member, in: organisation) }
        try await PhoneNumberBook.add(Self.number, label: "Main line", to: organisation, store: application.store)
        progress("a year of customers, calls, visits and invoices")
        try await DemoYear(application.store, organisation: organisation).load()
        progress("quotes, activities and notifications")
        let context = try await application.store.systemContext(
            organisation, actor: "demo", correlation: "demo", surface: .cli)
        try await DemoOffers(
            store: application.store, context: context, links: application.services.quoteLinks
        ).load()
    }

    static var signIns: [SignIn] {
        DemoTeam.people.filter { $0.role != .technician || $0.name == "Tom Becker" }.map {
            SignIn(role: $0.role.rawValue, email: $0.email, password: password)
        }
    }
}
