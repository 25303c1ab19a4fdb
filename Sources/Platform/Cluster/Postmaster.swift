internal import CLinux
internal import Glibc

/// A running server, as its `postmaster.pid` tells: process, data folder, start, port, socket folder, address, memory,
/// state, one per line.
struct Postmaster: Equatable {
    let process: pid_t
    let socketDirectory: String
    let isReady: Bool

    /// The server that runs on `data`; nil if there is none.
    /// - Throws: `ClusterError` when a file left behind by a crash cannot be removed.
    static func running(on data: String) throws -> Postmaster? {
        let file = data + "/postmaster.pid"
        guard let text = Folder.read(file) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let process = lines.first.flatMap({ pid_t($0) }), process > 1, works(process, in: data) else {
            // The number may belong to another program by now, for which PostgreSQL would wait in vain.
            guard unlink(file) == 0 || errno == ENOENT else { throw Folder.error(file, errno) }
            return nil
        }
        return Postmaster(
            process: process, socketDirectory: lines.count > 4 ? String(lines[4]) : "",
            isReady: lines.count > 7 && lines[7].hasPrefix("ready"))
    }

    var isAlive: Bool {
        // As process 1 of a container we inherit it and must reap it.
        if waitpid(process, nil, WNOHANG) == process { return false }
        return kill(process, 0) == 0
    }

    /// PostgreSQL works inside its data folder, which tells it from a program that got the same number later.
    private static func works(_ process: pid_t, in data: String) -> Bool {
        guard kill(process, 0) == 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = buffer.withUnsafeMutableBytes { bytes in
            readlink("/proc/\(process)/cwd", bytes.baseAddress!.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        return count > 0 && String(decoding: buffer[..<count], as: UTF8.self) == data
    }
}
