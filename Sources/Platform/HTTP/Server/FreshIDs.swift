internal import Core

/// Identifiers for requests: unique, not secret, and without a system call each.
struct FreshIDs {
    private let seed: UInt64
    private var count: UInt64 = 0

    init() {
        var generator = SystemRandomNumberGenerator()
        seed = generator.next()
    }

    mutating func next() -> Identifier {
        count += 1
        return Identifier(time: .systemNow, random: (count, seed &+ count &* 0x9e37_79b9_7f4a_7c15))
    }
}
