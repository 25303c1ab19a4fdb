internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// Records of another kind that refer to this one, as a table with a way to add one more.
struct RelatedTab: Sendable {
    /// Rows shown here; the list has the rest.
    private static let rowLimit = 50

    private let related: Presentation.Related
    private let resource: Resource
    private let field: Field

    /// nil where the role may not see them.
    init?(_ related: Presentation.Related, _ request: RecordPageRequest) {
        guard let resource = request.others[related.resource] ?? request.catalogue.resources[related.resource],
            resource.access.read.allows(request.context.role),
            let field = resource.filterFields(to: request.context.role).first(where: { $0.name == related.by })
        else { return nil }
        // What is deleted, or described by a field that is gone, has no list.
        if field.sets != nil, !Self.isUsable(request, resource, field) { return nil }
        self.related = related
        self.resource = resource
        self.field = field
    }

    private static func isUsable(_ request: RecordPageRequest, _ resource: Resource, _ field: Field) -> Bool {
        do {
            _ = try FilterTree.test(field.name, .equals, request.id.description).compiled(resource, request.context)
            return true
        } catch {
            return false
        }
    }

    /// Two lists of one kind, by different fields, have tabs of different names.
    private func name(_ request: RecordPageRequest) -> String {
        let same = (request.resource.presentation?.related ?? []).filter { $0.resource == related.resource }
        return same.count > 1 && same.first?.by != related.by ? "\(related.resource)-\(related.by)" : related.resource
    }

    var tab: RecordPageTab {
        RecordPageTab(
            resource.name, resource.title, count: { try count($0) },
            part: RecordPagePart(reads: { [try query($0).select] }, write: { try write($0, $1, $2) }))
    }

    private func count(_ request: RecordPageRequest) throws -> SQL {
        if field.sets != nil { return try query(request).countStatement(upTo: RecordTabs.ceiling) }
        let alive: SQL = resource.isSoftDeleted ? " and deleted_at is null" : ""
        return """
            select count(*) from (select 1 from \(identifier: resource.name)
            where org_id = app_org() and \(identifier: field.name) = \(request.id)\(alive) limit \(RecordTabs.ceiling)) n
            """
    }

    private func query(_ request: RecordPageRequest) throws -> RecordQuery {
        var state = ListState(filter: .test(field.name, .equals, request.id.description))
        state.columns = columns(request.context.role).map(\.name)
        return try state.query(resource, request.catalogue, request.context, limit: Self.rowLimit)
    }

    private func columns(_ role: Role) -> [Field] {
        let visible = resource.visibleFields(to: role)
        return (related.columns ?? resource.list.columns).filter { $0 != field.name }
            .compactMap { name in visible.first { $0.name == name } }
    }

    // MARK: - Writing

    private func write(_ html: HTML, _ content: RecordPageContent, _ rows: [Rows]) throws {
        let rows = rows[0]
        try html.section(
            .class("panel"), .id("related"),
            .data("live", "\(content.resource.name)/\(content.request.id) \(resource.name)"),
            .hxGet(content.request.address(tab: resource.name)), .hxTrigger("live"), .hxSelect("#related"),
            .hxTarget("#related"), .hxSwap("outerHTML")
        ) {
            html.div(.class("panel-head")) {
                html.h2(resource.title)
                html.div(.class("row-group")) { actions(html, content, hasMore: rows.count > Self.rowLimit) }
            }
            if rows.isEmpty { return empty(html, content) }
            try table(html, content, rows)
        }
    }

    private func actions(_ html: HTML, _ content: RecordPageContent, hasMore: Bool) {
        if hasMore, let list = listPath(content) {
            html.linkButton("Show all", to: list, .quiet, icon: .arrowRight, size: .small)
        }
        guard let path = addPath(content) else { return }
        html.linkButton(
            "Add \(resource.noun)", to: path, icon: .add, size: .small,
            attributes: HTML.opensDialog(path))
    }

    private func listPath(_ content: RecordPageContent) -> String? {
        guard resource.presentation != nil else { return RecordPaths.base(resource.name) }
        return "\(resource.path)?\(field.name)=eq.\(content.request.id)"
    }

    /// The form with this record already chosen; nil where the role may not add.
    private func addPath(_ content: RecordPageContent) -> String? {
        guard resource.presentation != nil, field.sets == nil, resource.access.create.allows(content.context.role),
            !field.isReadOnly
        else { return nil }
        let back = QueryText.encode(content.request.address(tab: resource.name))
        return "\(resource.path)/new?\(field.name)=\(content.request.id)&back=\(back)"
    }

    private func empty(_ html: HTML, _ content: RecordPageContent) {
        let icon = resource.presentation.flatMap { Icon(rawValue: $0.icon) } ?? .list
        html.emptyState(
            icon, resource.presentation?.emptyTitle ?? "Nothing here yet",
            resource.presentation?.emptyWords
                ?? "What belongs to this \(content.resource.singular) appears here by itself."
        ) {
            if let path = addPath(content) {
                html.linkButton(
                    "Add \(resource.noun)", to: path, icon: .add,
                    attributes: HTML.opensDialog(path))
            }
        }
    }

    private func table(_ html: HTML, _ content: RecordPageContent, _ rows: Rows) throws {
        let fields = columns(content.context.role)
        let cells = RecordCell(html: html, page: content.page)
        let base = resource.presentation == nil ? RecordPaths.base(resource.name) : resource.path
        try html.div(
            .class("table-frame is-embedded"), .tabindex(0), .role("region"), .aria("label", resource.title)
        ) {
            try html.table(.class("table")) {
                html.thead {
                    html.tr {
                        for (index, field) in fields.enumerated() {
                            html.th(
                                .scope("col"),
                                .class(Self.kind(field, index) ?? "", if: Self.kind(field, index) != nil),
                                field.label)
                        }
                    }
                }
                try html.tbody {
                    for row in rows.prefix(Self.rowLimit) {
                        let link = try base.map { "\($0)/\(try row.get("id", as: Identifier.self))" }
                        try html.tr {
                            for (index, field) in fields.enumerated() {
                                try cells.cell(
                                    field, row, link: index == 0 ? link : nil,
                                    missing: index == 0 ? resource.presentation?.untitled ?? "—" : "—",
                                    isExtra: index >= 2)
                            }
                        }
                    }
                }
            }
        }
    }

    private static func kind(_ field: Field, _ index: Int) -> String? {
        field.isNumeric ? "number" : index >= 2 ? "optional" : nil
    }
}
