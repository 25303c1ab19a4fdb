public import Core
internal import Postgres
internal import Synchronization

extension Resource {
    /// What a custom role leaves of the resource: the one place where its rules become permissions. Hidden fields are
    /// not there at all, so that nothing can select, filter, sort or write them.
    public func narrowed(by grants: Grants?) -> Resource {
        let governing = partOf ?? name
        guard let grants, let rule = grants.rules[governing] else { return self }
        let mine = partOf == nil ? rule.fields : grants.rules[name]?.fields ?? [:]
        func left(_ access: Access, _ verb: String) -> Access {
            grants.reach(governing, partOf == nil || verb == "read" ? verb : "update") == .none ? .nobody : access
        }
        let kept = fields.compactMap { field -> Field? in
            switch mine[field.name] {
            case .hidden: nil
            case .readOnly: field.writable(by: .nobody)
            case nil: field
            }
        }
        let cannotCreate = fields.contains {
            mine[$0.name] != nil && $0.isRequired && $0.defaultValue == nil && !$0.isReadOnly
        }
        return replacing(
            access: Permissions(
                read: left(access.read, "read"), create: cannotCreate ? .nobody : left(access.create, "create"),
                update: left(access.update, "update"), delete: left(access.delete, "delete")),
            fields: kept, reach: grants.reach(governing, "read"),
            isImportable: grants.reach(governing, "import") != .none && !cannotCreate,
            isExportable: grants.reach(governing, "export") != .none)
    }

    /// What a list of one's own or one's team's records is limited to besides. The table's policy says so too; said here,
    /// an index that begins with the person serves it.
    func personal(_ context: Context) -> Filter? {
        guard let column = personColumn, let user = context.actor.user else { return nil }
        switch readReach {
        case .own: return .member("t.\(identifier: column) = \(user)")
        case .team: return .member("t.\(identifier: column) = any (\(context.team)::uuid[])")
        case .none, .all: return nil
        }
    }
}

extension AnyAction {
    func narrowed(by grants: Grants) -> AnyAction {
        grants.reach(action: name) == .none ? replacing(access: .nobody) : self
    }
}

extension Catalogue {
    /// What a custom role leaves of the whole.
    func narrowed(by grants: Grants) -> Catalogue {
        mapping(resource: { $0.narrowed(by: grants) }, action: { $0.narrowed(by: grants) })
    }
}

/// What custom roles leave of the catalogue, put together once each.
final class NarrowedCatalogues: Sendable {
    private let known = Mutex<[Grants: Catalogue]>([:])

    func catalogue(_ whole: Catalogue, _ grants: Grants) -> Catalogue {
        if let found = known.withLock({ $0[grants] }) { return found }
        let new = whole.narrowed(by: grants)
        known.withLock { known in
            // A role that was changed leaves its old form behind.
            if known.count >= 200 { known.removeAll() }
            known[grants] = new
        }
        return new
    }
}

extension RecordStore {
    /// The catalogue as far as it is there for whoever asks: what their custom role takes away may be done by nobody. What
    /// answers a person or program asks this one.
    public func catalogue(for context: Context) -> Catalogue {
        guard let grants = context.grants else { return catalogue }
        return narrowedCatalogues.catalogue(catalogue, grants)
    }

    /// The resource as far as it is there for whoever asks.
    public func narrowed(_ resource: Resource, _ context: Context) -> Resource { resource.narrowed(by: context.grants) }
}

extension Resource {
    /// The members given for a new record, with the person who adds it as its owner where a custom role lets them add none
    /// but their own or their team's and they name nobody.
    func owned(_ members: [String: JSON], _ context: Context) -> [String: JSON] {
        guard let grants = context.grants, let user = context.actor.user, let column = personColumn,
            [.own, .team].contains(grants.reach(partOf ?? name, "create")), members[column] ?? .null == .null,
            let field = field(column), !field.isReadOnly, field.writeAccess.allows(context.role)
        else { return members }
        return members.merging([column: .text(user)]) { $1 }
    }
}
