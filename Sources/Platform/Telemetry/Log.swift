internal import Core

/// Where lines about what happens are written: a value that carries what it already knows (area, correlation id,
/// organisation, call) and is passed as a parameter like everything else.
///
///     log.info("appointment booked", ["appointment": .text(id), "phone": .personal(phone)])
public struct Log: Sendable {
    /// The part of Mainline that speaks: `http`, `postgres.pool`, `jobs`, …
    public private(set) var area: String
    public private(set) var correlation: String?
    public private(set) var organisation: String?
    public private(set) var call: String?
    private let writer: LogWriter

    public init(area: String = "mainline", to writer: LogWriter) {
        self.area = area
        self.writer = writer
    }

    /// A log that writes nothing.
    public static let silent = Log(to: LogWriter(format: .json, level: .off) { _ in })

    /// The same log, speaking for another area. A dot makes an area of an area, which follows its parent's level.
    public func area(_ name: String) -> Log { changed { $0.area = name } }
    public func with(correlation: String) -> Log { changed { $0.correlation = correlation } }
    public func with(organisation: some CustomStringConvertible) -> Log {
        changed { $0.organisation = organisation.description }
    }
    public func with(call: some CustomStringConvertible) -> Log { changed { $0.call = call.description } }

    /// Levels, changeable while running.
    public var levels: LogLevels { writer.levels }

    public func debug(_ message: @autoclosure () -> String, _ fields: @autoclosure () -> LogFields = [:]) {
        write(.debug, message, fields)
    }
    public func info(_ message: @autoclosure () -> String, _ fields: @autoclosure () -> LogFields = [:]) {
        write(.info, message, fields)
    }
    /// Something to look at; the work went on.
    public func warning(_ message: @autoclosure () -> String, _ fields: @autoclosure () -> LogFields = [:]) {
        write(.warning, message, fields)
    }
    /// Something failed for good.
    public func error(_ message: @autoclosure () -> String, _ fields: @autoclosure () -> LogFields = [:]) {
        write(.error, message, fields)
    }

    private func write(_ level: LogLevel, _ message: () -> String, _ fields: () -> LogFields) {
        guard writer.levels.allow(level, in: area) else { return }
        writer.write(
            LogLine(
                time: writer.clock.now, level: level, area: area, message: message(), correlation: correlation,
                organisation: organisation, call: call, fields: fields()))
    }

    private func changed(_ change: (inout Log) -> Void) -> Log {
        var copy = self
        change(&copy)
        return copy
    }
}

/// Named values of one line, in the order written.
public typealias LogFields = KeyValuePairs<String, LogValue>
