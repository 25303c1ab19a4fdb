internal import Core

/// Who works at Harbor Home Services.
enum DemoTeam {
    struct Person: Sendable {
        let name: String
        let role: Role
        let phone: String

        var email: String { "\(name.prefix { $0 != " " }.lowercased())@harbor.example" }
    }

    static let people = [
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
}
