internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Takes records away, after saying what goes along, and brings them back.
struct RemovalPages: Sendable {
    let pages: WorkspacePages

    init(_ pages: WorkspacePages) { self.pages = pages }

    private var store: RecordStore { pages.store }
    /// Counting what refers to a record stops here.
    private static let ceiling = 1000

    var routes: [Route] {
        FormPages.presented(store.catalogue).flatMap { resource -> [Route] in
            let access = resource.access.delete.intersection(.staff)
            guard !access.isEmpty else { return [] }
            var routes: [Route] = [
                .signedIn(.get, "\(resource.path)/{id}/delete", access) { try await ask($0, $1, resource) },
                .signedIn(.post, "\(resource.path)/{id}/delete", access) { try await delete($0, $1, resource) },
            ]
            if resource.isSoftDeleted {
                routes.append(
                    .signedIn(.post, "\(resource.path)/{id}/restore", access) { try await restore($0, $1, resource) })
            }
            return routes
        }
    }

    // MARK: - Asking

    /// What refers to the record and stops being reached through it.
    private func dependants(_ resource: Resource, _ context: Context) -> [(resource: Resource, by: Field)] {
        store.catalogue(for: context).resources.values.sorted { $0.title < $1.title }.compactMap { other in
            guard other.name != resource.name, other.access.read.allows(context.role) else { return nil }
            let by = other.visibleFields(to: context.role).first { field in
                field.source == .column && field.referenceTarget == resource.name
            }
            return by.map { (other, $0) }
        }
    }

    private func ask(_ request: Request, _ context: Context, _ resource: Resource) async throws -> Response {
        let resource = store.narrowed(resource, context)
        try context.require(resource.access.delete)
        let id = try request.id(of: Resource.self).value
        let title = try await title(resource, id, context)
        let dependants = dependants(resource, context)
        let counts: [SQL] = dependants.map { other, by in
            """
            select count(*) as count from (select 1 from \(identifier: other.name)
              where org_id = app_org() and \(identifier: by.name) = \(id)\(other.isSoftDeleted ? " and deleted_at is null" : "" as SQL)
              limit \(Self.ceiling)) counted
            """
        }
        let (page, rows) = try await pages.read(request, context, counts, frame: !request.isFragment)
        var along: [String] = []
        for (dependant, answer) in zip(dependants, rows) {
            let count: Int = try answer.one("count").get("count")
            guard count > 0 else { continue }
            let number = count == Self.ceiling ? "\(count) or more" : "\(count)"
            along.append("\(number) \(count == 1 ? dependant.resource.noun : dependant.resource.title.lowercased())")
        }
        let path = "\(resource.path)/\(id)"
        var sheet = FormSheet(
            title: "Delete \(title)?", path: "\(path)/delete", submit: "Delete \(resource.noun)", look: .danger,
            id: "delete-\(resource.singular)", own: "\(path)/delete", back: path)
        sheet.intro = words(resource, title, along)
        if let back = request.query["back"] { sheet.hidden.append(("back", back)) }
        sheet.breadcrumbs = [Place(resource.title, resource.path), Place(title, path)]
        return try FormAnswer(pages: pages).write(
            request, context, sheet, ReferenceOptions([], values: Fields(), store.catalogue(for: context), context),
            page)
    }

    private func words(_ resource: Resource, _ title: String, _ along: [String]) -> String {
        let fate =
            resource.isSoftDeleted
            ? "You can bring it back within 30 days." : "This cannot be undone."
        guard !along.isEmpty else { return "\(title) goes from lists and search. \(fate)" }
        let list = along.count == 1 ? along[0] : along.dropLast().joined(separator: ", ") + " and " + (along.last ?? "")
        return resource.isSoftDeleted
            ? "\(title) goes from lists and search. What belongs to it is kept: \(list). \(fate)"
            : "\(title) goes for good. Where it is needed it stays: \(list) refer to it."
    }

    private func title(_ resource: Resource, _ id: Identifier, _ context: Context) async throws -> String {
        guard let naming = resource.naming(id, context.role) else { throw Problem.notFound(resource.noun) }
        let row = try await store.database.query(context, naming).one(resource.noun)
        return try RecordTitle.text(row, of: resource, context)
    }

    // MARK: - Doing

    private func delete(_ request: Request, _ context: Context, _ resource: Resource) async throws -> Response {
        let id = try request.id(of: Resource.self).value
        let form = try request.form()
        let path = "\(resource.path)/\(id)"
        do {
            let title = try await title(resource, id, context)
            try await store.delete(resource, id, context)
            let undo = resource.isSoftDeleted ? "\(path)/restore" : nil
            return NoticeCookie.redirect(
                request, to: ReturnPath.read(form, or: resource.path), Notice("\(title) deleted", undo: undo))
        } catch let problem as Problem where problem.isForPerson {
            return NoticeCookie.redirect(request, to: path, Notice(problem.detail, tone: .bad))
        }
    }

    private func restore(_ request: Request, _ context: Context, _ resource: Resource) async throws -> Response {
        let id = try request.id(of: Resource.self).value
        do {
            let record = try await store.restore(resource, id, context)
            let title = record[resource.titleField]?.string ?? resource.noun.capitalisedStart
            return NoticeCookie.redirect(request, to: "\(resource.path)/\(id)", Notice("\(title) is back"))
        } catch let problem as Problem where problem.isForPerson {
            return NoticeCookie.redirect(request, to: resource.path, Notice(problem.detail, tone: .bad))
        }
    }
}
