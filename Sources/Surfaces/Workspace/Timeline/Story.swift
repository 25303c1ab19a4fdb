internal import Contracts
internal import Core
internal import HTML
internal import Interface
internal import Records

/// A timeline of events, newest first, by days.
struct Story {
    let lines: [EventLine]
    var transcript: Transcript?
    /// Whether each entry begins with whom it is about.
    var namesCustomer = false
    /// Makes the address that shows only one story; nil where there is only one.
    var storyPath: ((String) -> String)?
    /// Tells what an update changed.
    var words: ChangeWords?
    /// What the reader may do with a note; nil where notes are only read.
    var notes: NoteTools?

    /// Delivery is shown with the message, and an update of a record says little.
    private static let silent: Set = [EventKinds.messageDelivered]

    func write(_ html: HTML, _ page: PageContext, older: ((HTML) -> Void)? = nil) {
        let today = page.zone.local(page.now).date
        var day: LocalDate?
        html.timeline {
            for line in lines where !Self.silent.contains(line.event.kind) {
                let date = page.zone.local(line.event.at).date
                if date != day {
                    html.timelineDay(Moment.dayHeading(date, today: today))
                    day = date
                }
                entry(html, page, line)
            }
            older?(html)
        }
    }

    private func entry(_ html: HTML, _ page: PageContext, _ line: EventLine) {
        let wording = EventWording.of(line.event.kind)
        html.timelineEntry(wording.icon, at: line.event.at, zone: page.zone) {
            html.div {
                if namesCustomer, let subject = line.subject(page.context) {
                    html.strong(.dir("auto"), subject)
                    html.text(" · ")
                }
                let sentence = sentence(line, wording, page.context)
                if let path = line.path, path != page.path {
                    html.a(.class("plain-link"), .href(path), sentence)
                } else {
                    html.text(sentence)
                }
                if line.note?.isPinned == true { html.badge("Pinned", icon: .pin) }
                if let message = line.message { status(html, message) }
                if let storyPath {
                    html.text(" ")
                    html.a(.class("story-link"), .href(storyPath(line.event.correlation)), "Story")
                }
            }
            details(html, page, line)
        }
    }

    /// One change is told in the sentence itself; several stand below it.
    private func sentence(_ line: EventLine, _ wording: EventWording, _ context: Context) -> String {
        let changes = changes(line)
        if changes.count == 1 { return "\(changes[0].text) by \(line.actorName)" }
        if let note = line.note, line.event.kind == "note.created" { return NoteWords.sentence(note, line.actorName) }
        return wording.sentence(line, context)
    }

    private func changes(_ line: EventLine) -> [ChangeWords.Change] {
        guard let words, let changes = line.changes, line.event.recordKind != "notes" else { return [] }
        return words.changes(changes, of: line.event.recordKind)
    }

    private func status(_ html: HTML, _ message: EventLine.MessageState) {
        let tone: Tone =
            switch message.status {
            case "delivered", "received": .good
            case "failed", "undelivered": .bad
            case "suppressed": .warn
            default: .neutral
            }
        html.text(" ")
        html.badge(Words.label(message.status), tone)
    }

    private func details(_ html: HTML, _ page: PageContext, _ line: EventLine) {
        switch line.event.kind {
        case EventKinds.callEnded:
            if let summary = line["summary"] { html.quote(summary) }
            let said = transcript?.of(line.event.recordID) ?? []
            guard !said.isEmpty else { return }
            html.details(.class("transcript-fold")) {
                html.summary("Transcript, \(Words.count(said.count, "line"))")
                Transcript.write(html, said, caller: line.customerName ?? "Caller", zone: page.zone)
            }
        // Among everything that happens what we wrote ourselves would drown what others said.
        case EventKinds.messageSent where namesCustomer: break
        case EventKinds.messageSent, EventKinds.messageReceived, EventKinds.messageFailed:
            html.quote(line.message?.body ?? line["body"] ?? "")
        case EventKinds.emergencyRaised: if let words = line["words"] { html.quote(words) }
        case "note.created":
            guard let note = line.note else {
                if let body = line["title"] { html.quote(body) }
                return
            }
            html.quote(note.body)
            notes?.write(html, page, note)
        default:
            let changes = changes(line)
            if changes.count > 1 { ChangeWords.write(html, changes) }
        }
    }
}
