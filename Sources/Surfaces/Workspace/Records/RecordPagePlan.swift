internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// Everything one record's page reads, as the statements of one round trip, and where each answer belongs.
struct RecordPagePlan {
    /// Where on the page a part stands.
    enum Slot { case summary, callout, panel, tab }

    let request: RecordPageRequest
    let extras: RecordPageExtras
    let tabs: [RecordPageTab]
    let current: RecordPageTab
    private(set) var statements: [SQL]
    private var parts: [(slot: Slot, part: RecordPagePart, answers: Range<Int>)] = []

    /// Throws `Problem` 404 for a tab that is not there.
    init(_ request: RecordPageRequest, _ extras: RecordPageExtras, _ tabs: [RecordPageTab]) throws {
        guard let current = tabs.first(where: { $0.name == request.tab }) else { throw Problem.notFound() }
        self.request = request
        self.extras = extras
        self.tabs = tabs
        self.current = current
        statements = [
            try RecordFacts.query(request.resource, request.id, request.catalogue, request.context),
            RecordNeighbours.select(request), try Self.counts(tabs, request),
        ]
        if let summary = extras.summary { try add(.summary, summary) }
        for callout in extras.callouts { try add(.callout, callout) }
        for panel in extras.panels { try add(.panel, panel) }
        try add(.tab, current.part)
    }

    private mutating func add(_ slot: Slot, _ part: RecordPagePart) throws {
        let reads = try part.reads(request)
        parts.append((slot, part, statements.count..<statements.count + reads.count))
        statements += reads
    }

    private static func counts(_ tabs: [RecordPageTab], _ request: RecordPageRequest) throws -> SQL {
        let counts = try tabs.enumerated().compactMap { index, tab -> SQL? in
            try tab.count.map { SQL(trusted: "(") + (try $0(request)) + SQL(trusted: ")::int as c\(index)") }
        }
        return "select " + (counts.isEmpty ? "1" : SQL.joined(counts, by: ", "))
    }

    /// How many each tab holds; nil where nobody counts.
    func counts(_ answers: [Rows]) throws -> [Int?] {
        let row = try answers[2].one("count")
        return try tabs.indices.map { index in
            answers[2].column("c\(index)") == nil ? nil : try row.get("c\(index)")
        }
    }

    /// Writes the parts of a slot. `answers` are those to `statements`.
    func write(_ slot: Slot, _ html: HTML, _ content: RecordPageContent, _ answers: [Rows]) throws {
        for each in parts where each.slot == slot { try each.part.write(html, content, Array(answers[each.answers])) }
    }

    func has(_ slot: Slot) -> Bool { parts.contains { $0.slot == slot } }
}
