internal import Core
internal import Postgres
internal import Synchronization

/// The statements that plain reads of one resource send, by the role that reads: put together once each.
final class ReadStatements: Sendable {
    enum Shape: Hashable {
        /// The first page, with the resource's own columns and order.
        case list(Role)
        /// One record by its id.
        case one(Role)
    }

    private let templates = Mutex<[Shape: SQLTemplate]>([:])

    func template(_ shape: Shape, _ make: () -> SQL) -> SQLTemplate {
        if let known = templates.withLock({ $0[shape] }) { return known }
        let new = SQLTemplate(make())
        return templates.withLock { templates in
            if let known = templates[shape] { return known }
            templates[shape] = new
            return new
        }
    }
}
