public import Core
public import HTML

extension HTML {
    /// What happened, newest first. `entries` writes `timelineDay` and `timelineEntry`.
    public func timeline(_ entries: () throws -> Void) rethrows { try ol(.class("timeline")) { try entries() } }

    /// The heading of a day.
    public func timelineDay(_ label: String) { li(.class("timeline-day"), label) }

    /// One thing that happened: its icon, words, and the time of day at the right.
    public func timelineEntry(_ icon: Icon, at time: Instant, zone: Zone, _ content: () throws -> Void) rethrows {
        try li(.class("timeline-entry")) {
            span(.class("timeline-mark")) { self.icon(icon) }
            try div(.class("timeline-text")) { try content() }
            self.time(
                .class("timeline-time tabular"), .datetime(time.description), .title(Moment.exact(time, zone)),
                zone.local(time).time)
        }
    }

    /// Words that someone said or wrote.
    public func quote(_ words: String) { p(.class("quote"), .dir("auto"), words) }

    /// A line of work that waits: icon, words, and one thing to do.
    public func workItem(
        _ icon: Icon, tone: Tone? = nil, _ title: String, to path: String, detail: String, _ action: (() -> Void)? = nil
    ) {
        li(.class("work-item")) {
            self.icon(icon, tone: tone)
            div(.class("work-text")) {
                a(.href(path), .dir("auto"), title)
                span(detail)
            }
            if let action { action() }
        }
    }
}
