public import Core

/// Something by which what is remembered of a session or key may no longer hold. Travels between processes as a
/// notification: `key:0192…`.
public enum AccessChange: Sendable, Hashable {
    /// PostgreSQL's channel.
    static let channel = "mainline_access"

    case session(Identifier)
    case key(Identifier)
    case user(ID<User>)
    /// A portal identity.
    case portal(Identifier)
    case organisation(ID<Organisation>)
    /// A custom role.
    case role(Identifier)
    case widget(Identifier)
    /// Notifications may have been missed.
    case anything

    /// What cannot be read may mean anything.
    init(payload: String) {
        let parts = payload.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let id = Identifier(parts[1]) else {
            self = .anything
            return
        }
        switch parts[0] {
        case "session": self = .session(id)
        case "key": self = .key(id)
        case "user": self = .user(ID(id))
        case "portal": self = .portal(id)
        case "organisation": self = .organisation(ID(id))
        case "role": self = .role(id)
        case "widget": self = .widget(id)
        default: self = .anything
        }
    }

    func concerns(_ principal: Principal) -> Bool {
        switch self {
        case .session(let id): principal.session == id
        case .key(let id): principal.key?.id == id
        case .user(let id): principal.actor.user == id
        case .portal(let id): principal.actor == .portal(id)
        case .organisation(let id): principal.organisation == id
        case .role(let id): principal.grants?.role == id
        case .widget: false
        case .anything: true
        }
    }
}
