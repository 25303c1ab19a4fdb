public import Core

/// Somebody who is to work in an organisation.
public struct NewMember: Sendable {
    public var name: String
    public var email: String
    /// A staff role.
    public var role: Role
    /// Used only if the person is new to Mainline; nil leaves the account without one.
    public var password: String?
    /// E.164.
    public var phone: String?
    /// `#rrggbb`; chosen from the name if nil.
    public var colour: String?

    public init(
        name: String, email: String, role: Role, password: String? = nil, phone: String? = nil, colour: String? = nil
    ) {
        self.name = name
        self.email = email
        self.role = role
        self.password = password
        self.phone = phone
        self.colour = colour
    }

    /// Throws `Problem` 422 that names every field that is wrong.
    func validate() throws {
        var errors: [Problem.FieldError] = []
        if name.isEmpty || name.count > 200 {
            errors.append(.init("name", "invalid", "Give a name of at most 200 characters."))
        }
        if !EmailAddress.isPlausible(email) {
            errors.append(.init("email", "invalid", "“\(email)” is not an email address."))
        }
        if !role.isStaff {
            errors.append(.init("role", "invalid", "A member has a staff role, not “\(role.rawValue)”."))
        }
        if let password { errors += PasswordPolicy.faults(of: password, email: email) }
        if !errors.isEmpty { throw Problem.invalid(errors) }
    }

    /// Calm, distinguishable, the same for the same name.
    var shownColour: String {
        let palette = [
            "#5e6ad2", "#0f783c", "#b45309", "#be185d", "#0e7490", "#7c3aed", "#4d7c0f", "#b91c1c", "#1d4ed8",
            "#a16207",
        ]
        return colour ?? palette[name.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff } % palette.count]
    }
}

/// Whether text can be an email address. Whether it is one shows when a message arrives.
enum EmailAddress {
    static func isPlausible(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !parts[1].hasPrefix(".")
            && !parts[1].hasSuffix(".") && text.utf8.count <= 254
            && text.unicodeScalars.allSatisfy { $0.value > 32 && $0.value != 127 }
    }
}
