internal import Contracts
internal import Core
internal import Records

/// Puts a deal into the stage of its pipeline that wins it.
struct WinDeal: Action {
    static let name = "deals.win"
    static let title = "Mark as won"
    static let access: Access = .sales
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["open"])
    static let fields: [Field] = [.reference("deal", to: "deals", required: true)]
    static let undo: String? = "deals.reopen"

    private let deal: ID<Deal>

    init(_ input: Input) throws { deal = try input.id("deal") }

    func perform(in work: Work) async throws -> JSON {
        let current = try await DealRow.locked(deal, in: work)
        let stage = try await ClosingStage.of("won", for: current, in: work)
        return try await DealMove(deal: current, to: stage).perform(in: work)
    }
}
