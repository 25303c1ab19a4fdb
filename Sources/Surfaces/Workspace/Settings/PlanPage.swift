internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Plans
internal import Records

/// What the organisation's plan is, what it leaves open, what has been used and what happens next: `/settings/plan`.
struct PlanPage: Sendable {
    let pages: WorkspacePages
    let usage: UsageCount

    private static let path = SettingsPlace.plan.path

    var routes: [Route] {
        [
            .signedIn(.get, Self.path, .admins) { try await show($0, $1) },
            .signedIn(.post, Self.path + "/emergencies", .admins) { try await setPolicy($0, $1) },
        ]
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        // What is there now is counted now: whoever has just joined or left is seen.
        async let totals = usage.totals(of: context.organisation)
        let standing = try await pages.gate.standing(of: context.organisation).counting(try await totals)
        return try await pages.page(request, context) { html, page, _ in
            html.settingsPage(page, .plan) {
                html.settingsPart("Your plan") { summary(html, page, standing) }
                html.settingsPart("Used this month", "Members and storage count what is there now.") {
                    meters(html, page, standing)
                }
                html.settingsPart("What is open", "Each way in which you and your customers reach each other.") {
                    PlanChannels.write(html, standing, at: page.now)
                }
                html.settingsPart(
                    "Emergencies",
                    "Whether a caller with an emergency reaches somebody when the telephone only takes messages."
                ) { policy(html, standing) }
                html.section(.class("stack settings-whole")) {
                    html.div(.class("settings-part-head")) {
                        html.h2("Plans")
                        html.p(.class("muted"), "The operator of this installation changes plans.")
                    }
                    plans(html, standing)
                }
            }
        }
    }

    private func summary(_ html: HTML, _ page: PageContext, _ standing: OrganisationStanding) {
        let terms = standing.terms
        let phase = terms.phase(at: page.now)
        html.div(.class("plan-head")) {
            html.strong(terms.plan.name)
            html.badge(Self.label(phase), Self.tone(phase))
        }
        html.p {
            html.text("Since ")
            html.relativeTime(terms.since, page)
            html.text(". ")
            html.text(Self.next(terms, phase, page))
        }
    }

    private static func label(_ phase: PlanPhase) -> String {
        switch phase {
        case .trialing: "Trial"
        case .trialEnded: "Trial ended"
        case .active: "Active"
        case .grace: "Payment overdue"
        case .pastDue: "Unpaid"
        case .canceled: "Canceled"
        }
    }

    private static func tone(_ phase: PlanPhase) -> Tone {
        switch phase {
        case .trialing: .info
        case .active: .good
        case .grace: .warn
        case .trialEnded, .pastDue, .canceled: .bad
        }
    }

    /// What happens next.
    private static func next(_ terms: PlanTerms, _ phase: PlanPhase, _ page: PageContext) -> String {
        func day(_ time: Instant?) -> String { time.map { Moment.dayAndTime($0, page.zone) } ?? "" }
        switch phase {
        case .trialing where terms.trialEndsAt == nil: return "The trial has no end."
        case .trialing:
            return
                "The trial ends on \(day(terms.trialEndsAt)). Then calls go to voicemail and texts and automation stop "
                + "until a plan is chosen."
        case .trialEnded: return "Choose a plan to open everything again. Nothing is lost."
        case .active: return "It goes on until somebody ends it."
        case .grace:
            return
                "Everything goes on until \(day(terms.graceUntil)). Then calls go to voicemail and texts and automation stop."
        case .pastDue: return "Pay what is open to open everything again. Nothing is lost."
        case .canceled: return "Choose a plan to open everything again. You can read and export everything meanwhile."
        }
    }

    private func meters(_ html: HTML, _ page: PageContext, _ standing: OrganisationStanding) {
        html.ul(.class("meters")) {
            for cap in Cap.allCases {
                let usage = standing.usage(cap)
                html.li(.class("meter-row")) {
                    html.div(.class("spread")) {
                        html.span(cap.label)
                        html.span(.class("tabular")) {
                            html.text(cap.amount(usage.used))
                            html.text(usage.limit.map { " of " + cap.amount($0) } ?? ", no limit")
                        }
                    }
                    guard let limit = usage.limit else { return }
                    html.meter(
                        .aria("label", "\(cap.label) used"), .min("0"), .max(String(max(limit, 1))),
                        .value(Int(min(usage.used, limit))), .attribute("low", String(limit * 4 / 5)),
                        .attribute("high", String(max(limit - 1, limit * 4 / 5))), .attribute("optimum", "0")
                    ) {}
                    if usage.isReached {
                        html.p {
                            html.status("Reached", .bad); html.text(". " + cap.consequence)
                        }
                    } else if usage.isNear {
                        html.p {
                            html.status("Nearly used up", .warn); html.text(". At the limit: " + cap.consequence)
                        }
                    }
                }
            }
        }
    }

    private func policy(_ html: HTML, _ standing: OrganisationStanding) {
        html.form(.method("post"), .action(Self.path + "/emergencies"), .class("stack")) {
            html.switchField(
                FormField(
                    "always", "Emergencies always reach the owner",
                    hint:
                        "Callers press 1 or say “emergency”; you are texted, mailed and called as ever. Off, they are told to "
                        + "call the emergency number and can only leave a message."),
                on: standing.emergenciesAlways)
            html.div { html.submitButton("Save", .secondary) }
        }
    }

    private func plans(_ html: HTML, _ standing: OrganisationStanding) {
        html.div(.class("table-frame plan-table"), .tabindex(0), .role("region"), .aria("label", "Plans")) {
            html.table(.class("table")) {
                html.thead {
                    html.tr {
                        for name in ["Plan", "A month"] + Cap.allCases.map(\.label) { html.th(.scope("col"), name) }
                    }
                }
                html.tbody {
                    for plan in Plan.all where plan != .unlimited || standing.terms.plan == plan {
                        html.tr(plan == standing.terms.plan ? .aria("current", "true") : .none) {
                            html.th(.scope("row"), plan == standing.terms.plan ? plan.name + " (yours)" : plan.name)
                            html.td(.class("tabular"), plan.monthlyMinor.map { "$\($0 / 100)" } ?? "By agreement")
                            for cap in Cap.allCases {
                                html.td(.class("tabular"), plan.caps[cap].map { cap.amount($0) } ?? "No limit")
                            }
                        }
                    }
                }
            }
        }
    }

    private func setPolicy(_ request: Request, _ context: Context) async throws -> Response {
        let always = try request.form()["always"] == "true"
        _ = try await pages.store.perform(SetEmergencyPolicy.self, ["always": .bool(always)], context)
        return NoticeCookie.redirect(
            request, to: Self.path,
            Notice(always ? "Emergencies always reach the owner" : "Emergencies wait while calls go to voicemail"))
    }
}
