import Customers
import EventLoop
import Files

extension PrivacyTools {
    static func on(_ files: FileStore, _ workers: WorkerPool) -> PrivacyTools {
        PrivacyTools(
            identities: IdentityKey(Array(repeating: 9, count: 32)), files: files, folder: "/tmp/mainline-privacy",
            offLoop: { work in try await workers.run { try work() } })
    }
}
