internal import Core
internal import HTTP

/// How often widgets may be asked: by one address, on behalf of one widget, of one organisation.
final class WidgetLimits: Sendable {
    /// Tokens a minute.
    static let tokensPerAddress = 20
    static let tokensPerWidget = 600
    /// Requests with a token a minute.
    static let usesPerVisit = 60
    static let usesPerOrganisation = 3000
    /// Requests a minute that make work for people.
    static let workPerAddress = 3
    static let workPerWidget = 20
    static let workPerOrganisation = 30

    private let addresses = RateLimiter()
    private let visits = RateLimiter()
    private let widgets = RateLimiter()
    private let organisations = RateLimiter()
    private let workers = RateLimiter()
    private let busy = RateLimiter()

    private func address(_ request: Request) -> Identifier {
        Identifier(hashing: AddressRange.subscriber(of: request.address))
    }

    func token(_ widget: Widget, _ request: Request, at now: Instant) throws {
        try addresses.require(address(request), Self.tokensPerAddress, at: now)
        try widgets.require(widget.id, Self.tokensPerWidget, at: now)
        try organisations.require(widget.organisation.value, Self.usesPerOrganisation, at: now)
    }

    func use(_ widget: Widget, _ visit: Identifier, at now: Instant) throws {
        try visits.require(visit, Self.usesPerVisit, at: now)
        try organisations.require(widget.organisation.value, Self.usesPerOrganisation, at: now)
    }

    func work(_ widget: Widget, _ request: Request, at now: Instant) throws {
        let words = "That was asked often just now."
        try workers.require(address(request), Self.workPerAddress, at: now, words)
        try busy.require(widget.id, Self.workPerWidget, at: now, words)
        try busy.require(widget.organisation.value, Self.workPerOrganisation, at: now, words)
    }
}
