public import Core

/// A kind of record, declared once: REST endpoints, API document, pages, filters, search, export and audit follow.
public struct Resource: Sendable {
    /// Table and path, plural: `customers`.
    public let name: String
    /// Of the record pages: `/business-hours` for `business_hours`.
    public let path: String
    /// In sentences, events and messages: `customer`.
    public let singular: String
    /// Heading: "Customers".
    public let title: String
    public let fields: [Field]
    public let access: Permissions
    public let list: ListDefaults
    /// The field that names a record to a person.
    public let titleField: String
    /// Column that ties a record to a customer's timeline, if any; `id` for customers themselves.
    public let customerColumn: String?
    /// Column with the member to whom a record is assigned, if a sales person sees only what is theirs. The table's
    /// policy says so too; said here, lists of a few among millions are read by an index that begins with it.
    public let ownerColumn: String?
    /// Column with the member whose record it is: what "own" and "team" of a custom role mean. Nil where records are
    /// nobody's.
    public let personColumn: String?
    /// The resource whose part a record is, such as the document of a line: who may change that may change its parts.
    public let partOf: String?
    /// Whether custom roles can say what is left of it. Not of what everybody needs to know, such as who works here.
    public let isNarrowable: Bool
    /// Fields whose values the created, updated and deleted events carry, besides the title.
    public let eventFields: [String]
    public let isSoftDeleted: Bool
    /// Whether records carry fields that an organisation defines for itself.
    public let allowsCustomFields: Bool
    /// How its records appear in the workspace; nil where they have no pages of their own.
    public let presentation: Presentation?
    /// By which a filter names sets of the records, once they are known.
    public private(set) var setField: Field?
    /// Whose records a custom role lets its people read.
    public private(set) var readReach = Grants.Reach.all
    /// Whether records come in from files and go out to them.
    public private(set) var isImportable: Bool
    public private(set) var isExportable = true
    private let fieldsByRole: [Role: [Field]]
    /// Statements that are the same for every request; shared by all copies of this resource.
    let statements = ReadStatements()

    /// Who may do what.
    public struct Permissions: Sendable {
        public let read: Access
        public let create: Access
        public let update: Access
        public let delete: Access
        public init(
            read: Access = .staff, create: Access = .workers, update: Access = .workers, delete: Access = .admins
        ) {
            self.read = read
            self.create = create
            self.update = update
            self.delete = delete
        }
        /// Changed by actions only.
        public static let readOnly = Permissions(create: .nobody, update: .nobody, delete: .nobody)
    }

    /// How a list looks before anyone has chosen.
    public struct ListDefaults: Sendable {
        public let columns: [String]
        public let order: [Order]
        public init(columns: [String], order: Order...) {
            self.columns = columns
            self.order = order
        }
    }

    /// One column to sort by.
    public struct Order: Sendable, Hashable {
        public let field: String
        public let isDescending: Bool
        public static func ascending(_ field: String) -> Order { Order(field: field, isDescending: false) }
        public static func descending(_ field: String) -> Order { Order(field: field, isDescending: true) }
    }

    /// - Parameter fields: without `id`, `version`, `created_at` and `updated_at`, which every record has.
    public init(
        _ name: String, singular: String, title: String? = nil, fields: [Field], access: Permissions = Permissions(),
        list: ListDefaults, titleField: String? = nil, customerColumn: String? = nil, ownerColumn: String? = nil,
        personColumn: String? = nil, partOf: String? = nil, narrowable: Bool = true, eventFields: [String] = [],
        softDelete: Bool = true, customFields: Bool = false, presentation: Presentation? = nil
    ) {
        self.name = name
        path = "/" + name.hyphened
        self.singular = singular
        self.title = title ?? Field.label(of: name)
        self.fields = Self.leadingFields + fields + Self.trailingFields
        self.access = access
        self.list = list
        self.titleField = titleField ?? list.columns.first ?? "id"
        self.customerColumn = customerColumn
        self.ownerColumn = ownerColumn
        self.personColumn = personColumn ?? ownerColumn
        self.partOf = partOf
        isNarrowable = narrowable
        self.eventFields = eventFields
        isSoftDeleted = softDelete
        allowsCustomFields = customFields
        self.presentation = presentation
        isImportable = presentation?.isImportable ?? false
        fieldsByRole = Self.byRole(self.fields)
    }

    private static let leadingFields = [Field("id", .reference("self"), label: "Id", readOnly: true)]
    private static let trailingFields = [
        Field("version", .number(0...Int64.max), readOnly: true),
        Field("created_at", .timestamp, label: "Created", readOnly: true),
        Field("updated_at", .timestamp, label: "Updated", readOnly: true),
    ]

    public func field(_ name: String) -> Field? { fields.first { $0.name == name } }

    /// Fields that `role` may see.
    public func visibleFields(to role: Role) -> [Field] { fieldsByRole[role] ?? [] }

    private static func byRole(_ fields: [Field]) -> [Role: [Field]] {
        Dictionary(
            uniqueKeysWithValues: Role.allCases.map { role in (role, fields.filter { $0.readAccess.allows(role) }) })
    }

    /// Fields that `role` may filter by: those it sees, and the names of sets.
    public func filterFields(to role: Role) -> [Field] {
        setField.map { $0.readAccess.allows(role) ? visibleFields(to: role) + [$0] : visibleFields(to: role) }
            ?? visibleFields(to: role)
    }

    /// A field of the records, or the one by which a filter names sets of them.
    public func filterField(_ name: String) -> Field? {
        field(name) ?? setField.flatMap { $0.name == name ? $0 : nil }
    }

    /// The resource with the named sets of an organisation, by which it can be filtered.
    func adding(sets field: Field) -> Resource {
        var copy = self
        copy.setField = field
        return copy
    }

    /// The resource with an organisation's own fields added.
    public func adding(custom: [Field]) -> Resource {
        custom.isEmpty ? self : Resource(copying: self, fields: fields + custom)
    }

    /// The resource with other permissions, fields and reach: what a custom role leaves of it.
    func replacing(access: Permissions, fields: [Field], reach: Grants.Reach, isImportable: Bool, isExportable: Bool)
        -> Resource
    {
        var copy = Resource(copying: self, fields: fields, access: access)
        copy.readReach = reach
        copy.isImportable = copy.isImportable && isImportable
        copy.isExportable = copy.isExportable && isExportable
        if let field = setField, fields.contains(where: { $0.name == "id" }) { copy.setField = field }
        return copy
    }

    private init(copying other: Resource, fields: [Field], access: Permissions? = nil) {
        name = other.name
        path = other.path
        singular = other.singular
        title = other.title
        self.fields = fields
        fieldsByRole = Self.byRole(fields)
        self.access = access ?? other.access
        list = other.list
        titleField = other.titleField
        customerColumn = other.customerColumn
        ownerColumn = other.ownerColumn
        personColumn = other.personColumn
        partOf = other.partOf
        isNarrowable = other.isNarrowable
        readReach = other.readReach
        isImportable = other.isImportable
        isExportable = other.isExportable
        eventFields = other.eventFields
        isSoftDeleted = other.isSoftDeleted
        allowsCustomFields = other.allowsCustomFields
        presentation = other.presentation
        setField = other.setField
    }
}
