internal import Core
internal import Postgres

/// Values for a record's columns that have been checked against its declaration.
struct RecordInput: Sendable {
    let values: [(field: Field, value: JSON)]

    /// Checks `members` for a new record (all required fields) or a change (only what is given).
    /// Throws `Problem` 422 naming every field that is wrong.
    init(_ members: [String: JSON], resource: Resource, context: Context, isNew: Bool) throws {
        var values: [(field: Field, value: JSON)] = []
        var faults: [Problem.FieldError] = []
        let writable = resource.fields.filter {
            !$0.isReadOnly && $0.readAccess.allows(context.role) && $0.writeAccess.allows(context.role)
                && !$0.isComputed
        }
        for field in writable where isNew || members[field.name] != nil {
            do throws(FieldFault) {
                let given = members[field.name] ?? .null
                let value = isNew && given.isNull ? field.defaultValue ?? .null : given
                let clean = try field.normalise(value, country: context.country, zone: context.zone)
                if !clean.isNull || !isNew { values.append((field, clean)) }
            } catch {
                faults.append(error.error)
            }
        }
        let known = Set(writable.map(\.name))
        for stranger in members.keys.filter({ !known.contains($0) }).sorted() {
            let isReadOnly = resource.visibleFields(to: context.role).contains { $0.name == stranger }
            faults.append(
                .init(
                    stranger, isReadOnly ? "read_only" : "unknown",
                    isReadOnly ? "“\(stranger)” cannot be set." : "There is no field “\(stranger)”."))
        }
        guard faults.isEmpty else { throw Problem.invalid(faults) }
        self.values = values
    }

    private var columns: [(field: Field, value: JSON)] { values.filter { $0.field.source == .column } }
    private var custom: [String: JSON] {
        Dictionary(
            values.filter { $0.field.source == .custom }.map { ($0.field.name, $0.value) }, uniquingKeysWith: { $1 })
    }

    /// `, name, status` and `, $1, $2` for an INSERT.
    var insertion: (columns: SQL, values: SQL) {
        var names = columns.map { SQL.identifier($0.field.name) }
        var bound = columns.map { $0.field.boundFollowingMerges($0.value) }
        if !custom.isEmpty {
            names.append("custom")
            bound.append("\(JSON.object(custom))::jsonb")
        }
        return (SQL.joined(names.map { ", " + $0 }, by: ""), SQL.joined(bound.map { ", " + $0 }, by: ""))
    }

    /// `name = $1, status = $2` for an UPDATE.
    var assignments: SQL {
        var parts = columns.map { SQL.identifier($0.field.name) + " = " + $0.field.boundFollowingMerges($0.value) }
        if !custom.isEmpty { parts.append("custom = jsonb_strip_nulls(t.custom || \(JSON.object(custom))::jsonb)") }
        return SQL.joined(parts, by: ", ")
    }

    /// The columns that `assignments` sets.
    var columnNames: [String] { columns.map(\.field.name) + (custom.isEmpty ? [] : ["custom"]) }

    var isEmpty: Bool { values.isEmpty }
}

extension Field {
    /// A checked value as a bound parameter. The id of a record that was merged becomes that of the one it is now.
    func boundFollowingMerges(_ value: JSON) -> SQL {
        guard case .reference(let target) = kind, !["members", "self"].contains(target), let id = value.string else {
            return kind.bind(value)
        }
        return """
            coalesce((select d.to_id from record_redirects d where d.org_id = app_org() and d.resource = \(target)
              and d.from_id = \(id)::uuid), \(id)::uuid)
            """
    }

    var isComputed: Bool { if case .computed = source { true } else { false } }
}

extension FieldKind {
    /// A checked value as a bound parameter of the column's type.
    func bind(_ value: JSON) -> SQL {
        let cast = SQL(trusted: parameterCast)
        switch value {
        case .null: return "null"
        case _ where self == .json: return "\(value)" + cast
        case .bool(let flag): return "\(flag)" + cast
        case .int(let number): return "\(number)" + cast
        case .double(let number): return "\(number)" + cast
        case .string(let text): return "\(text)" + cast
        case .array(let items) where self == .tags || isMultiChoice: return "\(items.compactMap(\.string))" + cast
        case .array, .object: return "\(value)" + cast
        }
    }

    var isMultiChoice: Bool { if case .multiChoice = self { true } else { false } }
}
