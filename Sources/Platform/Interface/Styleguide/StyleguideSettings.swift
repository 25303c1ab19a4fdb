internal import HTML

extension Styleguide {
    static func settings(_ html: HTML, _ page: PageContext) {
        html.banner(
            Banner(
                "Ana Ruiz of Mainline's support is looking at this organisation until 14:30.",
                link: Place("What was looked at", "#settings"), action: Place("End it", "/styleguide")))
        html.banner(
            Banner(
                "Calls may be answered late on Sunday from 02:00 to 03:00, while the carrier works on its lines.",
                tone: .info, dismissal: "/styleguide"), on: "/styleguide")
        html.settingsIndex([
            (
                "Organisation",
                [
                    (Place("Organisation", "#settings", icon: .building), "Name, time zone, currency and country."),
                    (Place("Plan", "#settings", icon: .wallet), "What is included, and what has been used."),
                ]
            ),
            (
                "Security",
                [(Place("Audit trail", "#settings", icon: .history), "Who changed what, when and from where.")]
            ),
        ])
        html.settingsPart("Name and address", "What customers see, and where the workspace is found.") {
            html.textField(FormField("guide_name", "Name", required: true), value: "Harbor Services")
            html.div { html.submitButton("Save changes") }
        }
        html.dataTable(
            id: "guide-reading", label: "A table that is read",
            columns: [TableColumn("What"), TableColumn("Why"), TableColumn("How long")], reads: true
        ) {
            html.tr {
                html.th(.scope("row"), "Calls and what was said")
                html.td(.data("label", "Why"), "To do what was asked, and to show that it was done.")
                html.td(.data("label", "How long"), "Until the customer is erased; card numbers are never kept.")
            }
        }
        html.settingsPart("Without fields", "A part may hold rows as well.") {
            html.p("Nobody is waiting for an answer.")
        }
    }
}
