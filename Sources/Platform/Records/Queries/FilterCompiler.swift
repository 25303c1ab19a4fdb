public import Core

extension FilterTree {
    /// Checked against what `context`'s role may see of the resource. Relative times become times as of now.
    /// Throws `Problem` 400 that names the column, operator or value.
    public func compiled(_ resource: Resource, _ context: Context) throws -> Filter {
        try compiled(resource.filterFields(to: context.role), context)
    }

    /// Checked against `fields`. Throws `Problem` 400.
    public func compiled(_ fields: [Field], _ context: Context) throws -> Filter {
        try FilterCompiler(fields: fields, context: context).filter(self)
    }
}

/// Makes a tree of names and texts a condition over fields.
struct FilterCompiler {
    let fields: [Field]
    let context: Context
    /// How many named sets this is a part of.
    var depth = 0

    func filter(_ tree: FilterTree) throws -> Filter {
        switch tree {
        case .all(let parts): .all(try parts.map(filter))
        case .any(let parts): .any(try parts.map(filter))
        case .not(let part): .not(try filter(part))
        case .test(let test): try condition(try field(test.field), test)
        }
    }

    /// Throws 400 for a column that is not there, before anything is said about its value.
    func requireField(_ name: String) throws { _ = try field(name) }

    func isSet(_ name: String) -> Bool { fields.contains { $0.name == name && $0.sets != nil } }

    private func field(_ name: String) throws -> Field {
        guard let field = fields.first(where: { $0.name == name }) else {
            throw Problem.badRequest(
                "unknown_column",
                "There is no column “\(name)”. The columns are: \(fields.map(\.name).sorted().joined(separator: ", "))."
            )
        }
        return field
    }

    private func condition(_ field: Field, _ test: FilterTest) throws -> Filter {
        if let sets = field.sets { return try membership(field, sets, test) }
        switch test.comparison {
        case .state: return try state(field, test.value)
        case .among: return try among(field, test.values)
        case .noneOf: return .any([.isNull(field), .not(try among(field, test.values))])
        case .words:
            guard field.kind.isText else {
                throw Problem.badRequest("unknown_operator", "Only text can be searched: \(field.name) cannot.")
            }
            return .matches(field, test.value)
        case .like, .ilike:
            try requireText(field)
            return .compare(
                field, test.comparison == .like ? .like : .ilike, test.value.replacing("*", with: "%"))
        case .contains, .begins: return try pattern(field, test)
        case .lacks:
            if field.kind.isList { return .any([.isNull(field), .not(try list(field, .overlaps, test))]) }
            return .any([.isNull(field), .not(try pattern(field, test))])
        case .holds: return try list(field, .holds, test)
        case .isHeld: return try list(field, .isHeld, test)
        case .overlaps: return try list(field, .overlaps, test)
        case .distinct: return try distinct(field, test.value)
        case .between: return try between(field, test)
        case .within: return try within(field, test.value)
        case .equals: return try compare(field, .eq, test.value)
        case .differs: return try compare(field, .neq, test.value)
        case .greater: return try compare(field, .gt, test.value)
        case .atLeast: return try compare(field, .gte, test.value)
        case .less: return try compare(field, .lt, test.value)
        case .atMost: return try compare(field, .lte, test.value)
        }
    }

    private func state(_ field: Field, _ value: String) throws -> Filter {
        switch value {
        case "null": return .isNull(field)
        case "not_null": return .not(.isNull(field))
        case "empty": return .isEmpty(field)
        case "true" where field.kind == .boolean: return .isBoolean(field, true)
        case "false" where field.kind == .boolean: return .isBoolean(field, false)
        default:
            throw Problem.badRequest(
                "bad_value",
                "\(field.name)=is.\(value): “is” takes null, not_null or empty, or true and false for yes/no columns.")
        }
    }

    private func among(_ field: Field, _ values: [String]) throws -> Filter {
        guard !field.kind.isList else {
            throw Problem.badRequest("unknown_operator", "\(field.name) holds a list: compare it with ov.{a,b}.")
        }
        return .among(field, try values.map { try checked(field, $0) })
    }

    private func requireText(_ field: Field) throws {
        guard field.kind.isText else {
            throw Problem.badRequest("unknown_operator", "\(field.name) is not text: use eq, gt, lt or in.")
        }
    }

    private func pattern(_ field: Field, _ test: FilterTest) throws -> Filter {
        try requireText(field)
        var text = test.value.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
        if field.kind == .phone { text = text.filter { $0.isNumber || $0 == "+" } }
        return .compare(field, .ilike, test.comparison == .begins ? text + "%" : "%\(text)%")
    }

    private func list(_ field: Field, _ comparison: Filter.ListComparison, _ test: FilterTest) throws -> Filter {
        switch field.kind {
        case .tags, .multiChoice: return .list(field, comparison, try items(field, test.value))
        case .json, .address:
            guard comparison != .overlaps else {
                throw Problem.badRequest("unknown_operator", "\(field.name) is no list: compare it with cs.{…}.")
            }
            return .json(field, comparison, try JSON(parsing: test.value).text)
        default:
            throw Problem.badRequest(
                "unknown_operator", "\(field.name) holds no list: use in.(a,b) for any of several values.")
        }
    }

    private func items(_ field: Field, _ value: String) throws -> [String] {
        guard let items = ArrayLiteral.items(value) else {
            throw Problem.badRequest("bad_value", "\(field.name) takes a list such as {a,b}.")
        }
        return items
    }

    private func distinct(_ field: Field, _ value: String) throws -> Filter {
        if field.kind == .timestamp, LocalDate(value) != nil {
            return .any([.isNull(field), .not(try compare(field, .eq, value))])
        }
        if field.kind.isList { return .any([.isNull(field), try compare(field, .neq, value)]) }
        return .isDistinct(field, try checked(field, value))
    }

    private func between(_ field: Field, _ test: FilterTest) throws -> Filter {
        guard field.kind.isOrdered, let low = test.values.first, let high = test.values.last else {
            throw Problem.badRequest("unknown_operator", "\(field.name) has no order: “between” makes no sense of it.")
        }
        return .all([try compare(field, .gte, low), try compare(field, .lte, high)])
    }

    private func within(_ field: Field, _ name: String) throws -> Filter {
        guard field.kind == .date || field.kind == .timestamp else {
            throw Problem.badRequest("unknown_operator", "\(field.name) is no date: “within” makes no sense of it.")
        }
        guard let period = RelativePeriod(name, today: context.zone.local(context.now).date) else {
            throw Problem.badRequest(
                "bad_value",
                "\(field.name)=within.\(name): it takes today, last_30_days, next_month, older_than_90_days and the like."
            )
        }
        let first = try period.first.map { try compare(field, .gte, $0.description) }
        let last = try period.last.map { try compare(field, .lte, $0.description) }
        return .all([first, last].compactMap { $0 })
    }

    /// A day compared with a time is the whole of that day in the organisation's zone.
    private func compare(_ field: Field, _ comparison: Filter.Comparison, _ value: String) throws -> Filter {
        guard field.kind == .timestamp, let day = LocalDate(value) else {
            return .compare(field, comparison, try checked(field, value))
        }
        let start = context.zone.startOfDay(day).description
        let end = context.zone.startOfDay(day.adding(days: 1)).description
        switch comparison {
        case .eq: return .all([.compare(field, .gte, start), .compare(field, .lt, end)])
        case .neq: return .any([.compare(field, .lt, start), .compare(field, .gte, end)])
        case .gt: return .compare(field, .gte, end)
        case .lte: return .compare(field, .lt, end)
        default: return .compare(field, comparison, start)
        }
    }

    /// Checks a value against its field's kind, so that PostgreSQL never has to refuse it.
    private func checked(_ field: Field, _ value: String) throws -> String {
        switch field.kind {
        case .text, .longText, .email, .url, .choice: return value
        case .phone: return value.replacing(" ", with: "")
        case .tags, .multiChoice: return ArrayLiteral.text(try items(field, value))
        case .json, .address: return try JSON(parsing: value).text
        default:
            do throws(FieldFault) {
                let clean = try field.normalise(.string(value), country: context.country, zone: context.zone)
                guard !clean.isNull else {
                    throw field.fault("invalid", "\(field.label) needs a value; ask for none with is.null.")
                }
                return clean.string ?? clean.text
            } catch {
                throw Problem.badRequest("bad_value", "\(field.name): \(error.error.message)")
            }
        }
    }
}
