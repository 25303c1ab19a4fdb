internal import Core
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The records that a form's references offer before anything is typed.
struct ReferenceOptions {
    /// What one field offers.
    struct Offer {
        let options: [FormOption]
        /// Whether there are more than are listed, so that one has to search.
        let isPartial: Bool
    }

    private static let listed = 20

    private(set) var offers: [String: Offer] = [:]
    private let reads: [(field: String, target: Resource, sql: SQL)]
    var statements: [SQL] { reads.map(\.sql) }

    /// - Parameter values: what the form holds, so that a chosen record is among the options.
    init(_ fields: [Field], values: Fields, _ catalogue: Catalogue, _ context: Context) {
        reads = fields.compactMap { field in
            guard case .reference(let name) = field.kind, let target = catalogue.resources[name],
                target.access.read.allows(context.role)
            else { return nil }
            let chosen = values[field.name].flatMap { Identifier($0) }
            return target.latest(limit: Self.listed + 1, besides: chosen, context.role).map { (field.name, target, $0) }
        }
    }

    /// Takes what the statements answered.
    mutating func take(_ rows: [Rows], _ context: Context) throws {
        for (read, answer) in zip(reads, rows) {
            let options = try answer.map { row in
                FormOption(
                    try row.get("id", as: Identifier.self).description,
                    try RecordTitle.text(row, of: read.target, context), hint: try RecordTitle.detail(row, context))
            }
            offers[read.field] = Offer(
                options: Array(options.prefix(Self.listed + 1)), isPartial: options.count > Self.listed)
        }
    }
}
