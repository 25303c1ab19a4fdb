internal import Core
internal import Interface

/// The sidebar: the first four places are also a phone's bottom bar, so they follow the role.
enum WorkspaceNavigation {
    static func sections(_ role: Role, _ frame: FrameQuery) -> [NavigationSection] {
        let home = NavigationItem("Home", .home, "/", key: "g h")
        let calls = NavigationItem("Calls", .phone, "/calls", key: "g p")
        let schedule = NavigationItem("Schedule", .calendar, "/schedule", key: "g s")
        let customers = NavigationItem("Customers", .users, "/customers", key: "g c")
        var sections = [
            NavigationSection(
                nil, role == .technician ? [home, schedule, customers, calls] : [home, calls, schedule, customers]),
            NavigationSection(
                "Waiting",
                [
                    NavigationItem("Emergencies", .warning, "/emergencies", count: frame.emergencies, key: "g e"),
                    NavigationItem("Callbacks", .phoneOutgoing, "/callbacks", count: frame.callbacks, key: "g b"),
                ]),
            NavigationSection(
                "Business",
                [
                    NavigationItem("Leads", .userPlus, "/leads", key: "g l"),
                    NavigationItem("Invoices", .invoice, "/invoices", key: "g i"),
                    NavigationItem("Messages", .message, "/messages", key: "g m"),
                ]),
        ]
        if Access.admins.allows(role) {
            sections.append(
                NavigationSection("System", [NavigationItem("Jobs", .workflow, "/jobs", count: frame.jobs, key: "g j")])
            )
        }
        return sections
    }
}
