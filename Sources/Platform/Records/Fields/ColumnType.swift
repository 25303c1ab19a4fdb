extension FieldKind {
    /// The type of a column that holds it, as PostgreSQL calls it: `uuid`, `text[]`.
    public var columnType: String { String(parameterCast.dropFirst(2)) }
}
