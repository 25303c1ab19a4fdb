internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Who may do what, and why: `/settings/permissions`. Pick a person or an API key and a kind of record; with a record, the
/// database itself is asked as each person.
struct PermissionPages: Sendable {
    let pages: WorkspacePages

    private var store: RecordStore { pages.store }
    static let path = SettingsPlace.permissions.path
    /// People who are asked about for one record.
    private static let asked = 60

    var routes: [Route] {
        [.signedIn(.get, Self.path, .admins.intersection(.staff)) { try await show($0, $1) }]
    }

    private static let people: SQL = """
        select m.id, m.name, \(MemberStanding.columns) from members m \(MemberStanding.joins)
        where m.org_id = app_org() and m.is_active and m.deleted_at is null order by m.name, m.id limit 500
        """
    private static let keys: SQL = """
        select k.id, k.name, \(MemberStanding.keyColumns) from api_keys k \(MemberStanding.keyJoins)
        where k.org_id = app_org() and k.revoked_at is null order by k.name, k.id limit 200
        """

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let subjects = try await RoleRules(store, context).subjects()
        let (page, rows) = try await pages.read(request, context, [Self.people, Self.keys])
        let standings =
            try rows[0].map { try PermissionSubject(member: $0, context) }
            + rows[1].map { try PermissionSubject(key: $0, context) }
        let who = standings.first { $0.value == request.query["who"] }
        let what = subjects.first { $0.resource.name == request.query["resource"] }
        let record = request.query["record"].flatMap { Identifier($0) }
        var answers: [PermissionAnswer] = []
        var title: String?
        if let what {
            title = try await record.asyncFlatMap { try await self.title(what.resource, $0, context) }
            if record == nil || title != nil {
                let about = who.map { [$0] } ?? Array(standings.filter { !$0.isKey }.prefix(Self.asked))
                for standing in about {
                    answers.append(
                        PermissionAnswer(
                            subject: standing, what: what,
                            sees: try await record.asyncFlatMap { try await sees(what.resource, $0, standing) }))
                }
            }
        }
        let found = (answers, title)
        return try pages.write(request) { html in
            try html.settingsPage(page, .permissions) {
                PermissionQuestion(html: html, standings: standings, subjects: subjects).write(request.query)
                if let what, record != nil, found.1 == nil {
                    html.callout(.warn, "There is no \(what.resource.noun) with this id, or you may not see it.")
                }
                let view = PermissionView(html: html, title: found.1)
                if who != nil || found.0.count == 1 {
                    for answer in found.0 { view.chain(answer) }
                } else if let what, !found.0.isEmpty {
                    view.everyone(found.0, what)
                }
                BaseRoleMatrix(html: html).write(subjects)
            }
        }
    }

    /// The record's name, as far as whoever asks may see it.
    private func title(_ resource: Resource, _ id: Identifier, _ context: Context) async throws -> String? {
        guard let naming = store.narrowed(resource, context).naming(id, context.role),
            let row = try await store.database.read(context, naming).first
        else { return nil }
        return try RecordTitle.text(row, of: resource, context)
    }

    /// Whether the database gives the record to them.
    private func sees(_ resource: Resource, _ id: Identifier, _ subject: PermissionSubject) async throws -> Bool {
        guard store.narrowed(resource, subject.context).access.read.allows(subject.context.role) else { return false }
        let rows = try await store.database.read(
            subject.context,
            "select 1 as there from \(identifier: resource.name) where org_id = app_org() and id = \(id)")
        return !rows.isEmpty
    }
}

extension Optional {
    fileprivate func asyncFlatMap<Value>(_ body: (Wrapped) async throws -> Value?) async throws -> Value? {
        guard let self else { return nil }
        return try await body(self)
    }
}
