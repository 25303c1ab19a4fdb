internal import Core
internal import Crypto

/// What signing in seals and hashes with: a key of its own for each purpose, all made from the installation's.
public struct SignInSecrets: Sendable {
    let factors: SealingKey
    let recovery: [UInt8]
    let providers: SealingKey
    let journeys: SealingKey

    /// - Parameter derive: Gives 32 bytes for a purpose, the same each time. nil if it gives anything else.
    public init?(deriving derive: (String) -> [UInt8]) {
        guard let factors = SealingKey(derive("second factors")),
            let providers = SealingKey(derive("identity providers")),
            let journeys = SealingKey(derive("provider journeys"))
        else { return nil }
        self.factors = factors
        self.providers = providers
        self.journeys = journeys
        recovery = derive("recovery codes")
    }

    /// For tests and trials: forgotten with the process.
    public init() {
        (factors, providers, journeys) = (SealingKey(), SealingKey(), SealingKey())
        recovery = Random.bytes(32)
    }
}
