internal import Contracts
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// A visit: what has been agreed, how far it has come, and what to do next.
struct AppointmentPages: Sendable {
    let pages: WorkspacePages
    let book: any AppointmentBook

    var routes: [Route] {
        [
            .signedIn(.get, "/appointments/{id}", .staff) { try await show($0, $1) },
            .signedIn(.get, "/appointments/{id}/{verb}", .workers) { try await ask($0, $1) },
            .signedIn(.post, "/appointments/{id}/{verb}", .workers) { try await act($0, $1) },
        ]
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: Appointment.self)
        // The page written by hand shows fields of several kinds of record: it is not for whom some are hidden.
        if context.grants?.hidesFields ?? false {
            return try await RecordPages(pages).show(request, context, "appointments")
        }
        let (page, rows) = try await pages.read(request, context, AppointmentView.reads(id))
        let view = try AppointmentView(page: page, rows: rows, catalogue: pages.store.catalogue(for: context))
        return try pages.write(request) { try view.write($0) }
    }

    // MARK: - Forms

    /// The form of an action that asks for words: a dialog where scripts fetch it, a page otherwise.
    private func ask(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: Appointment.self)
        guard let verb = AppointmentVerb(rawValue: try request.parameter("verb")) else { throw Problem.notFound() }
        if verb == .reschedule { return try await askTime(request, context) }
        guard let field = verb.field else { throw Problem.notFound() }
        return try await form(request, context, id, verb) { html in html.textArea(field, rows: 3) }
    }

    /// The free times of the coming two weeks.
    private func askTime(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: Appointment.self)
        let book = book
        let slots = try await pages.store.work(context, "appointments.slots") { work -> [FreeSlot] in
            let row = try await work.query(
                "select job_type_id from appointments where org_id = app_org() and id = \(id)"
            ).one("appointment")
            return try await book.slots(
                for: try row.get("job_type_id"), from: work.now, until: work.now + .days(14), limit: 12, excluding: id,
                in: work)
        }
        let options = slots.map { slot in
            FormOption(
                "\(slot.start) \(slot.technician)",
                "\(Moment.dayAndTime(slot.start, context.zone))–\(context.zone.local(slot.end).time) · \(slot.technicianName)"
            )
        }
        return try await form(request, context, id, .reschedule, isPossible: !options.isEmpty) { html in
            if options.isEmpty {
                html.callout(
                    .warn, "Nobody is free within the next two weeks. Add a shift, or cancel another visit first.")
            } else {
                html.radioGroup(
                    FormField("slot", "Free times", required: true), options: options, value: options.first?.value)
            }
        }
    }

    private func form(
        _ request: Request, _ context: Context, _ id: ID<Appointment>, _ verb: AppointmentVerb, isPossible: Bool = true,
        _ fields: (HTML) -> Void
    ) async throws -> Response {
        let path = "/appointments/\(id)/\(verb.rawValue)"
        if request.isFragment {
            return pages.write(request) { html in
                html.formDialog(id: "act", title: verb.question, action: path, submit: verb.submit, look: verb.look) {
                    fields(html)
                }
            }
        }
        return try await pages.page(request, context) { html, page, _ in
            html.workspacePage(
                page, title: verb.question, heading: verb.question,
                breadcrumbs: [Place("Schedule", "/schedule"), Place("Visit", "/appointments/\(id)")]
            ) {
                html.form(.class("form stack"), .method("post"), .action(path)) {
                    fields(html)
                    html.div(.class("row-group")) {
                        if isPossible { html.submitButton(verb.submit, verb.look) }
                        html.linkButton("Back", to: "/appointments/\(id)", .quiet)
                    }
                }
            }
        }
    }

    // MARK: - Doing

    private func act(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: Appointment.self)
        guard let verb = AppointmentVerb(rawValue: try request.parameter("verb")) else { throw Problem.notFound() }
        let form = try request.form()
        let store = pages.store
        return try await pages.act(request, back: "/appointments/\(id)", done: verb.done) {
            var input: [String: JSON] = ["appointment_id": .text(id)]
            if let field = verb.field, let words = form[field.name], !words.isEmpty {
                input[field.name] = .string(words)
            }
            if verb == .reschedule {
                let parts = (form["slot"] ?? "").split(separator: " ").map(String.init)
                guard parts.count == 2 else {
                    throw Problem.invalid("slot", "required", "Choose one of the free times.")
                }
                input["starts_at"] = .string(parts[0])
                input["technician_id"] = .string(parts[1])
            }
            _ = try await store.perform("appointments.\(verb.rawValue)", input, context)
        }
    }
}
