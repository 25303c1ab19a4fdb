internal import Access
internal import Records

/// Kinds of record that stand together where a role is put together, as the sidebar has them.
struct RoleGroup {
    let title: String
    let subjects: [RoleRules.Subject]

    /// All of them, in the order of the sidebar; what no place leads to comes last.
    static func groups(of subjects: [RoleRules.Subject]) -> [RoleGroup] {
        let sorted = Dictionary(grouping: subjects) { title($0.resource) }
        return ["Day to day", "Sales", "Business", "Insights", "Set up once", "Everything else"].compactMap { title in
            sorted[title].map { RoleGroup(title: title, subjects: $0) }
        }
    }

    /// Pages made by hand stand for some kinds of record: they have no presentation of their own that says where.
    private static func title(_ resource: Resource) -> String {
        switch resource.presentation?.section {
        case .daily, .waiting: return "Day to day"
        case .sales: return "Sales"
        case .business: return "Business"
        case .insights: return "Insights"
        case .system: return "Set up once"
        case nil: break
        }
        switch resource.name {
        case "calls", "appointments", "messages", "callbacks", "emergencies", "activities", "duplicate_pairs":
            return "Day to day"
        case "customers", "contacts", "sites", "notes", "files", "invoices", "payments", "consents": return "Business"
        case "leads", "deals", "quotes", "segments": return "Sales"
        default: return "Everything else"
        }
    }
}
