internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// The facts of a record at the left of its page, edited where they stand.
struct RecordFactList {
    let content: RecordPageContent
    let extras: RecordPageExtras

    private var resource: Resource { content.resource }
    private static let unspoken: Set = ["id", "version", "created_at", "updated_at", "currency"]

    /// Those declared, or all that nothing else on the page shows.
    private var declared: [Field] {
        let visible = resource.visibleFields(to: content.context.role).filter { $0.source != .custom }
        if let names = resource.presentation?.facts ?? extras.facts {
            return names.compactMap { name in visible.first { $0.name == name } }
        }
        let elsewhere = Self.unspoken.union(resource.presentation?.summary ?? []).union([resource.titleField])
        return visible.filter { !elsewhere.contains($0.name) }
    }

    private var custom: [Field] {
        resource.visibleFields(to: content.context.role).filter { $0.source == .custom }
    }

    func write(_ html: HTML) throws {
        try html.panel("Details") { try list(html, declared) }
        if !custom.isEmpty { try html.panel("More") { try list(html, custom) } }
    }

    private func list(_ html: HTML, _ fields: [Field]) throws {
        let cells = RecordCell(html: html, page: content.page)
        try html.facts {
            // A reference whose name is not read has nothing to say.
            for field in fields where field.referenceTarget == nil || field.embedName != nil {
                let isEmpty = try isEmpty(field)
                let mayEdit = mayEdit(field)
                guard !isEmpty || mayEdit else { continue }
                try html.fact(field.label) {
                    try html.span(.class("fact-value")) {
                        try html.span(place(field, mayEdit)) { try value(html, cells, field, isEmpty) }
                        if mayEdit { edit(html, field, isEmpty) }
                    }
                }
            }
        }
    }

    /// Where `inline.js` puts the control.
    private func place(_ field: Field, _ mayEdit: Bool) -> [HTML.Attribute] {
        mayEdit ? [.class("fact-place"), .data("field", field.name), .data("editable"), .tabindex(-1)] : []
    }

    private func isEmpty(_ field: Field) throws -> Bool {
        guard let column = content.head.rows.column(field.name) else { return true }
        let bytes = content.head.rows.bytes(content.head.index, column)
        return content.head.rows.isNull(content.head.index, column) || bytes.elementsEqual("[]".utf8) || bytes.isEmpty
    }

    private func mayEdit(_ field: Field) -> Bool {
        RecordList(resource)?.isEditable(field, content.context.role) ?? false
    }

    private func value(_ html: HTML, _ cells: RecordCell, _ field: Field, _ isEmpty: Bool) throws {
        if isEmpty { return html.span(.class("missing"), "—") }
        switch field.kind {
        case .phone, .email:
            let value: String = try content.head.get(field.name)
            let isPhone = field.kind == .phone
            html.span(.class("copyable")) {
                html.a(
                    .class("truncate"), .href((isPhone ? "tel:" : "mailto:") + value), .dir("auto"),
                    isPhone ? Words.phone(value, content.context) : value)
                html.copyButton(value, of: field.label)
            }
        case .url:
            let value: String = try content.head.get(field.name)
            html.a(.class("truncate"), .href(value), .rel("noreferrer"), value)
        case .longText:
            html.span(.class("prose"), .dir("auto"), try content.head.get(field.name, as: String.self))
        case .tags:
            for tag in try content.head.get(field.name, as: JSON.self).array ?? [] { html.tag(tag.string ?? "") }
        default: try html.span(.dir("auto")) { try cells.value(field, content.head, plain: true) }
        }
    }

    /// Opens the control in place; without scripts the same on a page of its own.
    private func edit(_ html: HTML, _ field: Field, _ isEmpty: Bool) {
        html.iconLink(
            isEmpty ? .add : .edit, "\(isEmpty ? "Add" : "Edit") \(field.label.lowercased())",
            to: "\(content.request.path)/fields/\(field.name)", size: .small,
            attributes: [.data("fact-edit"), .data("inline-open")])
    }
}
