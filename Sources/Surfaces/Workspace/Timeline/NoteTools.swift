internal import Core
internal import HTML
internal import Interface
internal import Records

/// Pin, edit and delete a note where it stands in the timeline: its author may, and managers.
struct NoteTools {
    /// `/customers/0190…/notes`
    let path: String

    func write(_ html: HTML, _ page: PageContext, _ note: EventLine.NoteState) {
        let isOwn = note.author != nil && note.author == page.context.actor.user?.value
        guard isOwn || Access.managers.allows(page.context.role) else { return }
        let address = "\(path)/\(note.id)"
        html.div(.class("note-tools")) {
            html.details(.class("note-edit")) {
                html.summary(.class("quiet-link"), "Edit")
                html.form(.class("stack-tight"), .method("post"), .action(address), .data("guarded")) {
                    html.textArea(
                        FormField("body", "Note", required: true, id: "note-\(note.id)"), value: note.body, rows: 3)
                    html.div(.class("row-group")) { html.submitButton("Save note", .secondary, size: .small) }
                }
            }
            button(html, note.isPinned ? "Unpin" : "Pin", to: address + (note.isPinned ? "/unpin" : "/pin"))
            button(html, "Delete", to: address + "/delete")
        }
    }

    private func button(_ html: HTML, _ label: String, to path: String) {
        html.form(.method("post"), .action(path)) {
            html.button(.class("quiet-link"), .type("submit"), label)
        }
    }
}

/// A note in one line: what was done, and by whom.
enum NoteWords {
    static func sentence(_ note: EventLine.NoteState, _ author: String) -> String {
        switch (note.channel, note.direction) {
        case ("call", "in"): "\(author) took a call"
        case ("call", "out"): "\(author) called"
        case ("call", _): "\(author) spoke on the phone"
        case ("email", "in"): "\(author) noted an e-mail from them"
        case ("email", _): "\(author) wrote an e-mail"
        case ("text", "in"): "\(author) noted a text from them"
        case ("text", _): "\(author) wrote a text"
        case ("meeting", _): "\(author) met them"
        case ("visit", _): "\(author) was on site"
        default: "\(author) noted"
        }
    }
}
