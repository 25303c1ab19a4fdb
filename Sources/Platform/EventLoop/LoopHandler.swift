internal import CLinux

/// What a descriptor is ready for.
public struct Readiness: OptionSet, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static let readable = Readiness(rawValue: 1)
    public static let writable = Readiness(rawValue: 4)
    public static let error = Readiness(rawValue: 8)
    public static let hangUp = Readiness(rawValue: 16)
    /// The other side sends nothing more (it may still read).
    public static let readHangUp = Readiness(rawValue: 0x2000)
}

/// Called on the loop when its descriptor is ready.
open class LoopHandler {
    public let descriptor: Int32
    public init(descriptor: Int32) { self.descriptor = descriptor }
    open func ready(_ readiness: Readiness) {}
}

/// A C library that polls sockets of its own and wants to be run whenever the loop turns.
public protocol LoopParticipant: AnyObject {
    func runOnLoop()
    /// When it wants to run at the latest, nil if only on events.
    var nextTimeoutMilliseconds: Int64? { get }
}
