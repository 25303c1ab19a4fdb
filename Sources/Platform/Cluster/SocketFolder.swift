internal import Glibc

/// Where PostgreSQL's Unix socket lies.
enum SocketFolder {
    /// The kernel takes socket paths of at most 107 bytes; the socket's own name takes `/.s.PGSQL.5432`.
    static let limit = 107 - 14

    /// A folder inside the data folder, or, where that path is too long, a short one that `user` alone may enter.
    static func path(inside data: String, for user: SystemUser) -> String {
        let inside = data + "/run"
        if inside.utf8.count <= limit { return inside }
        let name = "mainline-" + String(hash(data), radix: 36)
        return user.isOther ? "/run/\(name)" : "/tmp/\(name)-\(user.id)"
    }

    /// FNV-1a: the same folder at each start.
    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
