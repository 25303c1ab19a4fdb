internal import Synchronization

/// How much a line matters.
public enum LogLevel: Int, Sendable, Comparable, CaseIterable {
    case debug, info, warning, error
    /// Writes nothing.
    case off

    public static func < (a: LogLevel, b: LogLevel) -> Bool { a.rawValue < b.rawValue }

    /// `debug`, `info`, `warning`, `error`, `off`.
    public var name: String { String(describing: self) }
    public init?(name: some StringProtocol) {
        guard let level = LogLevel.allCases.first(where: { $0.name == name }) else { return nil }
        self = level
    }
}

/// The level of each area; may be changed at any time by any thread.
public final class LogLevels: Sendable {
    private struct State {
        var base: LogLevel
        var areas: [String: LogLevel] = [:]
    }
    private let state: Mutex<State>
    /// The lowest level any area writes, so that most suppressed lines cost one load.
    private let lowest: Atomic<Int>

    init(_ base: LogLevel) {
        state = Mutex(State(base: base))
        lowest = Atomic(base.rawValue)
    }

    /// The level of an area: its own, else that of the area it is part of, else the base.
    public func level(of area: String) -> LogLevel {
        state.withLock { state in
            var name = area[...]
            while !state.areas.isEmpty {
                if let level = state.areas[String(name)] { return level }
                guard let dot = name.lastIndex(of: ".") else { break }
                name = name[..<dot]
            }
            return state.base
        }
    }

    /// Sets the level of one area, or of all that have none of their own. A nil `level` removes the area's own.
    public func set(_ level: LogLevel?, of area: String? = nil) {
        state.withLock { state in
            if let area {
                state.areas[area] = level
            } else if let level {
                state.base = level
            }
            lowest.store(
                (state.areas.values.min().map { min($0, state.base) } ?? state.base).rawValue, ordering: .relaxed)
        }
    }

    /// Reads `info` or `info,postgres=debug,http=warning`. Throws `LogLevelError` naming the part it does not know.
    public func set(from text: String) throws {
        for part in text.split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = pair.last, let level = LogLevel(name: name) else {
                throw LogLevelError(part: String(part))
            }
            set(level, of: pair.count == 2 ? String(pair[0]) : nil)
        }
    }

    /// The base level and the areas that have their own.
    public var all: (base: LogLevel, areas: [String: LogLevel]) { state.withLock { ($0.base, $0.areas) } }

    func allow(_ level: LogLevel, in area: String) -> Bool {
        level.rawValue >= lowest.load(ordering: .relaxed) && level >= self.level(of: area)
    }
}

/// A log level that does not exist.
public struct LogLevelError: Error, CustomStringConvertible {
    public let part: String
    public var description: String {
        "“\(part)” is not a log level: write debug, info, warning, error or off, or area=level, separated by commas."
    }
}
