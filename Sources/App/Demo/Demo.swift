internal import Access
internal import Calls
internal import Core
internal import Postgres

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
    static let password = "harbor-lights-42"

    private struct Person {
        let name: String
        let role: Role
        let phone: String
    }

    private static let people = [
        Person(name: "Olivia Park", role: .owner, phone: "+15125550101"),
        Person(name: "Amir Haddad", role: .admin, phone: "+15125550102"),
        Person(name: "Maria Lopez", role: .manager, phone: "+15125550103"),
        Person(name: "Sam Whitfield", role: .sales, phone: "+15125550104"),
        Person(name: "Jo Reyes", role: .agent, phone: "+15125550105"),
        Person(name: "Tom Becker", role: .technician, phone: "+15125550106"),
        Person(name: "Rosa Jimenez", role: .technician, phone: "+15125550107"),
        Person(name: "Dev Patel", role: .technician, phone: "+15125550108"),
        Person(name: "Lena Fischer", role: .technician, phone: "+15125550109"),
        Person(name: "Marcus Cole", role: .technician, phone: "+15125550110"),
        Person(name: "Hana Sato", role: .technician, phone: "+15125550111"),
        Person(name: "Vera Novak", role: .viewer, phone: "+15125550112"),
    ]

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
        let members = Self.people.map { person in
            NewMember(
                name: person.name, email: Self.email(person), role: person.role, password: Self.password,
                phone: person.phone)
        }
        let organisation = try await provisioning.create(new, owner: members[0]).id
        for member in members.dropFirst() { try await provisioning.createMember(member, in: organisation) }
        try await PhoneNumberBook.add(Self.number, label: "Main line", to: organisation, store: application.store)
        progress("customers, leads and visits")
        try await DemoYear(application, organisation: organisation).load()
    }

    static var signIns: [SignIn] {
        people.filter { $0.role != .technician || $0.name == "Tom Becker" }.map {
            SignIn(role: $0.role.rawValue, email: email($0), password: password)
        }
    }

    private static func email(_ person: Person) -> String {
        let first = person.name.prefix { $0 != " " }.lowercased()
        return "\(first)@harbor.example"
    }
}
