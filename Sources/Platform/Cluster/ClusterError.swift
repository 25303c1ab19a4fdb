/// Why the embedded PostgreSQL cannot run: what happened, what it means, what to do.
public struct ClusterError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Kind: String, Sendable {
        case missing, tooOld, otherVersion, noSystemUser, unreachable, permission, busy, diskFull, socket, failed
    }
    public let kind: Kind
    public let happened: String
    public let means: String
    public let remedy: String

    public var description: String { "\(happened)\n  What it means: \(means)\n  What to do: \(remedy)" }

    static let oldest = 15

    static func missing() -> ClusterError {
        ClusterError(
            kind: .missing, happened: "PostgreSQL is not installed.",
            means: "Mainline keeps its data in a PostgreSQL of its own and needs PostgreSQL's programs, version "
                + "\(oldest) or newer, for that.",
            remedy: "Run “apt-get install postgresql”, or set DATABASE_URL to a PostgreSQL that runs elsewhere.")
    }

    static func tooOld(found: Int) -> ClusterError {
        ClusterError(
            kind: .tooOld, happened: "PostgreSQL \(found) is too old.",
            means: "Mainline needs version \(oldest) or newer.",
            remedy: "Run “apt-get install postgresql” on Debian 12 or newer, or set DATABASE_URL to a newer one.")
    }

    static func otherVersion(data: Int, found: [Int], folder: String) -> ClusterError {
        let installed = found.map(String.init).joined(separator: ", ")
        return ClusterError(
            kind: .otherVersion,
            happened: "The data in \(folder) were written by PostgreSQL \(data), but only \(installed) is installed.",
            means: "PostgreSQL opens data of its own main version only. Nothing was changed.",
            remedy: "Run “apt-get install postgresql-\(data)”, or move the data with pg_upgrade.")
    }

    static func noSystemUser() -> ClusterError {
        ClusterError(
            kind: .noSystemUser, happened: "There is no system user “postgres”.",
            means: "PostgreSQL refuses to run as root; when Mainline runs as root it runs PostgreSQL as that user.",
            remedy: "Run “apt-get install postgresql”, or run Mainline as an ordinary user.")
    }

    static func unreachable(folder: String, data: String) -> ClusterError {
        ClusterError(
            kind: .unreachable, happened: "The system user “postgres” may not enter \(folder).",
            means: "Mainline runs as root and PostgreSQL as the user “postgres”, who must reach its data in \(data).",
            remedy:
                "Choose another folder with “--data /var/lib/mainline”, run Mainline as an ordinary user, or allow it "
                + "with “chmod o+x \(folder)”.")
    }

    static func permission(_ what: String, _ reason: String) -> ClusterError {
        ClusterError(
            kind: .permission, happened: "\(what): \(reason).",
            means: "The embedded PostgreSQL cannot keep its data there.",
            remedy: "Give the user that runs Mainline the right to write there, or choose another folder with “--data”."
        )
    }

    static func busy(folder: String) -> ClusterError {
        ClusterError(
            kind: .busy, happened: "Another Mainline is just making the cluster in \(folder).",
            means: "Two cannot do that at once.", remedy: "Try again in a moment.")
    }

    static func diskFull(folder: String) -> ClusterError {
        ClusterError(
            kind: .diskFull, happened: "The disk that holds \(folder) is full.",
            means: "PostgreSQL cannot write. What was acknowledged before is safe.",
            remedy: "Free some space (at least 200 MB), then start again.")
    }

    static func socket(_ path: String, _ reason: String) -> ClusterError {
        ClusterError(
            kind: .socket, happened: "PostgreSQL's socket cannot be made in \(path): \(reason).",
            means: "Mainline could not talk to its PostgreSQL.",
            remedy: "Remove that folder if nothing uses it, or choose another data folder with “--data”.")
    }

    static func failed(_ what: String, output: String, log: String) -> ClusterError {
        let lines = output.split(separator: "\n")
        let cause =
            lines.last { $0.contains("FATAL") || $0.contains("error:") || $0.contains("PANIC") } ?? lines.last ?? ""
        return ClusterError(
            kind: .failed, happened: "\(what) failed: \(cause)", means: "The embedded PostgreSQL does not run.",
            remedy: "See \(log) for the whole story.")
    }
}
