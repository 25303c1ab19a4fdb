internal import Contracts
internal import Core
internal import HTML
internal import HTTP
internal import Interface

/// Where a member gets the address under which their own calendar program shows their activities and visits.
struct CalendarFeedPage: Sendable {
    let pages: WorkspacePages
    let feeds: any CalendarFeeds

    var routes: [Route] {
        [
            .signedIn(.get, "/calendar-feed", .staff) { try await show($0, $1) },
            .signedIn(.post, "/calendar-feed", .staff) { try await rotate($0, $1) },
            .signedIn(.post, "/calendar-feed/revoke", .staff) { try await revoke($0, $1) },
        ]
    }

    private func show(_ request: Request, _ context: Context, fresh: String? = nil) async throws -> Response {
        let standing = try await feeds.standing(context)
        return try await pages.page(request, context) { html, page, _ in
            html.settingsPage(page, .calendarFeed) {
                html.div(.class("form stack")) {
                    html.p(
                        "Your activities and visits, in the calendar of your phone or computer. Add the address there "
                            + "as a subscription; it is looked at every quarter of an hour.")
                    if let fresh { address(html, fresh) }
                    state(html, page, standing)
                    actions(html, standing)
                }
            }
        }
    }

    private func address(_ html: HTML, _ address: String) {
        html.callout(.good, "This is your address. Copy it now: it is not shown again.") {
            html.div(.class("copyable")) {
                html.code(.class("truncate"), address)
                html.copyButton(address, of: "Address")
            }
        }
    }

    private func state(_ html: HTML, _ page: PageContext, _ standing: CalendarFeedStanding?) {
        guard let standing else { return html.p(.class("muted"), "You have no address yet.") }
        html.facts {
            html.fact("Made") { html.relativeTime(standing.madeAt, page) }
            html.fact("Last looked at") {
                if let asked = standing.askedAt { html.relativeTime(asked, page) } else { html.text("Never") }
            }
        }
    }

    private func actions(_ html: HTML, _ standing: CalendarFeedStanding?) {
        html.div(.class("row-group")) {
            html.postButton(
                standing == nil ? "Make an address" : "Make a new address", to: "/calendar-feed",
                standing == nil ? .primary : .secondary, icon: .link)
            if standing != nil {
                html.postButton("Take it back", to: "/calendar-feed/revoke", .danger, icon: .close)
            }
        }
        if standing != nil {
            html.p(
                .class("muted"),
                "Whoever has the address sees your calendar. A new address makes the one before lead nowhere.")
        }
    }

    private func rotate(_ request: Request, _ context: Context) async throws -> Response {
        let address = try await feeds.rotate(context)
        return try await show(request, context, fresh: address).with("Cache-Control", "no-store")
    }

    private func revoke(_ request: Request, _ context: Context) async throws -> Response {
        try await feeds.revoke(context)
        return NoticeCookie.redirect(request, to: "/calendar-feed", Notice("The address leads nowhere now"))
    }
}
