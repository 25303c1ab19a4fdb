public import Core
public import Postgres

/// A way to look at a list that somebody has kept under a name.
public struct SavedView: Sendable {
    public let id: ID<SavedView>
    public let name: String
    public let owner: ID<User>
    /// Whether everybody in the organisation sees it.
    public let isShared: Bool
    public let state: ListState

    /// What to say when the constraint `saved_views_name_key` refuses one.
    public static let nameTaken = Problem.FieldError("name", "taken", "You already have a view of that name.")

    static let columns: SQL = "id, name, owner_id, is_shared, filter, search, sort, columns, layout"

    init(row: Row) throws {
        id = try row.get("id")
        name = try row.get("name")
        owner = try row.get("owner_id")
        isShared = try row.get("is_shared")
        state = ListState(
            search: try row.get("search"), filter: try FilterTree(json: try row.get("filter", as: JSON.self)),
            order: try row.optional("sort"),
            columns: try row.optional("columns", as: JSON.self)?.array?.compactMap(\.string),
            layout: try row.optional("layout"))
    }

    /// Whether `context`'s person may change it: their own, and shared ones if they manage.
    public func isChangeable(by context: Context) -> Bool {
        owner == context.actor.user || isShared && Access.managers.allows(context.role)
    }
}

/// How one person looks at one list: the columns and widths they have chosen, the view they begin with, and the views
/// that they can pick.
public struct ListPreferences: Sendable {
    /// A column with its width in pixels, where somebody has set one.
    public struct Column: Sendable, Hashable {
        public let name: String
        public let width: Int?

        public init(_ name: String, width: Int? = nil) {
            self.name = name
            self.width = width.map { min(max($0, Self.widths.lowerBound), Self.widths.upperBound) }
        }
        public static let widths = 48...960
    }

    /// By name.
    public let views: [SavedView]
    public let defaultView: ID<SavedView>?
    public let columns: [Column]
    public let layout: String?

    public init(
        views: [SavedView] = [], defaultView: ID<SavedView>? = nil, columns: [Column] = [], layout: String? = nil
    ) {
        self.views = views
        self.defaultView = defaultView
        self.columns = columns
        self.layout = layout
    }

    public func view(_ id: String?) -> SavedView? { id.flatMap { id in views.first { $0.id.description == id } } }
    public func width(_ column: String) -> Int? { columns.first { $0.name == column }?.width }
}

extension RecordStore {
    /// How many views of one list a person sees at most.
    static let viewLimit = 100

    /// The person's views and settings for the list of `resource`, in one round trip.
    public func listPreferences(_ resource: Resource, _ context: Context) async throws -> ListPreferences {
        guard let user = context.actor.user else { return ListPreferences() }
        let answers = try await database.batch(
            context,
            [
                """
                select \(SavedView.columns) from saved_views
                where org_id = app_org() and resource = \(resource.name) order by lower(name), id limit \(Self.viewLimit)
                """,
                """
                select view_id, columns, layout from list_settings
                where org_id = app_org() and member_id = \(user) and resource = \(resource.name)
                """,
            ])
        let settings = answers[1].first
        return ListPreferences(
            views: try answers[0].map(SavedView.init(row:)), defaultView: try settings?.optional("view_id"),
            columns: try (settings?.optional("columns", as: JSON.self)?.array ?? []).compactMap { column in
                column["name"]?.string.map { ListPreferences.Column($0, width: column["width"]?.int.map(Int.init)) }
            },
            layout: try settings?.optional("layout"))
    }

    /// Keeps `state` under a name: a new view, or with `id` in place of what that view showed. Gives its id.
    /// Throws `Problem`: 403, 404, 422 for a name that is taken.
    @discardableResult
    public func saveView(
        _ resource: Resource, _ id: ID<SavedView>? = nil, name: String? = nil, state: ListState? = nil,
        isShared: Bool? = nil, _ context: Context
    ) async throws -> ID<SavedView> {
        guard let user = context.actor.user else { throw Problem.forbidden() }
        let name = name?.trimmed
        guard name.map({ (1...80).contains($0.count) }) ?? (id != nil) else {
            throw Problem.invalid("name", "invalid", "A view needs a name of 1 to 80 letters.")
        }
        let (filter, columns) = (state?.filter.json, state?.columns.map { JSON.array($0.map { .string($0) }) })
        return try await work(context, "views.save") { work in
            guard let id else {
                let made = work.context.newID(SavedView.self)
                try await work.query(
                    """
                    insert into saved_views (org_id, id, resource, name, owner_id, is_shared, filter, search, sort, columns, layout)
                    values (app_org(), \(made), \(resource.name), \(name), \(user), \(isShared ?? false),
                      \(filter ?? FilterTree.everything.json), \(state?.search ?? ""), \(state?.order), \(columns), \(state?.layout))
                    """)
                return made
            }
            let rows = try await work.query(
                """
                update saved_views set name = coalesce(\(name), name), is_shared = coalesce(\(isShared), is_shared),
                  filter = coalesce(\(filter), filter),
                  search = case when \(state != nil) then \(state?.search ?? "") else search end,
                  sort = case when \(state != nil) then \(state?.order) else sort end,
                  columns = case when \(state != nil) then \(columns)::jsonb else columns end,
                  layout = case when \(state != nil) then \(state?.layout) else layout end
                where org_id = app_org() and id = \(id) and resource = \(resource.name) returning id
                """)
            if rows.isEmpty { throw Problem.notFound("view") }
            return id
        }
    }

    /// Throws `Problem` 404 for a view that is not the person's to delete.
    public func deleteView(_ resource: Resource, _ id: ID<SavedView>, _ context: Context) async throws {
        try await work(context, "views.delete") { work in
            let rows = try await work.query(
                "delete from saved_views where org_id = app_org() and id = \(id) and resource = \(resource.name) returning id"
            )
            if rows.isEmpty { throw Problem.notFound("view") }
        }
    }

    /// Which view the person begins with; nil for the whole list.
    public func setDefaultView(_ resource: Resource, _ id: ID<SavedView>?, _ context: Context) async throws {
        guard let user = context.actor.user else { throw Problem.forbidden() }
        try await work(context, "views.default") { work in
            try await work.query(
                """
                insert into list_settings (org_id, member_id, resource, view_id) values (app_org(), \(user), \(resource.name), \(id))
                on conflict (org_id, member_id, resource) do update set view_id = excluded.view_id, updated_at = now()
                """)
        }
    }

    /// The person's columns in their order; none: the list's own.
    public func setColumns(_ resource: Resource, _ columns: [ListPreferences.Column], _ context: Context) async throws {
        guard let user = context.actor.user else { throw Problem.forbidden() }
        let value: JSON? =
            columns.isEmpty
            ? nil
            : .array(
                columns.prefix(100).map {
                    ["name": .string($0.name), "width": $0.width.map { .int(Int64($0)) } ?? .null]
                })
        try await work(context, "views.columns") { work in
            try await work.query(
                """
                insert into list_settings (org_id, member_id, resource, columns) values (app_org(), \(user), \(resource.name), \(value))
                on conflict (org_id, member_id, resource) do update set columns = excluded.columns, updated_at = now()
                """)
        }
    }

    /// The layout the person sees first; nil for the list's own.
    public func setLayout(_ resource: Resource, _ layout: String?, _ context: Context) async throws {
        guard let user = context.actor.user else { throw Problem.forbidden() }
        try await work(context, "views.layout") { work in
            try await work.query(
                """
                insert into list_settings (org_id, member_id, resource, layout) values (app_org(), \(user), \(resource.name), \(layout))
                on conflict (org_id, member_id, resource) do update set layout = excluded.layout, updated_at = now()
                """)
        }
    }
}
