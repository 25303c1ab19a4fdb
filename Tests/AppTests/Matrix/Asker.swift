import Core
import HTTP
import TestSupport

/// Somebody who asks for a route, and what the route's declaration says they may be answered.
struct Asker: Sendable {
    enum Expected: String { case signIn, refused, letIn }

    let name: String
    /// Nil for nobody.
    let role: Role?
    var key: String?
    /// Makes a new one where the last was signed out on the way.
    var cookie: (@Sendable () throws -> String)?

    func expected(_ access: Access) -> Expected {
        guard let role else { return .signIn }
        return access.allows(role) ? .letIn : .refused
    }

    /// Whether an answer is of the class expected. Whoever is let in may still be told that there is no such record.
    static func fits(_ status: Int, _ expected: Expected) -> Bool {
        switch expected {
        case .signIn: status == 401 || status == 303
        case .refused: status == 403 || status == 404
        case .letIn: status != 401 && status != 403 && status < 500
        }
    }
}

extension TestProgram {
    /// Everybody there is: nobody, each role with a key, customers and resellers with browsers, and another
    /// organisation's owner.
    func everybody() -> [Asker] {
        var askers = [Asker(name: "anonymous", role: nil), Asker(name: "outsider", role: .owner, key: outsider)]
        for (role, key) in keys.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            askers.append(Asker(name: role.rawValue, role: role, key: key))
        }
        for role in [Role.customer, .reseller] {
            askers.append(
                Asker(name: role.rawValue, role: role, cookie: { try self.portalCookie(role, of: self.ours) }))
        }
        return askers
    }
}
