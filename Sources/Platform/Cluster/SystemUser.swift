internal import CLinux
internal import Glibc

/// The system user PostgreSQL runs as: ourselves, or `postgres` when we are root, as which PostgreSQL refuses to run.
struct SystemUser {
    let id: uid_t
    let group: gid_t
    /// Whether programs must be started as somebody else.
    let isOther: Bool

    /// - Throws: `ClusterError.noSystemUser`.
    static func current() throws -> SystemUser {
        guard geteuid() == 0 else { return SystemUser(id: geteuid(), group: getegid(), isOther: false) }
        guard let entry = getpwnam("postgres") else { throw ClusterError.noSystemUser() }
        return SystemUser(id: entry.pointee.pw_uid, group: entry.pointee.pw_gid, isOther: true)
    }

    /// A command that runs as this user.
    func command(_ path: String, _ arguments: [String]) -> Command {
        guard isOther else { return Command(path: path, arguments: arguments) }
        return Command(
            path: "/usr/bin/setpriv",
            arguments: ["--reuid=\(id)", "--regid=\(group)", "--clear-groups", "--", path] + arguments)
    }

    /// The first folder on the way to `path` that this user may not enter; nil if all is well.
    /// Looks at the permission bits only: with access lists it may be too strict.
    func firstForbidden(on path: String) -> String? {
        guard isOther else { return nil }
        var place = ""
        for part in [""] + path.split(separator: "/").map(String.init) {
            place = place == "/" || place.isEmpty ? "/\(part)" : "\(place)/\(part)"
            var facts = stat()
            guard stat(place, &facts) == 0 else { return nil }
            let bit: mode_t = facts.st_uid == id ? 0o100 : facts.st_gid == group ? 0o010 : 0o001
            if facts.st_mode & bit == 0 { return place }
        }
        return nil
    }

    /// Makes a folder that only this user may enter, or puts an existing one of theirs right.
    /// - Throws: `ClusterError`.
    func makePrivateFolder(_ path: String) throws {
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw Folder.error(path, errno) }
        var facts = stat()
        guard lstat(path, &facts) == 0 else { throw Folder.error(path, errno) }
        guard facts.st_mode & S_IFMT == S_IFDIR, facts.st_uid == id || facts.st_uid == geteuid() else {
            throw ClusterError.permission(path, "it is not a folder of our own")
        }
        guard lchown(path, id, group) == 0, chmod(path, 0o700) == 0 else { throw Folder.error(path, errno) }
    }
}
