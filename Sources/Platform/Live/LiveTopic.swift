public import Core
public import Records

/// What a page or program wants to hear of: `home` (everything), a resource (`customers`), or one record of it
/// (`customers/0190…`). Of a customer one hears also what happens to the records of that customer.
public struct LiveTopic: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// Everything that happens in the organisation.
    public static let home = LiveTopic(trusted: "home")
    /// The most topics of one stream.
    public static let limit = 50

    private init(trusted: String) { description = trusted }

    /// Throws `Problem` 422 for what is no topic.
    public init(_ text: some StringProtocol) throws {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let isName = parts[0].utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == 95 || $0 == 45
        }
        let isRecord = parts.count == 1 || (parts.count == 2 && Identifier(parts[1]) != nil)
        guard isName, isRecord, !parts[0].isEmpty, parts[0].utf8.count <= 64 else {
            throw Problem.invalid(
                "topics", "invalid", "“\(text.prefix(80))” is not a topic: give “home”, a resource, or a resource/id.")
        }
        description = text.lowercased()
    }

    /// Reads a comma-separated list. Throws `Problem` 422 for none, more than `limit`, or what is no topic.
    public static func list(_ text: String) throws -> Set<LiveTopic> {
        let topics = Set(try text.split(separator: ",").map { try LiveTopic($0) })
        guard !topics.isEmpty else {
            throw Problem.invalid("topics", "required", "Name at least one topic, as in “/live?topics=customers,home”.")
        }
        try check(topics)
        return topics
    }

    static func check(_ topics: Set<LiveTopic>) throws {
        guard topics.count <= limit else {
            throw Problem.invalid("topics", "too_many", "At most \(limit) topics; open another stream for more.")
        }
    }

    /// The topics an event belongs to.
    static func of(_ event: Event) -> [LiveTopic] {
        var topics = [
            home, LiveTopic(trusted: event.recordKind), LiveTopic(trusted: "\(event.recordKind)/\(event.recordID)"),
        ]
        if let customer = event.customer, event.recordKind != "customers" || customer.value != event.recordID {
            topics.append(LiveTopic(trusted: "customers/\(customer)"))
        }
        return topics
    }
}
