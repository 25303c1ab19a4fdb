internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// Names and values of one record, from its declaration.
struct RecordFacts {
    let resource: Resource
    /// In this order; those without a value are left out unless they are in `always`.
    let fields: [String]
    var always: Set<String> = []

    /// The read of the record with the names of those it refers to. Throws `Problem` 400.
    static func query(_ resource: Resource, _ id: Identifier, _ catalogue: Catalogue, _ context: Context) throws -> SQL
    {
        let visible = resource.visibleFields(to: context.role)
        var selection = visible.map(\.name)
        for field in visible {
            guard let target = field.referenceTarget, let name = field.embedName,
                let other = catalogue.resources[target], other.access.read.allows(context.role),
                other.field(other.titleField)?.source == .column
            else { continue }
            selection.append("\(name)(\(other.titleField))")
        }
        let query = try RecordQuery(
            [("select", selection.joined(separator: ",")), ("id", "eq.\(id)"), ("limit", "1")], resource: resource,
            catalogue: catalogue,
            context: context)
        return query.select
    }

    func write(_ html: HTML, _ page: PageContext, _ row: Row) throws {
        let cells = RecordCell(html: html, page: page)
        try html.facts {
            for name in fields {
                guard let field = resource.visibleFields(to: page.context.role).first(where: { $0.name == name }),
                    let column = row.rows.column(name)
                else { continue }
                let isEmpty =
                    row.rows.isNull(row.index, column) || row.rows.bytes(row.index, column).elementsEqual("[]".utf8)
                guard !isEmpty || always.contains(name) else { continue }
                switch field.kind {
                case .phone where !isEmpty, .email where !isEmpty: try contact(html, page, field, row)
                default:
                    try html.fact(field.label) {
                        isEmpty ? html.span(.class("missing"), "—") : try cells.value(field, row, plain: true)
                    }
                }
            }
        }
    }

    private func contact(_ html: HTML, _ page: PageContext, _ field: Field, _ row: Row) throws {
        let value: String = try row.get(field.name)
        let isPhone = field.kind == .phone
        let shown = isPhone ? Words.phone(value, page.context) : value
        html.fact(field.label) {
            html.span(.class("copyable")) {
                html.a(.class("truncate"), .href((isPhone ? "tel:" : "mailto:") + value), shown)
                html.copyButton(value, of: field.label)
            }
        }
    }
}
