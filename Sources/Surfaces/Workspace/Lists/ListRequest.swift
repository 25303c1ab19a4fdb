internal import Core
internal import HTTP
internal import Postgres
internal import Records

/// Which page of a list is asked for, read from its address and from how the person looks at it.
struct ListRequest: Sendable {
    /// With the organisation's own fields.
    let list: RecordList
    let preferences: ListPreferences
    /// The view that is shown, perhaps changed since.
    let view: SavedView?
    let state: ListState
    let query: RecordQuery
    private let after: String?
    /// Where the pages before this one began, the latest last.
    private let trail: [String]
    /// From 1.
    let page: Int
    let role: Role
    /// What was not understood of the address; the list is shown without its conditions then.
    let fault: Problem?

    /// More pages back than this lead to the first.
    private static let trailLimit = 12

    /// Throws `Problem` 400.
    init(
        _ list: RecordList, _ fields: Fields, _ catalogue: Catalogue, _ context: Context,
        preferences: ListPreferences = ListPreferences()
    ) throws {
        self.list = list
        role = context.role
        self.preferences = preferences
        let pairs = fields.pairs.map { (name: $0.name, value: $0.value) }
        let says = pairs.contains {
            !ListState.reserved.contains($0.name) || ["q", "order", "columns", "layout"].contains($0.name)
        }
        let asked = fields["view"] ?? (says ? nil : preferences.defaultView?.description)
        view = preferences.view(asked)
        var state = ListState()
        var fault: Problem?
        do {
            state = says ? try ListState(pairs, resource: list.resource) : view?.state ?? ListState()
            _ = try state.condition(list.resource).compiled(list.resource, context)
        } catch let problem as Problem where problem.status == 400 {
            fault = problem
            state = ListState()
        }
        if let order = state.order, !list.sortable.contains(String(order.prefix { $0 != "." })) { state.order = nil }
        let names = Set(list.resource.visibleFields(to: context.role).map(\.name))
        state.columns = state.columns?.filter(names.contains)
        self.state = state
        self.fault = fault
        after = fields["after"]
        trail = (fields["trail"] ?? "").split(separator: ".").map(String.init)
        page = max(1, Int(fields["page"] ?? "") ?? 1)
        var shown = try Self.meant(state, list, context)
        if shown.columns == nil, !preferences.columns.isEmpty { shown.columns = preferences.columns.map(\.name) }
        // Pages by hand look at what their list has by itself.
        let more =
            [list.resource.titleField] + (list.filter.map { [$0] } ?? [])
            + (list.isGeneric ? [] : list.resource.list.columns)
        query = try shown.query(list.resource, catalogue, context, more: more, after: after)
    }

    /// Where a chip stands for more than its column's value, that is what is looked for.
    private static func meant(_ state: ListState, _ list: RecordList, _ context: Context) throws -> ListState {
        guard let filter = list.filter else { return state }
        var state = state
        state.filter = .all(
            try state.filter.parts.map { part in
                guard case .test(let test) = part, test.field == filter, test.comparison == .among,
                    test.values.count == 1,
                    let conditions = list.conditions(test.value, context)
                else { return part }
                return try FilterTree(query: conditions)
            })
        return state
    }

    /// The columns shown, in order.
    func columns(_ role: Role) -> [Field] {
        var shown = state
        if shown.columns == nil, !preferences.columns.isEmpty { shown.columns = preferences.columns.map(\.name) }
        return shown.shownColumns(list.resource, role)
    }

    /// The value of the chips that is set, where it is the only one.
    var chip: String? {
        for case .test(let test) in state.filter.parts where test.field == list.filter && test.comparison == .among {
            return test.values.count == 1 ? test.values[0] : nil
        }
        return nil
    }

    // MARK: - Addresses

    /// From 1.
    var first: Int { (page - 1) * query.limit + 1 }

    /// The first page of the list as it is, or changed.
    func path(_ change: (inout ListState) -> Void = { _ in }) -> String {
        var state = state
        change(&state)
        return Self.address(list.path, pairs(state))
    }

    func path(chip value: String?) -> String {
        path { state in
            var parts = state.filter.parts.filter { part in
                if case .test(let test) = part { test.field != list.filter } else { true }
            }
            if let value, let filter = list.filter { parts.append(.test(filter, .among, value)) }
            state.filter = .all(parts)
        }
    }

    /// What the list shows, for its export and for changes to all of it: without the page.
    func address(of base: String, columns: [Field]) -> String {
        var state = state
        state.columns = columns.map(\.name)
        return Self.address(base, state.pairs(list.resource))
    }

    /// What the list shows, as text.
    var text: String {
        var fields = Fields()
        for pair in state.pairs(list.resource) { fields.append(pair.name, pair.value) }
        return fields.encoded
    }

    /// This very page.
    var own: String { Self.address(list.path, pairs(state) + place) }

    func next(_ cursor: Cursor?) -> String? {
        cursor.map { cursor in
            let trail = (self.trail + [after ?? "-"]).suffix(Self.trailLimit).joined(separator: ".")
            return Self.address(
                list.path,
                pairs(state) + [("after", cursor.text), ("page", String(page + 1)), ("trail", trail)])
        }
    }

    var previous: String? {
        guard page > 1 else { return nil }
        guard let last = trail.last, last != "-" else { return path() }
        return Self.address(
            list.path,
            pairs(state) + [
                ("after", last), ("page", String(page - 1)), ("trail", trail.dropLast().joined(separator: ".")),
            ])
    }

    private var place: [(name: String, value: String)] {
        after.map { [("after", $0), ("page", String(page)), ("trail", trail.joined(separator: "."))] } ?? []
    }

    /// What stands in an address for `state`. Where the person begins with a view, the whole list says so too.
    func pairs(_ state: ListState) -> [(name: String, value: String)] {
        var pairs = state.pairs(list.resource)
        if let view {
            if state == view.state { return [("view", view.id.description)] }
            pairs.append(("view", view.id.description))
        }
        if pairs.isEmpty || pairs.count == 1 && pairs[0].name == "view", view != nil || preferences.defaultView != nil {
            pairs.insert(("q", ""), at: 0)
        }
        return pairs
    }

    static func address(_ base: String, _ pairs: [(name: String, value: String)]) -> String {
        var fields = Fields()
        for pair in pairs { fields.append(pair.name, pair.value) }
        return fields.isEmpty ? base : base + "?" + fields.encoded
    }
}
