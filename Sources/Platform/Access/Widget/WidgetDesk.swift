public import Core

/// What a widget's visitors can ask of the organisation. Connected by the program.
public protocol WidgetDesk: Sendable {
    /// Throws `Problem` 403 or 503 while the organisation serves no widgets: locked down, or not paid for.
    func admit(_ context: Context) async throws
    /// What a visitor sees first.
    func hello(_ context: Context) async throws -> WidgetHello
    /// Puts a request to be called back where people look for them. Throws `Problem` 422.
    func callBack(_ request: WidgetCallback, _ context: Context) async throws
}

/// The organisation as its visitors see it.
public struct WidgetHello: Sendable {
    public let name: String
    public let isOpen: Bool
    /// Nil while it is open, or where nobody knows.
    public let opensAt: Instant?

    public init(name: String, isOpen: Bool, opensAt: Instant?) {
        self.name = name
        self.isOpen = isOpen
        self.opensAt = opensAt
    }
}

/// A visitor who wants to be called back.
public struct WidgetCallback: Sendable {
    /// At most 120 characters.
    public let name: String?
    /// As typed.
    public let phone: String
    /// At most 1,000 characters.
    public let about: String
    /// The page they were on.
    public let origin: String
}

/// Where no domain answers visitors.
public struct NoWidgetDesk: WidgetDesk {
    public init() {}
    public func admit(_ context: Context) async throws { throw Problem.notFound("widget") }
    public func hello(_ context: Context) async throws -> WidgetHello { throw Problem.notFound("widget") }
    public func callBack(_ request: WidgetCallback, _ context: Context) async throws {
        throw Problem.notFound("widget")
    }
}
