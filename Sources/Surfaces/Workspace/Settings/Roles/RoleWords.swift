internal import Core

/// Roles in words.
enum RoleWords {
    static func title(_ role: Role) -> String { role.rawValue.prefix(1).uppercased() + role.rawValue.dropFirst() }

    static func about(_ role: Role) -> String {
        switch role {
        case .owner: "Everything, other owners and the plan too."
        case .admin: "Everything but owners: people, roles, API keys, settings."
        case .manager: "The whole business: its work, its people's work, its figures."
        case .sales: "Customers, leads, deals and quotes that are theirs."
        case .agent: "Calls, messages, visits and bills at the desk."
        case .technician: "Visits: where to go, what to do, what was done."
        case .viewer: "Looks at everything, changes nothing."
        case .reseller, .customer, .visitor, .system: ""
        }
    }

    static func people(_ count: Int) -> String { count == 1 ? "1 person" : "\(count) people" }

    static func reach(_ reach: Grants.Reach) -> String {
        switch reach {
        case .none: "No"
        case .own: "Own"
        case .team: "Team's"
        case .all: "All"
        }
    }
}
