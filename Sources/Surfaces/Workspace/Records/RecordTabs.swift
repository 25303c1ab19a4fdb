internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// The tabs of a record's page: timeline, what is added by hand, related lists, files, the audit trail.
enum RecordTabs {
    /// Counting stops here.
    static let ceiling = 100

    static func of(_ request: RecordPageRequest, _ extras: RecordPageExtras) -> [RecordPageTab] {
        var tabs = [timeline(extras)]
        tabs += extras.tabs.filter { $0.access.allows(request.context.role) }
        tabs += (request.resource.presentation?.related ?? []).compactMap { related in
            guard !extras.replacesRelated.contains(related.resource) else { return nil }
            return RelatedTab(related, request)?.tab
        }
        tabs.append(FilesTab.tab)
        if AuditTab.access.allows(request.context.role) { tabs.append(AuditTab.tab) }
        return tabs
    }

    private static func timeline(_ extras: RecordPageExtras) -> RecordPageTab {
        RecordPageTab(
            RecordTimeline.tabName, "Timeline",
            part: RecordPagePart(
                reads: { RecordTimeline($0).reads(extras) },
                write: { html, content, rows in
                    let timeline = RecordTimeline(content.request)
                    TimelineTab(timeline: timeline, content: content, read: try timeline.page(rows)).write(html)
                }))
    }
}
