public import Core
public import Postgres

/// A condition on records, as PostgREST writes it.
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

    /// The condition over a row called `t`; values are bound.
    var sql: SQL {
        switch self {
        case .all(let parts): parts.isEmpty ? "true" : "(" + SQL.joined(parts.map(\.sql), by: " and ") + ")"
        case .any(let parts): parts.isEmpty ? "false" : "(" + SQL.joined(parts.map(\.sql), by: " or ") + ")"
        case .not(let part): "not " + part.sql
        case .compare(let field, let comparison, let value):
            SQL(trusted: field.expression + " \(comparison.sql) ") + "\(value)" + SQL(trusted: field.kind.parameterCast)
        case .isNull(let field): SQL(trusted: field.expression + " is null")
        case .isBoolean(let field, let value): SQL(trusted: field.expression + (value ? " is true" : " is false"))
        case .among(let field, let values):
            SQL(trusted: field.expression + " = any (") + "\(values)"
                + SQL(trusted: field.kind.parameterCast + (field.kind.parameterCast.isEmpty ? "" : "[]") + ")")
        case .matches(let field, let words):
            SQL(trusted: "to_tsvector('simple', \(field.expression)) @@ websearch_to_tsquery('simple', ") + "\(words)"
                + ")"
        }
    }
}

extension FieldKind {
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
