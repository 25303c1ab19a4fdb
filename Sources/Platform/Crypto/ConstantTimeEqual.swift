internal import CSodium

/// Whether two runs of bytes are equal, in a time that depends only on their lengths:
/// the comparison of a signature or a token tells a stranger nothing about how close the guess was.
public func constantTimeEqual(_ a: some Sequence<UInt8>, _ b: some Sequence<UInt8>) -> Bool {
    let a = Array(a)
    let b = Array(b)
    return a.count == b.count && sodium_memcmp(a, b, a.count) == 0
}
