/// What a Range header asks for. Several ranges are answered with the whole, as the standard allows.
enum ByteRange: Equatable {
    case whole
    /// First and last byte, both included.
    case part(UInt64, UInt64)
    case unsatisfiable

    static func parse(_ header: String, size: UInt64) -> ByteRange {
        guard header.hasPrefix("bytes="), !header.contains(",") else { return .whole }
        let parts = header.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map(
            trimmed)
        guard parts.count == 2 else { return .whole }
        if parts[0].isEmpty {
            guard let count = UInt64(parts[1]) else { return .whole }
            return count == 0 || size == 0 ? .unsatisfiable : .part(size - min(count, size), size - 1)
        }
        guard let first = UInt64(parts[0]), let last = parts[1].isEmpty ? UInt64.max : UInt64(parts[1]), first <= last
        else {
            return .whole
        }
        return first >= size ? .unsatisfiable : .part(first, min(last, size - 1))
    }
}
