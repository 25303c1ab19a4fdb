/// What a person or program may do in an organisation. The order of staff roles is by reach, highest first.
public enum Role: String, Sendable, Codable, CaseIterable {
    case owner, admin, manager, sales, agent, technician, viewer
    /// Portal identities: see only their own customers, or themselves.
    case reseller, customer
    /// A caller without an identity in the organisation, on public pages (pay, book).
    case visitor
    /// Work that Mainline does by itself within one organisation: jobs and webhooks.
    case system

    public var isStaff: Bool {
        switch self {
        case .owner, .admin, .manager, .sales, .agent, .technician, .viewer: true
        case .reseller, .customer, .visitor, .system: false
        }
    }
}

extension Role {
    /// Its bit in `Access`. Written out because every request asks several times.
    fileprivate var place: UInt32 {
        switch self {
        case .owner: 0
        case .admin: 1
        case .manager: 2
        case .sales: 3
        case .agent: 4
        case .technician: 5
        case .viewer: 6
        case .reseller: 7
        case .customer: 8
        case .visitor: 9
        case .system: 10
        }
    }
}

/// A set of roles: who may do a thing.
public struct Access: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public init(_ roles: Role...) {
        self = roles.reduce(into: []) { $0.formUnion(Access(role: $1)) }
    }

    public init(role: Role) { rawValue = 1 << role.place }

    public func allows(_ role: Role) -> Bool { contains(Access(role: role)) }
    public var roles: [Role] { Role.allCases.filter(allows) }

    public static let nobody: Access = []
    /// Only Mainline itself.
    public static let system = Access(.system)
    public static let admins = Access(.owner, .admin, .system)
    public static let managers = Access(.owner, .admin, .manager, .system)
    public static let sales = Access(.owner, .admin, .manager, .sales, .system)
    public static let agents = Access(.owner, .admin, .manager, .sales, .agent, .system)
    /// Everyone who works here and may change things.
    public static let workers = Access(.owner, .admin, .manager, .sales, .agent, .technician, .system)
    public static let staff = Access(.owner, .admin, .manager, .sales, .agent, .technician, .viewer, .system)
    public static let everyone: Access = [staff, Access(.reseller, .customer)]
    public static let visitors: Access = [everyone, Access(.visitor)]
}
