internal import Core

/// One line of the log, before it becomes bytes.
struct LogLine {
    let time: Instant
    let level: LogLevel
    let area: String
    let message: String
    let correlation: String?
    let organisation: String?
    let call: String?
    let fields: LogFields

    func writeJSON(to out: ByteWriter) {
        out.append("{\"time\":" as StaticString)
        out.appendJSONString(time.description)
        member("level", level.name, to: out)
        member("area", area, to: out)
        member("message", message, to: out)
        if let correlation { member("correlation", correlation, to: out) }
        if let organisation { member("organisation", organisation, to: out) }
        if let call { member("call", call, to: out) }
        for (name, value) in fields {
            out.append(UInt8(ascii: ","))
            // A field may not pass for one of the line's own members.
            out.appendJSONString(LogLine.own.contains(name) ? "field_" + name : name)
            out.append(UInt8(ascii: ":"))
            out.json(LogLine.json(name, value))
        }
        out.append("}\n" as StaticString)
    }

    func writeHuman(to out: ByteWriter, colours: Bool) {
        let clock = time.description.split(separator: "T").last.map { $0.prefix(8) } ?? ""
        let label = level.name.uppercased()
        out.append("\(clock) ")
        out.append(colours ? "\u{1B}[\(LogLine.colour(level))m\(label)\u{1B}[0m" : label)
        out.append(String(repeating: " ", count: max(1, 8 - label.count)))
        out.append("\(area): \(LogLine.printable(message))")
        let own: [(String, String?)] = [("correlation", correlation), ("organisation", organisation), ("call", call)]
        for case (let name, let value?) in own { out.append(" \(name)=\(value)") }
        for (name, value) in fields {
            out.append(" \(name)=")
            switch LogLine.json(name, value) {
            case .string(let text)
            where !text.isEmpty && !text.contains(where: { $0 == " " || $0 == "\"" || $0.isNewline }):
                out.append(LogLine.printable(text))
            case let other: out.json(other)
            }
        }
        out.append(UInt8(ascii: "\n"))
    }

    private static let own: Set<String> = ["time", "level", "area", "message", "correlation", "organisation", "call"]

    private func member(_ name: String, _ value: String, to out: ByteWriter) {
        out.append(UInt8(ascii: ","))
        out.appendJSONString(name)
        out.append(UInt8(ascii: ":"))
        out.appendJSONString(value)
    }

    private static func json(_ name: String, _ value: LogValue) -> JSON {
        if LogValue.isSecret(name) { return .string(LogValue.secret) }
        return switch value {
        case .string(let text): .string(text)
        case .int(let number): .int(number)
        case .double(let number): .double(number)
        case .bool(let flag): .bool(flag)
        case .personal: .string(LogValue.redacted)
        }
    }

    private static func colour(_ level: LogLevel) -> Int {
        switch level {
        case .debug, .off: 90
        case .info: 36
        case .warning: 33
        case .error: 31
        }
    }

    /// Control characters could forge lines or drive the terminal.
    private static func printable(_ text: String) -> String {
        text.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
            ? String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }))
            : text
    }
}
