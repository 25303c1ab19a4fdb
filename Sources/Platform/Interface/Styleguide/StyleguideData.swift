internal import Core
internal import HTML

extension Styleguide {
    static func marks(_ html: HTML, _ page: PageContext) {
        html.div(.class("row-group")) {
            html.badge("Draft")
            html.badge("Scheduled", .info, icon: .clock)
            html.badge("Paid", .good, icon: .check)
            html.badge("Due soon", .warn, icon: .warning)
            html.badge("Overdue", .bad, icon: .error)
            html.status("Prospect")
            html.status("Active", .good)
            html.status("Waiting", .warn)
            html.status("Failed", .bad)
            html.status("In progress", .info)
        }
        html.div(.class("row-group")) {
            html.filterChip("Status", "Active", removing: "#marks")
            html.filterChip("City", "Austin", removing: "#marks")
            html.chip("Mine", to: "#marks", current: true)
            html.chip("Overdue", to: "#marks", icon: .clock)
            html.tag("VIP")
            html.person("Jo Reyes")
            html.avatar("Ada Marsh")
            html.avatar("Bright Dental", size: .large)
            html.avatar("水野", size: .small)
            html.avatarGroup(["Jo Reyes", "Sam Lee", "Ada Marsh", "Kim Park", "Lou Finn", "Max Berg"])
        }
        html.breadcrumbs([Place("Customers", "#marks"), Place("Ada Marsh", "#marks"), Place("Invoices", "#marks")])
        html.tabs(
            "Views", [(Place("Timeline", "#t"), nil), (Place("Services", "#s"), 3), (Place("Invoices", "#i"), 1204)],
            current: "#t")
        html.stepper(["Upload", "Match columns", "Check", "Import"], current: 2)
    }

    static func messages(_ html: HTML, _ page: PageContext) {
        html.div(.class("columns")) {
            html.div(.class("stack")) {
                html.callout(.info, "Calls go to voicemail until the number is verified.") {
                    html.p { html.a(.href("#messages"), "Verify the number") }
                }
                html.callout(.good, "The bank account is connected.")
                html.callout(.warn, "Two appointments overlap on Thursday.")
                html.callout(.bad, "The card was declined. Ask for another way to pay.")
            }
            html.div(.class("stack")) {
                html.progressBar("Importing customers", done: 412_300, of: 1_000_000)
                html.progressBar("Looking for duplicates", done: 1_204, of: nil)
                html.skeleton()
                html.skeletonTable(rows: 3)
                html.codeBlock(
                    "curl -H \"Authorization: Bearer …\" \\\n  https://example.com/api/v1/customers?limit=1",
                    label: "Request")
                html.p {
                    html.text("Status ")
                    html.change(from: "prospect", to: "active")
                }
                for tone in [Tone.good, .bad] {
                    html.div(.class("toast"), .data("tone", tone.rawValue)) {
                        html.icon(tone.icon)
                        html.span(
                            .class("toast-text"),
                            tone == .good ? "Invoice 2026-0412 issued" : "The invoice was not sent: no address")
                        html.actionButton("Undo", size: .small)
                        html.iconButton(.close, "Dismiss", size: .small)
                    }
                }
            }
        }
        html.div(.class("panel")) {
            html.emptyState(
                .users, "No customers yet", "People you serve appear here, with their calls, visits and bills.",
                actions: {
                    html.linkButton("Add customer", to: "#messages", .primary, icon: .add)
                    html.linkButton("Import a list", to: "#messages", icon: .upload)
                })
        }
    }

    static func numbers(_ html: HTML, _ page: PageContext) {
        html.stats {
            html.stat(
                "Calls today", Grouped(128), to: "#numbers", change: StatChange(.up, "12% from yesterday", tone: .good),
                trend: [4, 6, 5, 9, 8, 12, 14])
            html.stat(
                "Overdue", Money(minor: 1_284_050, .usd), to: "#numbers",
                change: StatChange(.up, "3 more than last week", tone: .bad),
                trend: [9, 8, 8, 6, 7, 8, 9])
            html.stat(
                "Visits done", Grouped(17), to: "#numbers", change: StatChange(.same, "As yesterday"),
                trend: [3, 3, 3, 3])
            html.stat(
                "Open tickets", Grouped(0), to: "#numbers", change: StatChange(.down, "4 fewer", tone: .good),
                trend: [5, 4, 3, 1, 0])
        }
        html.panel("Needs you now", padded: false) {
            html.ul(.class("work-list")) {
                html.workItem(
                    .phoneMissed, tone: .bad, "Call Bright Dental back", to: "#numbers",
                    detail: "Emergency, waiting 4 min"
                ) {
                    html.actionButton("Call", icon: .phone, size: .small)
                }
                html.workItem(
                    .invoice, tone: .warn, "Invoice 2026-0398 is 12 days overdue", to: "#numbers",
                    detail: "Ada Marsh, $182.40"
                ) {
                    html.actionButton("Remind", size: .small)
                }
            }
        }
    }

    static let customers:
        [(name: String, status: String, tone: Tone, phone: String, owner: String?, balance: Int64, days: Int)] = [
            ("Ada Marsh", "Active", .good, "(512) 555-0142", "Jo Reyes", 18_240, 0),
            ("Bright Dental", "Active", .good, "(512) 555-0177", nil, 1_204_000, 1),
            ("شركة النور للخدمات", "Prospect", .neutral, "(512) 555-0120", "Sam Lee", 0, 3),
            (
                "Wolfeschlegelsteinhausenbergerdorff & Daughters Plumbing Company", "Overdue", .bad, "(737) 555-0111",
                "Jo Reyes", -5_000, 40
            ),
        ]

    static func tables(_ html: HTML, _ page: PageContext) {
        html.div(.class("toolbar")) {
            html.menu("All customers", id: "table-views") { html.menuLink("Mine", to: "#tables") }
            html.actionButton("Filter", .quiet, icon: .filter)
            html.filterChip("Status", "Active", removing: "#tables")
            html.span(.class("toolbar-end")) { html.actionButton("Columns", .quiet, icon: .columns) }
        }
        html.dataTable(
            id: "sample-table", label: "Customers",
            columns: [
                .check, TableColumn("Name", .wide, order: .ascending, sortPath: "#tables"), TableColumn("Status"),
                TableColumn("Phone", .optional), TableColumn("Owner", .optional),
                TableColumn("Balance", .number, sortPath: "#tables"),
                TableColumn("Seen", .optional), .actions,
            ]
        ) {
            for (index, customer) in customers.enumerated() {
                html.tr {
                    html.checkCell(id: "\(index)", label: customer.name)
                    html.linkCell(customer.name, to: "#tables")
                    html.td { html.status(customer.status, customer.tone) }
                    html.cell(customer.phone, optional: true)
                    html.cell(customer.owner, optional: true)
                    html.numberCell(Money(minor: customer.balance, .usd))
                    html.td(.class("optional")) {
                        html.relativeTime(page.now - .days(customer.days) - .minutes(5), page)
                    }
                    html.td(.class("actions")) { html.iconButton(.more, "Actions for \(customer.name)", size: .small) }
                }
            }
        }
        html.pager(first: 1, last: 50, total: 1204, previous: nil, next: "#tables")
        html.dataTable(
            id: "empty-table", label: "Files", columns: [TableColumn("Name", .wide), TableColumn("Size", .number)]
        ) {
            html.emptyRow(columns: 2) {
                html.emptyState(.files, "No files", "Photos, contracts and recordings of this customer are kept here.")
            }
        }
    }

    static func records(_ html: HTML, _ page: PageContext) {
        html.pageHead(
            "Ada Marsh",
            summary: {
                html.status("Active", .good)
                html.text("since Mar 2025 · owner Jo Reyes")
                html.badge("VIP", .info)
            },
            actions: {
                html.actionButton("Call", .primary, icon: .phone)
                html.actionButton("Message", icon: .message)
                html.actionButton("Book", icon: .calendar)
                html.iconButton(.more, "More actions", .secondary)
            })
        html.div(.class("split")) {
            html.panel("Facts", actions: { html.iconButton(.edit, "Edit facts", size: .small) }) {
                html.facts {
                    html.copyableFact("Phone", "(512) 555-0142")
                    html.copyableFact("Email", "ada.marsh@example.com")
                    html.fact("Sites", "14 Elm St, Austin")
                    html.fact("Balance") { html.text(Money(minor: 18_240, .usd)) }
                    html.fact("Source", nil)
                }
            }
            html.panel("Timeline") {
                html.timeline {
                    html.timelineDay("Today")
                    html.timelineEntry(.phoneIncoming, at: page.now, zone: page.zone) {
                        html.p {
                            html.text("Assistant booked "); html.a(.href("#records"), "Leak repair");
                            html.text(" for 14:00")
                        }
                        html.quote("my kitchen sink is leaking and it’s getting worse")
                    }
                    html.timelineEntry(.message, at: page.now - .minutes(9), zone: page.zone) {
                        html.p("Confirmation by text message · delivered")
                    }
                    html.timelineDay("Yesterday")
                    html.timelineEntry(.invoice, at: page.now - .hours(20), zone: page.zone) {
                        html.p("Invoice 2026-0412 for $182.40 · sent")
                    }
                }
            }
        }
    }

    static func problems(_ html: HTML, _ page: PageContext) {
        html.div(.class("columns")) {
            html.formProblem(
                .invalid([
                    Problem.FieldError("email", "invalid", "Write an address such as ada@example.com."),
                    Problem.FieldError("days", "required", "Choose at least one day."),
                ]))
            html.div(.class("panel panel-body")) {
                html.emptyState(.error, ProblemWords.title(404), Problem.notFound("customer").detail) {
                    html.linkButton("Go to the start page", to: "/", .primary)
                }
            }
        }
    }
}
