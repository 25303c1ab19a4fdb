internal import Contracts
internal import Core
internal import Records

/// Notes that the customer said yes by other means: on the phone, on paper.
struct AcceptQuote: Action {
    static let name = "quotes.accept"
    static let title = "Mark as accepted"
    static let access = QuoteResource.writers
    static let offeredWhen: RecordCondition? = .field("status", among: ["sent", "viewed"])
    static let fields: [Field] = [
        .reference("quote_id", to: "quotes", required: true),
        .text("name", label: "Who accepted", required: true, hint: "The person who said yes."),
    ]

    let quote: ID<Quote>
    let signing: QuoteAnswer.Signing

    init(_ input: Input) throws {
        quote = try input.id("quote_id")
        signing = try QuoteAnswer.Signing(name: try input.text("name"))
    }

    func perform(in work: Work) async throws -> JSON {
        ["id": .text(quote), "changed": .bool(try await QuoteAnswer(quote: quote).accept(signing, in: work))]
    }
}

/// Notes that the customer said no by other means.
struct DeclineQuote: Action {
    static let name = "quotes.decline"
    static let title = "Mark as declined"
    static let access = QuoteResource.writers
    static let offeredWhen: RecordCondition? = .field("status", among: ["sent", "viewed", "expired"])
    static let isDestructive = true
    static let fields: [Field] = [
        .reference("quote_id", to: "quotes", required: true),
        .text("reason", required: true, max: 1000),
    ]

    let quote: ID<Quote>
    let reason: String

    init(_ input: Input) throws {
        quote = try input.id("quote_id")
        reason = try input.text("reason")
    }

    func perform(in work: Work) async throws -> JSON {
        ["id": .text(quote), "changed": .bool(try await QuoteAnswer(quote: quote).decline(reason, in: work))]
    }
}
