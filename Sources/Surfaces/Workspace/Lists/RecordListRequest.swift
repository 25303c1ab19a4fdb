internal import Core
internal import HTTP
internal import Postgres
internal import Records

/// Which page of a list is asked for, read from its address.
struct RecordListRequest: Sendable {
    let list: RecordList
    let query: RecordQuery
    let search: String
    let status: String?
    /// `name` or `name.desc`.
    let order: String?
    private let after: String?
    /// Where the pages before this one began, the latest last.
    private let trail: [String]
    /// From 1.
    let page: Int

    /// More pages back than this lead to the first.
    private static let trailLimit = 12

    /// Throws `Problem` 400.
    init(_ list: RecordList, _ fields: Fields, _ catalogue: Catalogue, _ context: Context) throws {
        self.list = list
        search = String((fields["q"] ?? "").prefix(200))
        status = fields["status"].flatMap { value in list.filterChoices.contains { $0.value == value } ? value : nil }
        order = fields["order"].flatMap { text in list.sortable.contains(String(text.prefix { $0 != "." })) ? text : nil
        }
        after = fields["after"]
        trail = (fields["trail"] ?? "").split(separator: ".").map(String.init)
        page = max(1, Int(fields["page"] ?? "") ?? 1)
        query = try RecordQuery(
            Self.parameters(list, search, status, order, after, catalogue, context), resource: list.resource,
            catalogue: catalogue,
            context: context, prefer: "count=estimated")
    }

    private static func parameters(
        _ list: RecordList, _ search: String, _ status: String?, _ order: String?, _ after: String?,
        _ catalogue: Catalogue,
        _ context: Context
    ) -> [(name: String, value: String)] {
        let columns = list.columns(for: context.role)
        var selection = ["id"] + columns.map(\.name)
        let visible = Set(list.resource.visibleFields(to: context.role).map(\.name))
        for field in columns {
            if case .money(let currency) = field.kind, visible.contains(currency), !selection.contains(currency) {
                selection.append(currency)
            }
            guard let target = field.referenceTarget, let name = field.embedName,
                let resource = catalogue.resources[target],
                resource.access.read.allows(context.role)
            else { continue }
            selection.append("\(name)(\(resource.titleField))")
        }
        var parameters = [(name: "select", value: selection.joined(separator: ","))]
        if let status, let filter = list.filter {
            parameters += list.conditions(status, context) ?? [(filter, "eq.\(status)")]
        }
        if !search.isEmpty, let condition = condition(list.resource, search, context) { parameters.append(condition) }
        if let order { parameters.append(("order", order)) }
        if let after { parameters.append(("after", after)) }
        return parameters
    }

    /// What looks like an address or a number is looked for as one; everything else among the names.
    private static func condition(_ resource: Resource, _ search: String, _ context: Context) -> (
        name: String, value: String
    )? {
        let words = search.replacing("*", with: "").replacing("%", with: "").replacing("\\", with: "")
        let digits = words.filter(\.isNumber)
        if words.contains("@"), resource.field("email") != nil { return ("email", "ilike.*\(words)*") }
        if digits.count >= 7, digits.count * 2 > words.count, resource.field("phone") != nil {
            return ("phone", "like.*\(digits.suffix(10))")
        }
        return (resource.titleField, "ilike.*\(words)*")
    }

    // MARK: - Addresses

    var first: Int { (page - 1) * query.limit + 1 }

    func path(status: String?) -> String { path(status: status, order: order, [:]) }
    func path(order: String) -> String { path(status: status, order: order, [:]) }

    /// This very page.
    var own: String {
        path(
            status: status, order: order,
            after.map { ["after": $0, "trail": trail.joined(separator: "."), "page": String(page)] } ?? [:])
    }

    func next(_ cursor: Cursor?) -> String? {
        cursor.map { cursor in
            let trail = (self.trail + [after ?? "-"]).suffix(Self.trailLimit).joined(separator: ".")
            return path(status: status, order: order, ["after": cursor.text, "trail": trail, "page": String(page + 1)])
        }
    }

    var previous: String? {
        guard page > 1 else { return nil }
        guard let last = trail.last, last != "-" else { return path(status: status, order: order, [:]) }
        return path(
            status: status, order: order,
            ["after": last, "trail": trail.dropLast().joined(separator: "."), "page": String(page - 1)])
    }

    private func path(status: String?, order: String?, _ more: [String: String]) -> String {
        var fields = Fields()
        if !search.isEmpty { fields.append("q", search) }
        if let status { fields.append("status", status) }
        if let order { fields.append("order", order) }
        for (name, value) in more.sorted(by: { $0.key < $1.key }) { fields.append(name, value) }
        return fields.isEmpty ? list.path : list.path + "?" + fields.encoded
    }
}
