internal import Core
internal import HTML
internal import Interface

/// The roles a person may give to another, each with what it is for.
enum RoleChoice {
    static func write(_ html: HTML, _ context: Context, _ value: String, _ problem: Problem?) {
        html.radioGroup(
            FormField("role", "Role", required: true).showing(problem), options: options(context), value: value)
    }

    /// Only owners make owners.
    private static func options(_ context: Context) -> [FormOption] {
        Role.allCases.filter { $0.isStaff && ($0 != .owner || context.role == .owner) }.map {
            FormOption($0.rawValue, Words.label($0.rawValue), hint: words($0))
        }
    }

    private static func words(_ role: Role) -> String {
        switch role {
        case .owner: "Everything, other owners included."
        case .admin: "Everything but owners: settings, members, keys."
        case .manager: "All of the business: prices, reports, approvals."
        case .sales: "Only leads, deals and customers that are theirs."
        case .agent: "Calls, customers, visits and invoices, day by day."
        case .technician: "Their visits, and the customers they go to."
        default: "Looks at everything and changes nothing."
        }
    }
}
