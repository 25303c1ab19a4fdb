internal import Access
internal import Contracts
internal import Core
internal import Plans
internal import Postgres
internal import Records

/// Answers the visitors of widgets out of the domains.
struct WidgetService: WidgetDesk {
    let store: RecordStore
    let appointments: any AppointmentBook
    let callbacks: any CallbackDesk
    let gate: any ChannelGate

    func admit(_ context: Context) async throws {
        switch try await gate.may(.chat, context.organisation, at: context.now) {
        case .allowed, .degraded: return
        case .blocked:
            // Why is the organisation's own business.
            throw Problem(
                status: 503, code: "widget_off", "This service is switched off right now. Please call instead.",
                retryAfter: 300)
        }
    }

    func hello(_ context: Context) async throws -> WidgetHello {
        let context = try await own(context)
        return try await store.work(context, "widget.hello") { work in
            let name: String = try await work.query("select name from organisations where id = app_org()")
                .one("organisation").get("name")
            let openness = try await appointments.openness(at: work.now, in: work)
            return WidgetHello(name: name, isOpen: openness.isOpen, opensAt: openness.opensNext)
        }
    }

    func callBack(_ request: WidgetCallback, _ context: Context) async throws {
        let wish = CallbackWish(
            name: request.name, phone: request.phone, about: request.about, source: "web site \(request.origin)")
        let callbacks = callbacks
        try await store.work(try await own(context), "widget.callback") { try await callbacks.queue(wish, in: $0) }
    }

    /// A visitor writes nothing: what they ask for, Mainline does by itself.
    private func own(_ visitor: Context) async throws -> Context {
        var context = try await store.systemContext(
            visitor.organisation, actor: "widget", correlation: visitor.correlation, surface: .public)
        context.address = visitor.address
        context.deadline = visitor.deadline
        return context
    }
}
