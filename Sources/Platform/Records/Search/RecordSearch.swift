public import Core
internal import Phone
public import Postgres

/// Looks for records by what people remember of them: part of a name, a number, the beginning of an address. Which
/// fields count is declared by their `SearchWeight`; each way of looking is served by an index.
public struct RecordSearch: Sendable {
    private let searched: SearchedWords
    /// The number, if the words are one.
    private let phone: String?
    /// How many matches of one kind are looked at before the best are chosen.
    private static let breadth = 60
    /// Shorter words have no trigram: they are looked for at the beginning of names.
    private static let shortest = 3

    /// - Parameter text: as typed.
    public init(_ text: String, _ context: Context) {
        searched = SearchedWords(text)
        do {
            phone = searched.mayBeNumber ? try PhoneNumber(parsing: searched.text, country: context.country).e164 : nil
        } catch {
            // Part of a number, then.
            phone = nil
        }
    }

    public var isEmpty: Bool { searched.text.isEmpty }

    /// The rows' `id`, `title` and `detail`, the best first; nil where nothing of the resource can match.
    /// - Parameters:
    ///   - matching: references that the records must have, such as the customer whose site is meant.
    public func statement(
        _ resource: Resource, role: Role, limit: Int, matching: [String: Identifier] = [:]
    ) -> SQL? {
        guard let words = resource.wording(role) else { return nil }
        let visible = resource.visibleFields(to: role)
        let narrowing = resource.narrowing(matching, visible)
        var looks: [SQL] = []
        for field in visible where field.source == .column {
            for (rank, condition) in conditions(field, isTitle: field.name == resource.titleField) {
                looks.append(
                    """
                    (select t.id, \(raw: rank) as rank from \(identifier: resource.name) t
                     where \(resource.living)\(narrowing) and \(condition) limit \(Self.breadth))
                    """)
            }
        }
        guard !looks.isEmpty else { return nil }
        return .plannedAnew(
            """
            select t.id, \(words.title) as title, \(words.detail) as detail
            from (select id, min(rank) as rank from (\(SQL.joined(looks, by: " union all "))) looked group by id
                  order by rank limit \(Self.breadth)) found
            join \(identifier: resource.name) t on t.org_id = app_org() and t.id = found.id
            order by found.rank, title, t.id limit \(limit)
            """)
    }

    /// The newest records of these customers, with the same columns; nil where the resource's records have no customer.
    public static func related(
        _ resource: Resource, role: Role, to customers: [Identifier], limit: Int
    ) -> SQL? {
        guard let column = resource.customerColumn, column != "id", let words = resource.wording(role),
            resource.visibleFields(to: role).contains(where: { $0.name == column })
        else { return nil }
        return .plannedAnew(
            """
            select t.id, \(words.title) as title, \(words.detail) as detail from \(identifier: resource.name) t
            where \(resource.living) and t.\(identifier: column) = any (\(customers)) order by t.id desc limit \(limit)
            """)
    }

    /// Whether a record of the resource can be found by what it holds itself.
    public static func isSearchable(_ resource: Resource, _ role: Role) -> Bool {
        resource.wording(role) != nil
            && resource.visibleFields(to: role).contains { $0.search == .weightA || $0.search == .exact }
    }

    /// Ways in which a field can match, the lower the number the better.
    private func conditions(_ field: Field, isTitle: Bool) -> [(Int, SQL)] {
        let column = SQL(trusted: field.expression)
        let words = searched.text
        switch (field.search, field.kind) {
        case (.exact, .phone):
            // What reads as a whole number may be the end of another one.
            let whole = phone.map { [(0, column + " = \($0)")] } ?? []
            guard searched.digits.count >= 4, searched.isMostlyDigits else { return whole }
            return whole + [(1, column + " like \("%" + searched.digits + "%")")]
        case (.exact, .email):
            guard words.count >= 2, !words.contains(" ") else { return [] }
            return [(1, Self.begins(column, words.lowercased()))]
        case (.exact, _):
            return [words, words.uppercased()].uniqued.map { (0, Self.begins(column, $0)) }
        case (.weightA, _):
            guard words.count >= 2 || !isTitle else { return [(1, Self.begins(column, words.capitalisedStart))] }
            let starts = isTitle ? [words, words.capitalisedStart].uniqued.map { (1, Self.begins(column, $0)) } : []
            guard words.count >= Self.shortest, !searched.isNumber else { return starts }
            return starts + [(2, column + " ilike \("%" + Self.escaped(words) + "%")")]
        case (nil, _) where isTitle && field.kind.isText:
            // Few records of these: job types, members, loss reasons.
            return [(2, column + " ilike \("%" + Self.escaped(words) + "%")")]
        default: return []
        }
    }

    /// A range rather than a pattern: a B-tree serves it whatever the plan.
    private static func begins(_ column: SQL, _ text: String) -> SQL {
        "(" + column + " >= \(text) and " + column + " < \(text + "\u{10FFFF}"))"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }
}

extension Resource {
    /// The newest records, to choose from before anything is typed; nil where the role sees no name to choose by.
    /// - Parameter chosen: is among them in any case.
    public func latest(
        limit: Int, besides chosen: Identifier? = nil, matching: [String: Identifier] = [:], _ role: Role
    ) -> SQL? {
        guard let words = wording(role) else { return nil }
        let visible = visibleFields(to: role)
        let order = list.order.compactMap { order in
            visible.first { $0.name == order.field }.map { $0.expression + (order.isDescending ? " desc" : "") }
        }
        let columns: SQL = "t.id, \(words.title) as title, \(words.detail) as detail"
        let newest: SQL = """
            (select \(columns) from \(identifier: name) t where \(living)\(narrowing(matching, visible))
             order by \(SQL(trusted: (order + ["t.id desc"]).joined(separator: ", "))) limit \(limit))
            """
        guard let chosen else { return newest }
        return """
            (select \(columns) from \(identifier: name) t where t.org_id = app_org() and t.id = \(chosen))
            union all (select * from \(newest) n where n.id <> \(chosen))
            """
    }

    /// One record's name; nil where the role sees none.
    public func naming(_ id: Identifier, _ role: Role) -> SQL? {
        guard let words = wording(role) else { return nil }
        return """
            select t.id, \(words.title) as title, \(words.detail) as detail from \(identifier: name) t
            where t.org_id = app_org() and t.id = \(id)
            """
    }

    /// The names of several records; nil where the role sees none.
    public func naming(_ ids: [Identifier], _ role: Role) -> SQL? {
        guard let words = wording(role) else { return nil }
        return """
            select t.id, \(words.title) as title, \(words.detail) as detail from \(identifier: name) t
            where t.org_id = app_org() and t.id = any (\(ids))
            """
    }

    fileprivate var living: SQL {
        isSoftDeleted ? "t.org_id = app_org() and t.deleted_at is null" : "t.org_id = app_org()"
    }

    fileprivate func narrowing(_ references: [String: Identifier], _ visible: [Field]) -> SQL {
        SQL.joined(
            references.sorted { $0.key < $1.key }.compactMap { name, id in
                guard let field = visible.first(where: { $0.name == name && $0.source == .column }),
                    case .reference = field.kind
                else { return nil }
                return SQL(trusted: " and " + field.expression + " = ") + "\(id)"
            }, by: "")
    }

    /// What names a record to a person, and what tells it from others of that name.
    fileprivate func wording(_ role: Role) -> (title: SQL, detail: SQL)? {
        let visible = visibleFields(to: role)
        guard let title = visible.first(where: { $0.name == titleField }) else { return nil }
        return (SQL(trusted: title.expression), SQL(trusted: detail(visible)))
    }

    private func detail(_ visible: [Field]) -> String {
        func column(_ name: String) -> String? {
            visible.first { $0.name == name && $0.source == .column && name != titleField }?.expression
        }
        let contact = [column("phone"), column("email")].compactMap { $0 }
        if !contact.isEmpty { return "coalesce(\(contact.joined(separator: ", ")))" }
        if let customer = column("customer_id"), name != "customers" {
            return "(select c.name from customers c where c.org_id = t.org_id and c.id = \(customer))"
        }
        let fact = list.columns.first { name in
            guard name != titleField, let field = visible.first(where: { $0.name == name }) else { return false }
            return field.kind.isText
        }
        return fact.flatMap(column) ?? "null::text"
    }
}

extension String {
    /// With a capital first letter, as names have.
    fileprivate var capitalisedStart: String { prefix(1).uppercased() + dropFirst() }
}

extension Array where Element == String {
    fileprivate var uniqued: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}

extension SQL.StringInterpolation {
    /// A number from the source.
    fileprivate mutating func appendInterpolation(raw number: Int) { appendLiteral(String(number)) }
}
