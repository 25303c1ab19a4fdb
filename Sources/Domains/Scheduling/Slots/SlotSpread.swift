internal import SlotEngine

extension Array where Element == Slot {
    /// One slot per start, by the preferred technician: at most `limit`, the earliest always, the others spread evenly
    /// over what there is.
    func spread(_ limit: Int) -> [Slot] {
        var starts: [Slot] = []
        for slot in self where starts.last?.start != slot.start { starts.append(slot) }
        guard limit > 0 else { return [] }
        guard starts.count > limit else { return starts }
        guard limit > 1 else { return [starts[0]] }
        return (0..<limit).map { starts[$0 * (starts.count - 1) / (limit - 1)] }
    }
}
