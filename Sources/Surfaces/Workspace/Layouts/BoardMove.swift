internal import Core
internal import HTTP
internal import Records

/// A card moved into another column: the board's action, or the field set.
struct BoardMove: Sendable {
    let board: Presentation.Board
    let resource: Resource
    let card: Identifier
    let column: String
    /// The card below, if any.
    let before: Identifier?

    /// Throws `Problem` 422 where the form is not one of a board.
    init(_ form: Fields, _ resource: Resource, _ board: Presentation.Board) throws {
        guard let card = form["card"].flatMap({ Identifier($0) }) else {
            throw Problem.invalid("card", "required", "Say which card is moved.")
        }
        guard let column = form["column"], !column.isEmpty else {
            throw Problem.invalid("column", "required", "Say into which column the card is moved.")
        }
        self.board = board
        self.resource = resource
        self.card = card
        self.column = column
        before = form["before"].flatMap { Identifier($0) }
    }

    /// Throws `Problem`; where the action needs more than the column, its `dialog` is where that is asked.
    func perform(_ store: RecordStore, _ context: Context) async throws {
        guard let name = board.moveAction else {
            _ = try await store.update(resource, card, [board.field: .string(column)], context)
            return
        }
        let action = try store.catalogue(for: context).action(name, for: context.role)
        var input: [String: JSON] = [board.field: .string(column)]
        if let record = action.fields.first { input[record.name] = .string(card.description) }
        if let before, action.fields.contains(where: { $0.name == "before" }) {
            input["before"] = .string(before.description)
        }
        do {
            _ = try await store.perform(name, input, context)
        } catch let problem as Problem where problem.status == 422 {
            throw asking(problem, action, given: Set(input.keys))
        }
    }

    /// The same problem with the way to the action's dialog, if it is about a field that the board does not send.
    private func asking(_ problem: Problem, _ action: AnyAction, given: Set<String>) -> Problem {
        let open = Set(action.fields.map(\.name)).subtracting(given)
        guard problem.fields.contains(where: { open.contains($0.field) }) else { return problem }
        var asking = problem
        let query = Fields([(board.field, column)]).encoded
        asking.extra["dialog"] = .string("\(resource.path)/\(card)/actions/\(action.verb)?\(query)")
        return asking
    }
}
