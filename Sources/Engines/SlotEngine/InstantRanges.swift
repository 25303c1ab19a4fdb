internal import Core

extension Array where Element == Range<Instant> {
    /// Sorted, with overlapping and touching ranges joined and empty ones dropped.
    func merged() -> [Range<Instant>] {
        var result: [Range<Instant>] = []
        for range in sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = result.last, range.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }
}
