public import Files

/// What privacy requests are answered with.
public struct PrivacyTools: Sendable {
    let identities: IdentityKey
    let files: FileStore
    /// Where archives are put together before they are kept.
    let folder: String
    /// Runs what takes long off the event loops.
    let offLoop: @Sendable (@escaping @Sendable () throws -> [UInt8]) async throws -> [UInt8]

    public init(
        identities: IdentityKey, files: FileStore, folder: String,
        offLoop: @escaping @Sendable (@escaping @Sendable () throws -> [UInt8]) async throws -> [UInt8]
    ) {
        self.identities = identities
        self.files = files
        self.folder = folder
        self.offLoop = offLoop
    }
}
