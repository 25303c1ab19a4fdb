/// An organisation where a person works, as they choose among theirs.
public struct Workplace: Sendable, Hashable {
    public let id: ID<Organisation>
    public let name: String

    public init(_ id: ID<Organisation>, _ name: String) {
        self.id = id
        self.name = name
    }

    /// `{"id": …, "name": …}`
    public init?(json: JSON) {
        guard let id = json["id"]?.string.flatMap({ ID<Organisation>($0) }), let name = json["name"]?.string else {
            return nil
        }
        self.init(id, name)
    }
}
