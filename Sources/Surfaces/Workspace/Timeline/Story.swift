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

    /// Delivery is shown with the message, and an update of a record says little.
    private static let silent: Set = [EventKinds.messageDelivered]

    func write(_ html: HTML, _ page: PageContext) {
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
                let words = wording.sentence(line, page.context)
                if let path = line.path, path != page.path {
                    html.a(.class("plain-link"), .href(path), words)
                } else {
                    html.text(words)
                }
                if let message = line.message { status(html, message) }
                if let storyPath {
                    html.text(" ")
                    html.a(.class("story-link"), .href(storyPath(line.event.correlation)), "Story")
                }
            }
            details(html, page, line)
        }
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
        case "note.created": if let body = line["title"] { html.quote(body) }
        default: break
        }
    }
}
