internal import Core
internal import HTML

extension Styleguide {
    static func colour(_ html: HTML, _ page: PageContext) {
        html.div(.class("columns")) {
            for theme in [Theme.light, .dark] {
                html.div(.class("panel themed"), .data("theme", theme.rawValue)) {
                    html.div(.class("panel-head")) { html.h3(theme == .light ? "Light" : "Dark") }
                    html.div(.class("panel-body stack")) {
                        html.p {
                            html.text("Text in its own colour, and ")
                            html.span(.class("muted"), "muted for what matters less.")
                        }
                        html.p { html.a(.href("#colour"), "A link in a sentence") }
                        html.div(.class("row-group")) {
                            html.actionButton("Issue invoice", .primary)
                            html.actionButton("Edit")
                            html.actionButton("Delete", .danger)
                        }
                        html.div(.class("row-group")) {
                            for tone in Tone.allCases { html.badge(tone.rawValue, tone, icon: tone.icon) }
                        }
                        html.textField(
                            FormField("sample-\(theme.rawValue)", "Name", required: true), value: "Ada Marsh")
                        html.callout(.warn, "The card ends in two weeks.")
                    }
                }
            }
        }
        html.div(.class("stack-tight")) {
            html.h1("Heading 20: Ada Marsh")
            html.h2("Heading 16: Needs you now")
            html.h3("Heading 14: Consent")
            html.p(
                "Text 14 in lines of at most 72 characters, set at 1.45. The quick brown fox jumps over the lazy dog, 0123456789."
            )
            html.p { html.small(.class("muted"), "Small 12: changed 5 minutes ago by Jo Reyes") }
        }
    }

    static func buttons(_ html: HTML, _ page: PageContext) {
        html.div(.class("row-group")) {
            html.actionButton("Issue invoice", .primary, icon: .invoice)
            html.actionButton("Edit", icon: .edit)
            html.actionButton("Cancel", .quiet)
            html.actionButton("Delete customer", .danger, icon: .delete)
            html.iconButton(.refresh, "Refresh")
            html.iconButton(.phone, "Call", .secondary)
            html.linkButton("Open", to: "#buttons", icon: .external)
        }
        html.div(.class("row-group")) {
            for look in ButtonLook.allCases { html.actionButton("Disabled", look, disabled: true) }
            html.actionButton("Saving", .primary, busy: true)
            html.actionButton("Saving", busy: true)
            html.actionButton("Small", size: .small)
            html.actionButton("Large", .primary, size: .large)
        }
        html.div(.class("row-group")) {
            html.menu("All customers", id: "menu-views") {
                html.menuHeading("Views")
                html.menuLink("All customers", to: "#buttons", icon: .users)
                html.menuLink("Mine", to: "#buttons", icon: .user)
                html.menuLine()
                html.menuButton("Save this view", icon: .save, key: "s")
                html.menuButton("Delete this view", icon: .delete, danger: true)
                html.menuButton("Share", icon: .send, disabled: true)
            }
            html.splitButton("Send", menu: "menu-send") {
                html.menuButton("Send later", icon: .clock)
                html.menuButton("Send by letter", icon: .mail)
            }
            html.iconMenu("More actions", id: "menu-more", align: .start) {
                html.menuButton("Merge", icon: .merge)
                html.menuButton("Archive", icon: .archive)
            }
            html.actionButton("Open a dialog", attributes: [.data("opens", "sample-dialog")])
            html.actionButton("Open a sheet", attributes: [.data("opens", "sample-sheet")])
            html.actionButton("Ask first", attributes: [.data("opens", "sample-confirm")])
            html.actionButton("Commands", icon: .command, attributes: [.data("palette")])
            html.span(.class("row-group muted")) {
                html.keyHint("Ctrl")
                html.keyHint("K")
            }
        }
        html.formDialog(id: "sample-dialog", title: "Record a payment", action: "#", submit: "Record payment") {
            html.moneyField(
                FormField("dialog-amount", "Amount", required: true), value: Money(minor: 18_240, .usd), currency: .usd)
            html.dateField(
                FormField("dialog-date", "Received on", required: true), value: LocalDate(year: 2026, month: 3, day: 1))
        }
        html.modal(id: "sample-sheet", title: "Filters", shape: .sheet) {
            html.selectField(FormField("sheet-status", "Status"), options: statuses, empty: "Any")
        }
        html.confirmDialog(
            id: "sample-confirm", title: "Delete Ada Marsh?",
            says: "The record goes with its notes and files. Invoices stay. You can restore it for 30 days.",
            action: "#",
            submit: "Delete customer")
    }

    static let statuses = [
        FormOption("prospect", "Prospect"), FormOption("active", "Active"), FormOption("inactive", "Inactive"),
        FormOption("archived", "Archived", disabled: true),
    ]

    static func fields(_ html: HTML, _ page: PageContext) {
        html.div(.class("form-grid")) {
            html.textField(
                FormField("name", "Name", hint: "As it stands on the bill.", required: true), value: "Ada Marsh")
            html.emailField(
                FormField("email", "Email", error: "Write an address such as ada@example.com."), value: "ada@")
            html.phoneField(FormField("phone", "Phone"), value: "(512) 555-0142")
            html.moneyField(
                FormField("amount", "Amount", required: true), value: Money(minor: 125_000, .usd), currency: .usd)
            html.numberField(FormField("minutes", "Duration"), value: "45", unit: "minutes", min: 5, max: 480)
            html.dateField(FormField("date", "Date"), value: LocalDate(year: 2026, month: 3, day: 1))
            html.timeField(FormField("time", "Time"), value: LocalTime(hour: 14, minute: 5))
            html.dateTimeField(FormField("starts", "Starts"))
            html.selectField(FormField("status", "Status", required: true), options: statuses, value: "active")
            html.selectField(
                FormField("guide_role", "Role", required: true),
                groups: [
                    ("Roles that there always are", [FormOption("manager", "Manager"), FormOption("agent", "Agent")]),
                    ("Your roles", [FormOption("office", "Office (agent)")]),
                ], value: "office")
            html.comboField(
                FormField("city", "City"), suggestions: ["Austin", "Houston", "Round Rock"], value: "Austin")
            html.textField(FormField("locked", "Account number", disabled: true), value: "HS-1024")
            html.passwordField(FormField("password", "Password", required: true), new: true)
        }
        html.div(.class("form-grid")) {
            html.textArea(
                FormField("notes", "Access notes", hint: "Gate codes, dogs, where to park."),
                value: "Side gate, code 4411.")
            html.fileField(
                FormField("file", "List of customers", hint: "CSV or XLSX, up to 25 MB."), accept: ".csv,.xlsx")
        }
    }

    static func choices(_ html: HTML, _ page: PageContext) {
        html.div(.class("columns")) {
            html.div(.class("stack-tight")) {
                html.checkbox(FormField("agrees", "May receive text messages"), checked: true)
                html.checkbox(FormField("news", "May receive offers", hint: "With a way out in each."))
                html.checkbox(FormField("off", "Not available here", disabled: true))
                html.switchField(FormField("answers", "Assistant answers calls"), on: true)
                html.switchField(FormField("records", "Record calls"))
            }
            html.radioGroup(
                FormField("window", "Arrival window", required: true),
                options: [
                    FormOption("morning", "Morning", hint: "8:00 to 12:00"),
                    FormOption("noon", "Afternoon", hint: "12:00 to 16:00"),
                    FormOption("evening", "Evening", disabled: true),
                ], value: "morning")
            html.checkGroup(
                FormField("days", "Days", error: "Choose at least one day."),
                options: [FormOption("mon", "Monday"), FormOption("tue", "Tuesday"), FormOption("wed", "Wednesday")])
        }
    }
}
