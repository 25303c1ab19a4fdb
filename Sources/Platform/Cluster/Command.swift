internal import CLinux
internal import Dispatch
internal import Glibc

/// Another program, run to its end.
struct Command {
    struct Result {
        /// The exit status; 128 + signal number if a signal ended it.
        let status: Int32
        /// Standard output and error, together.
        let output: String
    }

    let path: String
    let arguments: [String]

    /// Runs without a terminal, with no signal blocked and no file of ours open, in the C locale.
    /// `input` is the path of a file it reads as standard input.
    /// - Throws: `CommandError` if it cannot be started.
    func run(input: String = "/dev/null") async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            // Waiting blocks, so not on a thread that tasks share.
            DispatchQueue.global().async {
                continuation.resume(with: Swift.Result { try runBlocking(input: input) })
            }
        }
    }

    private func runBlocking(input: String) throws -> Result {
        var ends: [Int32] = [0, 0]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw CommandError(path: path, code: errno) }
        defer { close(ends[0]) }
        let spawned = Swift.Result { try spawn(input: input, output: ends[1]) }
        close(ends[1])
        let child = try spawned.get()
        let output = readAll(ends[0])
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7f
        return Result(status: signal == 0 ? (status >> 8) & 0xff : 128 + signal, output: output)
    }

    private func spawn(input: String, output: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let environment = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", "TZ=UTC"]
        var argv = ([path] + arguments).map { strdup($0) } + [nil]
        var envp = environment.map { strdup($0) } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, path, &actions, &attributes, &argv, &envp)
        guard code == 0 else { throw CommandError(path: path, code: code) }
        return child
    }

    private func readAll(_ descriptor: Int32) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }
}

/// A program that cannot be started.
struct CommandError: Error, CustomStringConvertible {
    let path: String
    let code: Int32
    var description: String { "\(path) cannot be started: \(String(cString: strerror(code)))" }
}
