internal import Core

extension ID where Entity == Organisation {
    /// Where a session stands whose person works in no organisation: no row belongs to it.
    static var nowhere: ID { ID(Identifier(high: 0, low: 0)) }
}
