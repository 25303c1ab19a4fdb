public import Core
public import Postgres

/// A condition on records that has been checked against their declaration: what `FilterTree` compiles to.
public indirect enum Filter: Sendable {
    case all([Filter])
    case any([Filter])
    case not(Filter)
    /// A comparison of a field with a value.
    case compare(Field, Comparison, String)
    case isNull(Field)
    case isBoolean(Field, Bool)
    case among(Field, [String])
    /// Words that must occur in a text.
    case matches(Field, String)
    /// Two lists compared: `@>`, `<@`, `&&`.
    case list(Field, ListComparison, [String])
    /// A JSON value that has this in it, or is in this.
    case json(Field, ListComparison, String)
    /// A value other than this, or none.
    case isDistinct(Field, String)
    /// No value, an empty text or an empty list.
    case isEmpty(Field)
    /// Picked for a named set: a condition over a row called `t`.
    case member(SQL)

    public enum ListComparison: String, Sendable {
        case holds = "@>"
        case isHeld = "<@"
        case overlaps = "&&"
    }

    public enum Comparison: String, Sendable {
        case eq, neq, gt, gte, lt, lte, like, ilike

        var sql: String {
            switch self {
            case .eq: "="
            case .neq: "<>"
            case .gt: ">"
            case .gte: ">="
            case .lt: "<"
            case .lte: "<="
            case .like: "like"
            case .ilike: "ilike"
            }
        }
    }

    /// Whether every record fits, because nothing is asked.
    var isEverything: Bool { if case .all(let parts) = self { parts.isEmpty } else { false } }

    /// The condition over a row called `t`, for statements of one's own, which are planned anew; values are bound.
    public var condition: SQL { .plannedAnew(sql) }

    /// The condition over a row called `t`; values are bound.
    var sql: SQL {
        switch self {
        case .all(let parts): parts.isEmpty ? "true" : "(" + SQL.joined(parts.map(\.sql), by: " and ") + ")"
        case .any(let parts): parts.isEmpty ? "false" : "(" + SQL.joined(parts.map(\.sql), by: " or ") + ")"
        case .not(let part): "not " + part.sql
        case .compare(let field, let comparison, let value) where field.kind.isList:
            SQL(trusted: field.expression + " \(comparison.sql) ") + "\(ArrayLiteral.items(value) ?? [])::text[]"
        case .compare(let field, let comparison, let value):
            SQL(trusted: field.expression + " \(comparison.sql) ") + "\(value)" + SQL(trusted: field.kind.parameterCast)
        case .member(let condition): condition
        case .isNull(let field): SQL(trusted: field.expression + " is null")
        case .isBoolean(let field, let value): SQL(trusted: field.expression + (value ? " is true" : " is false"))
        case .among(let field, let values):
            SQL(trusted: field.expression + " = any (") + "\(values)"
                + SQL(trusted: field.kind.parameterCast + (field.kind.parameterCast.isEmpty ? "" : "[]") + ")")
        case .list(let field, let comparison, let values):
            SQL(trusted: "\(field.expression) \(comparison.rawValue) ") + "\(values)::text[]"
        case .json(let field, let comparison, let text):
            SQL(trusted: "\(field.expression) \(comparison.rawValue) ") + "\(text)::jsonb"
        case .isDistinct(let field, let value):
            SQL(trusted: field.expression + " is distinct from ") + "\(value)"
                + SQL(trusted: field.kind.parameterCast)
        case .isEmpty(let field):
            switch field.kind {
            case .tags, .multiChoice:
                SQL(trusted: "coalesce(cardinality(\(field.expression)), 0) = 0")
            case .text, .longText: SQL(trusted: "coalesce(\(field.expression), '') = ''")
            default: SQL(trusted: field.expression + " is null")
            }
        case .matches(let field, let words):
            SQL(trusted: "to_tsvector('simple', \(field.expression)) @@ websearch_to_tsquery('simple', ") + "\(words)"
                + ")"
        }
    }
}

extension FieldKind {
    /// Whether a value is a list of texts.
    public var isList: Bool {
        switch self {
        case .tags, .multiChoice: true
        default: false
        }
    }

    /// Says of which type a bound text is, so that indexes are used and nothing is guessed.
    var parameterCast: String {
        switch self {
        case .number, .money, .duration: "::bigint"
        case .percent: "::numeric"
        case .boolean: "::boolean"
        case .date: "::date"
        case .timestamp: "::timestamptz"
        case .reference, .file: "::uuid"
        case .tags, .multiChoice: "::text[]"
        case .json, .address: "::jsonb"
        default: "::text"
        }
    }
}
