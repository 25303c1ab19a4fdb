/// Where a request may go. The address is checked when the socket is opened, after the name was resolved,
/// so a name that answers differently the second time (DNS rebinding) gains nothing.
public struct AddressPolicy: Sendable, Hashable {
    public var schemes: Set<String>
    /// nil for every port.
    public var ports: Set<Int>?
    /// Whether private, loopback and other special addresses are allowed.
    public var allowsSpecialAddresses: Bool

    public init(schemes: Set<String>, ports: Set<Int>?, allowsSpecialAddresses: Bool) {
        self.schemes = schemes
        self.ports = ports
        self.allowsSpecialAddresses = allowsSpecialAddresses
    }

    /// For addresses that users enter: the public internet, on the ports of the web.
    public static let publicOnly = AddressPolicy(
        schemes: ["http", "https"], ports: [80, 443, 8080, 8443], allowsSpecialAddresses: false)
    /// For addresses from the operator's configuration.
    public static let any = AddressPolicy(schemes: ["http", "https"], ports: nil, allowsSpecialAddresses: true)

    public func allows(_ address: IPAddress) -> Bool { allowsSpecialAddresses || address.isPublic }

    /// Throws `HTTPClientError.forbiddenURL` or `.forbiddenAddress`.
    func check(_ url: TargetURL) throws {
        guard schemes.contains(url.scheme) else {
            throw HTTPClientError.forbiddenURL(
                reason: "only \(schemes.sorted().joined(separator: " and ")) are allowed")
        }
        if let ports, !ports.contains(url.port) {
            throw HTTPClientError.forbiddenURL(reason: "port \(url.port) is not allowed")
        }
        if !allowsSpecialAddresses, url.hasUserInfo {
            throw HTTPClientError.forbiddenURL(reason: "a user name or password in the address is not allowed")
        }
        if let address = IPAddress(url.host), !allows(address) {
            throw HTTPClientError.forbiddenAddress("\(address)")
        }
    }
}
