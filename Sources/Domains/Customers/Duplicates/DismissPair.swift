internal import Core
internal import Postgres
internal import Records

/// Says that two customers are not one. It is remembered.
struct DismissPair: Action {
    static let name = "duplicate_pairs.dismiss"
    static let title = "Not a duplicate"
    static let access: Access = .managers
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["open"])
    static let undo: String? = "duplicate_pairs.reopen"
    static let fields: [Field] = [.reference("pair", to: "duplicate_pairs", required: true)]
    private let pair: ID<DuplicatePair>

    init(_ input: Input) throws { pair = try input.id("pair") }

    func perform(in work: Work) async throws -> JSON {
        let rows = try await work.query(
            """
            update duplicate_pairs set status = 'dismissed', decided_at = \(work.now), decided_by = app_user()
            where org_id = app_org() and id = \(pair) and status = 'open' returning id
            """)
        if rows.isEmpty { try await DuplicatePair.require(pair, in: work) }
        return ["changed": .bool(!rows.isEmpty)]
    }
}

/// Takes *not a duplicate* back.
struct ReopenPair: Action {
    static let name = "duplicate_pairs.reopen"
    static let title = "Look again"
    static let access: Access = .managers
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["dismissed"])
    static let fields: [Field] = [.reference("pair", to: "duplicate_pairs", required: true)]
    private let pair: ID<DuplicatePair>

    init(_ input: Input) throws { pair = try input.id("pair") }

    func perform(in work: Work) async throws -> JSON {
        let rows = try await work.query(
            """
            update duplicate_pairs set status = 'open', decided_at = null, decided_by = null
            where org_id = app_org() and id = \(pair) and status = 'dismissed' returning id
            """)
        if rows.isEmpty { try await DuplicatePair.require(pair, in: work) }
        return ["changed": .bool(!rows.isEmpty)]
    }
}

/// What an `ID<DuplicatePair>` is of.
enum DuplicatePair {
    /// Throws 404.
    static func require(_ pair: ID<DuplicatePair>, in work: Work) async throws {
        _ = try await work.query("select id from duplicate_pairs where org_id = app_org() and id = \(pair)")
            .one("pair of customers")
    }
}
