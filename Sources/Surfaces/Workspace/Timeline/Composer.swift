internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Writes into a record's timeline: a note, what was said in a call or letter, a task for later.
struct Composer {
    enum Mode: String { case note, log, task }

    let content: RecordPageContent

    private var request: RecordPageRequest { content.request }
    private var mode: Mode { request.query["compose"].flatMap(Mode.init(rawValue:)) ?? .note }

    /// Notes are kept with resources that they can refer to.
    var mayWrite: Bool {
        guard let notes = request.catalogue.resources["notes"] else { return false }
        return notes.access.create.allows(content.context.role) && Self.reference(in: notes, to: request) != nil
    }

    private var mayPlan: Bool {
        guard let activities = request.catalogue.resources["activities"], activities.presentation != nil else {
            return false
        }
        return activities.access.create.allows(content.context.role)
            && Self.reference(in: activities, to: request) != nil
    }

    /// The field of `resource` that refers to the record of the page.
    static func reference(in resource: Resource, to request: RecordPageRequest) -> Field? {
        resource.fields.first {
            guard case .reference(let target) = $0.kind else { return false }
            return target == request.resource.name && !$0.isReadOnly
        }
    }

    func write(_ html: HTML) {
        guard mayWrite || mayPlan else { return }
        html.div(.class("panel composer"), .id("composer")) {
            html.div(.class("composer-head")) {
                if mayWrite { modes(html) }
                if mayPlan { task(html) }
            }
            if mayWrite { form(html) }
        }
    }

    private func modes(_ html: HTML) {
        let note = request.address()
        let log = request.address([("compose", Mode.log.rawValue)])
        html.div(
            .hx("boost", "true"), .hxSelect("#composer"), .hxTarget("#composer"), .hxSwap("outerHTML"),
            .hxPushURL("false")
        ) {
            html.segmented(
                "What to write", [Place("Note", note), Place("Log a call or letter", log)],
                current: mode == .log ? log : note)
        }
    }

    private func task(_ html: HTML) {
        guard let activities = request.catalogue.resources["activities"],
            let field = Self.reference(in: activities, to: request)
        else { return }
        let path = "\(activities.path)/new?\(field.name)=\(request.id)&back=\(QueryText.encode(request.path))"
        html.linkButton(
            "Plan a task", to: path, .quiet, icon: .calendarCheck, attributes: HTML.opensDialog(path))
    }

    private func form(_ html: HTML) {
        html.form(
            .class("composer-form stack-tight"), .method("post"), .action("\(request.path)/notes"), .data("guarded")
        ) {
            if mode == .log { log(html) }
            html.textArea(
                FormField("body", mode == .log ? "What was said" : "Note", required: true, id: "compose-body"), rows: 2,
                attributes: [
                    .placeholder(
                        mode == .log ? "What was said and agreed" : "What the next person should know"),
                    .maxlength(20_000), .data("key", "n"),
                ])
            html.div(.class("spread")) {
                html.label(.class("choice")) {
                    html.input(.type("checkbox"), .name("is_pinned"), .value("true"))
                    html.span(.class("choice-text"), "Keep at the top")
                }
                html.submitButton(mode == .log ? "Log it" : "Add note", .secondary, icon: .note)
            }
        }
    }

    private func log(_ html: HTML) {
        guard let notes = request.catalogue.resources["notes"] else { return }
        html.div(.class("composer-fields")) {
            if case .choice(let channels) = notes.field("channel")?.kind {
                html.segmentedField(
                    FormField("channel", "How"),
                    options: channels.filter { $0.value != "note" }.map { FormOption($0.value, $0.label) },
                    value: "call")
            }
            if case .choice(let directions) = notes.field("direction")?.kind {
                html.segmentedField(
                    FormField("direction", "Which way"), options: directions.map { FormOption($0.value, $0.label) },
                    value: "out")
            }
        }
    }
}
