internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// The timeline as a tab: composer, chips by kind, entries by day, older ones on request.
struct TimelineTab {
    let timeline: RecordTimeline
    let content: RecordPageContent
    let read: RecordTimeline.Page

    private var request: RecordPageRequest { timeline.request }

    func write(_ html: HTML) {
        if timeline.story == nil, timeline.before == nil { Composer(content: content).write(html) }
        html.section(live + [.class("panel"), .id("timeline"), .aria("label", "Timeline")]) {
            html.div(.class("panel-head timeline-head")) {
                if timeline.story == nil {
                    chips(html)
                } else {
                    html.h2("One story")
                    html.linkButton("Show everything", to: request.path, .quiet, size: .small)
                }
            }
            html.div(.class("panel-body"), .id("timeline-body")) { entries(html) }
        }
    }

    /// What came in is shown at once, unless an older part is being looked at.
    private var live: [HTML.Attribute] {
        guard timeline.before == nil else { return [] }
        return [
            .data("live", "\(request.resource.name)/\(request.id)"), .hxGet(timeline.address()), .hxTrigger("live"),
            .hxSelect("#timeline"), .hxTarget("#timeline"), .hxSwap("outerHTML"),
        ]
    }

    private func chips(_ html: HTML) {
        html.nav(.class("chips"), .aria("label", "Kinds of entries")) {
            for kind in timeline.kinds {
                html.chip(
                    kind.label, to: RecordTimeline(request).address(kind: kind), current: kind == timeline.kind)
            }
        }
    }

    private func entries(_ html: HTML) {
        guard !read.lines.isEmpty else { return empty(html) }
        let path = request.path
        Story(
            lines: read.lines, transcript: read.transcript,
            storyPath: timeline.story == nil ? { "\(path)?story=\(QueryText.encode($0))" } : nil,
            words: read.words, notes: Composer(content: content).mayWrite ? NoteTools(path: "\(path)/notes") : nil
        ).write(html, content.page, older: read.older.map { id in { older($0, id) } })
    }

    /// With scripts older entries come in below; without, on a page of their own.
    private func older(_ html: HTML, _ id: Identifier) {
        let address = timeline.address(before: id)
        html.li(.class("timeline-older"), .id("timeline-older")) {
            html.linkButton(
                "Show older", to: address, .quiet, size: .small,
                attributes: [
                    .hxGet(address), .hxSelect("#timeline .timeline > li"), .hxTarget("#timeline-older"),
                    .hxSwap("outerHTML"),
                ])
        }
    }

    private func empty(_ html: HTML) {
        if timeline.kind == .all, timeline.before == nil {
            html.emptyState(
                .history, "Nothing has happened yet",
                "Calls, visits, messages, notes, bills and changes appear here in one order.")
        } else {
            html.emptyState(
                .history, "Nothing of this kind", "Look at everything, or choose another kind above."
            ) { html.linkButton("Show everything", to: request.path) }
        }
    }
}
