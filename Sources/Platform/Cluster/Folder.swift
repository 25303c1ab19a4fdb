internal import Glibc

/// Folders and small files, with errors that say what to do.
enum Folder {
    /// Makes the folder and its parents. Others may pass through it (0711) but not look into it,
    /// so that PostgreSQL's user reaches its part of a data folder that belongs to root.
    static func make(_ path: String) throws {
        var place = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            place += place.isEmpty || place == "/" ? String(part) : "/" + part
            if mkdir(place, 0o711) == 0 {
                // The umask may have taken the bits away.
                guard chmod(place, geteuid() == 0 ? 0o711 : 0o700) == 0 else { throw error(place, errno) }
            } else if errno != EEXIST, errno != EISDIR, errno != EROFS || !exists(place) {
                throw error(place, errno)
            }
        }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The absolute path without links; the path must exist.
    static func resolved(_ path: String) throws -> String {
        guard let real = realpath(path, nil) else { throw error(path, errno) }
        defer { free(real) }
        return String(cString: real)
    }

    /// The whole of a small file; nil if there is none.
    static func read(_ path: String, limit: Int = 1 << 20) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = fread(&bytes, 1, limit, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    /// Replaces a file in one step, private to `user`.
    static func write(_ text: String, to path: String, for user: SystemUser) throws {
        let new = path + ".new"
        unlink(new)
        let file = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw error(path, errno) }
        var text = text
        let written = text.withUTF8 { Glibc.write(file, $0.baseAddress, $0.count) }
        let code = errno
        close(file)
        guard written == text.utf8.count else { throw error(path, written < 0 ? code : ENOSPC) }
        guard chown(new, user.id, user.group) == 0, rename(new, path) == 0 else { throw error(path, errno) }
    }

    static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Megabytes free for ordinary users on the disk that holds `path`; nil if it cannot be told.
    static func freeMegabytes(_ path: String) -> UInt? {
        var facts = statvfs()
        guard statvfs(path, &facts) == 0 else { return nil }
        return UInt(facts.f_bavail) * UInt(facts.f_frsize) / 1_000_000
    }

    static func error(_ path: String, _ code: Int32) -> ClusterError {
        code == ENOSPC || code == EDQUOT
            ? .diskFull(folder: path) : .permission(path, String(cString: strerror(code)))
    }
}
