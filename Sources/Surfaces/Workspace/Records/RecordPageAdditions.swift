/// What each kind of record adds to its page, by the resource's name. One line per resource; what it says is beside the
/// resource's other pages.
enum RecordPageAdditions {
    private static let byResource: [String: RecordPageExtras] = [
        "customers": CustomerRecord.extras,
        "deals": DealRecordPage.extras,
        "pipelines": PipelineStages.extras,
        "leads": LeadRecordPage.extras,
        "quotes": QuoteRecordPage.extras,
        "calls": CallRecordPage.extras,
        "segments": SegmentRecord.extras,
    ]

    /// Resources with a page although they have no presentation yet.
    static var resources: Set<String> { Set(byResource.keys) }

    static func of(_ resource: String) -> RecordPageExtras { byResource[resource] ?? RecordPageExtras() }
}
