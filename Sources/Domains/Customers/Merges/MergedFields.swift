internal import Core
internal import Records

/// Which value stays of each field when customers become one: the chosen one, else the surviving customer's, and where
/// that has none, the other's. Tags are united.
struct MergedFields: Sendable {
    /// Columns to choose from, in the order of the page.
    static let columns = [
        "name", "kind", "status", "phone", "email", "industry_id", "owner_id", "source", "preferred_channel",
        "preferred_times", "language", "zone",
    ]

    /// The id of the customer whose value was chosen, by field; fields of the organisation's own as `custom.gate_code`.
    let choices: [String: Identifier]

    /// Throws `Problem` 422 for a field or customer that is not among them.
    init(_ json: JSON, among customers: [Identifier]) throws {
        guard json.isNull || json.object != nil else {
            throw Problem.invalid("fields", "invalid", "Fields must be an object of field and customer's id.")
        }
        var choices: [String: Identifier] = [:]
        for (field, value) in json.object ?? [:] {
            guard Self.columns.contains(field) || field.hasPrefix("custom.") else {
                throw Problem.invalid("fields", "unknown", "There is no field “\(field)” to choose.")
            }
            guard let id = value.string.flatMap({ Identifier($0) }), customers.contains(id) else {
                throw Problem.invalid(
                    "fields", "unknown_record", "“\(field)” must name one of the customers to be merged.")
            }
            choices[field] = id
        }
        self.choices = choices
    }

    /// Columns of `survivor` that change, with their new values. Both are whole rows.
    func changes(_ survivor: JSON, _ other: JSON, id: Identifier) -> [String: JSON] {
        var changes: [String: JSON] = [:]
        for column in Self.columns {
            let (mine, theirs) = (survivor[column] ?? .null, other[column] ?? .null)
            let value = choices[column].map { $0 == id ? theirs : mine } ?? merged(column, mine, theirs)
            // A choice of a third customer's value is made when that one is merged.
            if value != mine { changes[column] = value }
        }
        let tags = united(survivor["tags"], other["tags"])
        if tags != survivor["tags"]?.array ?? [] { changes["tags"] = .array(tags) }
        let custom = merged(custom: survivor["custom"]?.object ?? [:], other["custom"]?.object ?? [:], id: id)
        if custom != survivor["custom"]?.object ?? [:] { changes["custom"] = .object(custom) }
        let served = [survivor["last_served_at"], other["last_served_at"]].compactMap { $0?.string }.max()
        if let served, served != survivor["last_served_at"]?.string { changes["last_served_at"] = .string(served) }
        return changes
    }

    private func merged(_ column: String, _ mine: JSON, _ theirs: JSON) -> JSON {
        // Who has been served is no prospect, whichever record said so.
        if column == "status", mine == "prospect", theirs == "active" { return theirs }
        return mine.isNull || mine == "" ? theirs : mine
    }

    private func merged(custom mine: [String: JSON], _ theirs: [String: JSON], id: Identifier) -> [String: JSON] {
        var result = mine
        for (name, value) in theirs {
            if choices["custom.\(name)"] == id || result[name] == nil || result[name] == .null { result[name] = value }
        }
        return result
    }

    private func united(_ mine: JSON?, _ theirs: JSON?) -> [JSON] {
        var tags = mine?.array ?? []
        for tag in theirs?.array ?? [] where !tags.contains(tag) { tags.append(tag) }
        return tags
    }
}
