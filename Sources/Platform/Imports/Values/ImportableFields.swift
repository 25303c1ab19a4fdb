public import Core
public import Records

/// The fields that an import can fill.
public enum ImportableFields {
    /// - Parameter resource: with the organisation's own fields.
    public static func fields(of resource: Resource, for role: Role) -> [Field] {
        resource.fields.filter { field in
            guard !field.isReadOnly, field.readAccess.allows(role), field.writeAccess.allows(role) else { return false }
            if case .computed = field.source { return false }
            switch field.kind {
            case .json, .file, .address: return false
            default: return true
            }
        }
    }

    /// Fields of the site at which a customer is served, where addresses come along with customers.
    public static func siteFields(of resource: Resource, _ catalogue: Catalogue, for role: Role) -> [Field] {
        guard resource.name == "customers", let sites = catalogue.resources["sites"],
            sites.access.create.allows(role)
        else { return [] }
        return ["line1", "line2", "city", "region", "postcode", "country"].compactMap { sites.field($0) }
    }

    /// The fields that a record may be known by, the surest first.
    public static func keys(_ fields: [Field]) -> [Field] {
        fields.filter { field in
            guard field.source == .column else { return false }
            switch field.kind {
            case .phone, .email: return true
            case .text: return field.search == .exact
            default: return false
            }
        }
    }
}
