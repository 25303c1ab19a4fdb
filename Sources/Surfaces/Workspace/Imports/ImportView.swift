internal import Core
internal import HTML
internal import Imports
internal import Interface
internal import Postgres
internal import Records

/// The page of one import: what is to be done next, or what came of it.
struct ImportView {
    let html: HTML
    let page: PageContext
    let given: Import
    let resource: Resource
    let fields: [Field]
    let sites: [Field]
    let problem: Problem?

    private var path: String { "/imports/\(given.id)" }

    func summary() {
        html.status(ImportSteps.label(given.status), ImportSteps.tone(given.status))
        html.span(.class("muted"), resource.title)
        html.span(.class("muted tabular")) {
            html.text(Grouped(given.totalRows))
            html.text(given.totalRows == 1 ? " row" : " rows")
        }
        html.span(.class("muted"), "\(Moment.dayAndTime(given.createdAt, page.context.zone))")
    }

    func actions() {
        switch given.status {
        case .checked:
            html.postButton("Change columns", to: path + "/remap")
            if willDo > 0 { html.postButton(Self.verb(willDo), to: path + "/start", .primary, icon: .play) }
        case .running: html.postButton("Stop", to: path + "/stop", icon: .stop)
        case .stopped:
            revertButton()
            html.postButton("Go on", to: path + "/start", .primary, icon: .play)
        case .finished:
            revertButton()
            html.linkButton("See \(resource.title.lowercased())", to: resource.path, .primary)
        default: break
        }
    }

    private func revertButton() {
        let touched = number(given.counts, "created") + number(given.counts, "updated")
        guard touched > 0 else { return }
        html.actionButton(
            "Take back", icon: .undo, attributes: [.data("opens", "revert")])
    }

    private var willDo: Int { number(given.checked, "created") + number(given.checked, "updated") }

    private static func verb(_ count: Int) -> String { count == 1 ? "Import 1 row" : "Import \(count) rows" }

    func write(_ faults: Rows, after: Int) throws {
        html.stepper(ImportSteps.names, current: ImportSteps.current(given.status))
        let moves: [HTML.Attribute] =
            given.status.isMoving
            ? [.hxGet(path), .hxTrigger("every 1s"), .hxSelect("#main"), .hxTarget("#main"), .hxSwap("outerHTML")] : []
        try html.div([.class("stack"), .id("import")] + moves) {
            if let problem { html.callout(.bad, problem.detail) }
            if let words = given.problem { html.callout(given.status == .refused ? .bad : .warn, words) }
            switch given.status {
            case .reading: html.progressBar("Reading the file", done: 0, of: nil)
            case .refused:
                html.div {
                    html.linkButton("Choose another file", to: "/imports/new?resource=\(resource.name)", .primary)
                }
            case .mapping:
                ImportMapping(
                    html: html, given: given, resource: resource, fields: fields, sites: sites, path: path
                ).write()
            case .checking:
                html.progressBar("Checking", done: given.doneRows, of: given.totalRows)
                counts(given.checked, isDone: false)
            case .checked: counts(given.checked, isDone: false)
            case .running, .stopped:
                html.progressBar("Importing", done: given.doneRows, of: given.totalRows)
                counts(given.counts, isDone: true)
            case .reverting: html.progressBar("Taking back", done: 0, of: nil)
            case .finished, .reverted: counts(given.counts, isDone: true)
            }
            if given.status == .reverted { reverted() }
            try problems(faults, after: after)
        }
        if [.finished, .stopped].contains(given.status) {
            html.confirmDialog(
                id: "revert", title: "Take this import back",
                says:
                    "What it added is deleted, what it changed gets its old values. What somebody has changed or used since stays as it is, and is listed.",
                action: path + "/revert", submit: "Take back")
        }
    }

    private func number(_ counts: JSON, _ name: String) -> Int { Int(counts[name]?.int ?? 0) }

    private func counts(_ counts: JSON, isDone: Bool) {
        let labels = [
            ("created", isDone ? "Added" : "To add"), ("updated", isDone ? "Changed" : "To change"),
            ("skipped", isDone ? "Left alone" : "To leave alone"), ("duplicates", "Twice in the file"),
            ("errors", "With a problem"),
        ]
        html.dl(.class("import-counts")) {
            for (name, label) in labels {
                html.div(name == "errors" && number(counts, name) > 0 ? .data("tone", "bad") : .none) {
                    html.dt(label)
                    html.dd(Grouped(number(counts, name)))
                }
            }
        }
    }

    private func reverted() {
        let kept = number(given.counts, "kept")
        html.callout(
            kept == 0 ? .good : .warn,
            kept == 0
                ? "Everything this import did has been taken back."
                : "Taken back, but for \(kept) records that somebody has changed or used since. They are listed here.")
    }

    private func problems(_ faults: Rows, after: Int) throws {
        guard !faults.isEmpty || after > 0 else { return }
        let isCheck = [.checked, .checking].contains(given.status)
        html.div(.class("spread")) {
            html.h2(given.status == .reverted ? "What stayed" : "Rows with a problem")
            if given.status != .reverted {
                html.linkButton(
                    "Download these rows", to: "\(path)/errors.csv\(isCheck ? "?phase=check" : "")", icon: .download)
            }
        }
        if given.status != .reverted {
            html.p(
                .class("muted"),
                "They are left out. Mend them in the downloaded file and import that one: what is in already is not added twice."
            )
        }
        try ImportFaults.write(html, faults, path: path, resourcePath: resource.path)
    }
}
