internal import CSodium

/// libsodium must be initialised before the first use and says so only once.
enum Sodium {
    private static let initialised = sodium_init() >= 0

    static func ready() {
        // Fails only where the system has no source of randomness: nothing can be done safely then.
        precondition(initialised, "libsodium could not be initialised: the system gives no random bytes")
    }
}
