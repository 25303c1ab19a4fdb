public import Core
internal import Glibc
internal import Synchronization

/// How log lines look.
public enum LogFormat: String, Sendable, CaseIterable {
    /// One JSON object per line.
    case json
    /// For a person at a terminal.
    case human
}

/// The one writer of a log: each line is one write(2), lines never mix.
public final class LogWriter: Sendable {
    public let levels: LogLevels
    let format: LogFormat
    let colours: Bool
    let clock: TimeSource
    private let sink: @Sendable (UnsafeRawBufferPointer) -> Void
    private let turn = Mutex(())

    /// Writes to standard error; `format` nil picks by whether that is a terminal.
    public init(format: LogFormat? = nil, level: LogLevel = .info, clock: TimeSource = .system) {
        let terminal = isatty(STDERR_FILENO) == 1
        self.format = format ?? (terminal ? .human : .json)
        colours = terminal && getenv("NO_COLOR") == nil
        levels = LogLevels(level)
        self.clock = clock
        sink = { LogWriter.writeToStandardError($0) }
    }

    /// Hands each line, with its line feed, to `sink`: for tests and tools.
    public init(
        format: LogFormat, level: LogLevel = .info, clock: TimeSource = .system,
        sink: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) {
        self.format = format
        colours = false
        levels = LogLevels(level)
        self.clock = clock
        self.sink = sink
    }

    func write(_ line: LogLine) {
        let writer = ByteWriter(capacity: 512)
        switch format {
        case .json: line.writeJSON(to: writer)
        case .human: line.writeHuman(to: writer, colours: colours)
        }
        turn.withLock { _ in sink(writer.bytes) }
    }

    /// A line that cannot be written is dropped: logging must never stop the work.
    private static func writeToStandardError(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = Glibc.write(STDERR_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}
