internal import Core
internal import Figures
internal import HTTP
internal import Postgres
internal import Records

/// A report that somebody puts together: which records, narrowed how, grouped by what, telling what.
struct ReportDraft: Sendable {
    var title: String
    var resource: String
    var filter: String
    var groupBy: String
    var thenBy: String
    var measure: String
    var drawing: String
    var isShared: Bool

    init(_ fields: Fields) {
        func text(_ name: String) -> String { String((fields[name] ?? "").prefix(4000)) }
        title = text("title")
        resource = text("resource")
        filter = text("filter")
        groupBy = text("group_by")
        thenBy = text("then_by")
        measure = text("measure").isEmpty ? "count" : text("measure")
        drawing = text("drawing").isEmpty ? "bar" : text("drawing")
        isShared = fields["is_shared"] == "true"
    }

    init(_ row: Row) throws {
        title = try row.get("title")
        resource = try row.get("resource")
        filter = try row.get("filter")
        groupBy = try row.get("group_by")
        thenBy = try row.optional("then_by") ?? ""
        measure = try row.get("measure")
        drawing = try row.get("drawing")
        isShared = try row.get("is_shared")
    }

    var members: [String: JSON] {
        [
            "title": .string(title), "resource": .string(resource), "filter": .string(filter),
            "group_by": .string(groupBy), "then_by": thenBy.isEmpty ? .null : .string(thenBy),
            "measure": .string(measure), "drawing": .string(drawing), "is_shared": .bool(isShared),
        ]
    }

    /// As the end of an address.
    var query: String {
        var fields = Fields()
        for (name, value) in [
            ("title", title), ("resource", resource), ("filter", filter), ("group_by", groupBy), ("then_by", thenBy),
            ("measure", measure), ("drawing", drawing),
        ] where !value.isEmpty { fields.append(name, value) }
        return "?" + fields.encoded
    }

    /// What the draft asks the database; nil until enough has been chosen. Throws `Problem` 400 or 404.
    func summary(_ store: RecordStore, _ context: Context) async throws -> RecordSummary? {
        guard !resource.isEmpty, !groupBy.isEmpty else { return nil }
        let declared = try store.catalogue(for: context).resource(resource, for: context.role)
        let resolved = try await store.resolved(declared, context)
        return try RecordSummary(
            resolved, groups: [groupBy, thenBy].filter { !$0.isEmpty }, measure: measure,
            conditions: try conditions(), catalogue: store.catalogue(for: context), context: context)
    }

    /// The conditions of a list's address; what belongs to a page of it is left out.
    private func conditions() throws -> [(name: String, value: String)] {
        guard let fields = Fields(encoded: filter.hasPrefix("?") ? String(filter.dropFirst()) : filter) else {
            throw Problem.badRequest(
                "bad_filter", "The conditions are written as in a list's address: status=eq.active.")
        }
        let ofPage: Set = ["select", "order", "limit", "offset", "after", "columns", "layout", "view", "page", "trail"]
        return fields.pairs.filter { !ofPage.contains($0.name) && !$0.value.isEmpty }.map { ($0.name, $0.value) }
    }
}
