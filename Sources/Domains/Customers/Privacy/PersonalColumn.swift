internal import Core
internal import Postgres

/// A column that may hold words about a person, and what takes their place. Read from the catalogue: a table that comes
/// later is covered without anybody thinking of it. What is left alone is said here.
struct PersonalColumn: Sendable {
    let table: String
    let column: String
    /// `text`, `jsonb` or `text[]`
    let type: String
    let replacement: SQL

    /// Words of Mainline's own, never of a person.
    private static let harmless: Set<String> = [
        "kind", "status", "currency", "source", "channel", "direction", "series", "correlation_id", "colour", "locale",
        "language", "zone", "our_number", "provider", "provider_id", "provider_call_id", "method", "outcome",
        "category",
        "record_kind", "about_kind", "resource", "speaker", "tax_code", "icon", "tone", "account", "actor", "role",
        "surface", "action", "call_status", "acknowledged_via", "acknowledged_by", "resolved_by", "serialisation_key",
        "country", "content_type", "forecast_category", "category_override", "country_code",
    ]

    /// Tables about the house and those who work there; what must be kept; what the erasure itself writes.
    static let untouched: Set<String> = [
        "organisations", "members", "users", "sessions", "api_keys", "api_key_uses", "api_quotas",
        "api_usage", "widgets", "widget_uses", "phone_numbers",
        "phone_number_routes", "schema_migrations", "audit_seals", "audit_entries", "job_keys", "job_schedules",
        "erased_identities", "privacy_requests", "industries", "tags", "segments", "job_types", "custom_fields",
        "number_counters", "business_hours", "shifts", "holidays", "record_redirects",
    ]
    /// Books that the law wants kept, and what is taken out of them all the same.
    static let kept: [String: [String]] = [
        "invoices": ["billed_to", "notes"], "invoice_lines": [], "payments": ["note"], "journals": [],
        "journal_lines": [], "quotes": ["notes", "decline_reason", "custom"], "quote_lines": [],
        "quote_versions": ["content"], "quote_acceptances": ["signature", "address", "user_agent"],
    ]

    static let select: SQL = """
        select c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type, a.attnotnull as required,
          coalesce(pg_get_expr(d.adbin, d.adrelid), '') as standard
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = '' and a.atttypid in ('text'::regtype, 'jsonb'::regtype, 'text[]'::regtype)
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
          and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'org_id')
          and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'f', 'u')
            and a.attnum = any(k.conkey))
          and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c'
            and k.conkey = array[a.attnum] and pg_get_constraintdef(k.oid) like '%= ANY (ARRAY[%')
        order by 1, 2
        """

    /// Reads `select`'s rows; by table.
    static func byTable(_ rows: Rows) throws -> [String: [PersonalColumn]] {
        var tables: [String: [PersonalColumn]] = [:]
        for row in rows {
            let (table, column): (String, String) = (try row.get("table"), try row.get("column"))
            guard !untouched.contains(table), kept[table] == nil, !harmless.contains(column) else { continue }
            let type: String = try row.get("type")
            let isRequired: Bool = try row.get("required")
            let standard: String = try row.get("standard")
            tables[table, default: []].append(
                PersonalColumn(
                    table: table, column: column, type: type,
                    replacement: replacement(type, isRequired: isRequired, standard: standard)))
        }
        return tables
    }

    private static func replacement(_ type: String, isRequired: Bool, standard: String) -> SQL {
        guard isRequired else { return "null" }
        switch type {
        case "jsonb": return standard.hasPrefix("'[]'") ? "'[]'" : "'{}'"
        case "text[]": return "'{}'"
        default: return standard.hasPrefix("''") ? "''" : "'Erased'"
        }
    }

    var assignment: SQL { "\(identifier: column) = \(replacement)" }
}
