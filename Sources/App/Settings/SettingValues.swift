internal import Telemetry

/// The value of each setting, checked against its kind.
struct SettingValues {
    private let written: [String: SettingSources.Written]

    /// - Throws: `SettingsError` for the first value that does not fit.
    init(_ sources: SettingSources) throws {
        var all: [String: SettingSources.Written] = [:]
        for setting in Setting.table {
            guard
                let value = sources.written[setting.name]
                    ?? setting.standard.map({ SettingSources.Written(value: $0, place: "default") })
            else { continue }
            guard SettingValues.fits(value.value, setting.kind) else {
                throw SettingsError.wrong(setting, value.value, in: value.place)
            }
            all[setting.name] = value
        }
        written = all
    }

    func text(_ name: String) -> String { written[name]?.value ?? "" }
    /// nil if not set or empty.
    func optional(_ name: String) -> String? { written[name].flatMap { $0.value.isEmpty ? nil : $0.value } }
    func whole(_ name: String) -> Int { Int(text(name)) ?? 0 }
    func flag(_ name: String) -> Bool { text(name) == "true" }
    func list(_ name: String) -> [String] {
        text(name).split(separator: ",").map { String($0.trimmingPrefix(while: \.isWhitespace)) }.map {
            String($0.reversed().drop(while: \.isWhitespace).reversed())
        }.filter { !$0.isEmpty }
    }

    /// `127.0.0.1:8080`, `[::1]:8080`.
    func address(_ name: String) throws -> (host: String, port: UInt16) {
        let value = text(name)
        guard let colon = value.lastIndex(of: ":"), let port = UInt16(value[value.index(after: colon)...]) else {
            throw wrong(name, "expects an address and a port, such as 127.0.0.1:8080")
        }
        var host = value[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { throw wrong(name, "expects an address before the port, such as 0.0.0.0:\(port)") }
        return (String(host), port)
    }

    /// An http or https address without a path's last slash.
    func webAddress(_ name: String) throws -> String? {
        guard var value = optional(name) else { return nil }
        guard ["https://", "http://"].contains(where: { value.hasPrefix($0) && value.count > $0.count }) else {
            throw wrong(name, "expects an address that begins with https:// or http://")
        }
        while value.hasSuffix("/") { value.removeLast() }
        return value
    }

    func logLevel(_ name: String) throws -> String {
        let writer = LogWriter(format: .json) { _ in }
        do { try writer.levels.set(from: text(name)) } catch let error as LogLevelError {
            throw wrong(name, "cannot be used: \(error)")
        }
        return text(name)
    }

    private func wrong(_ name: String, _ why: String) -> SettingsError {
        SettingsError("The setting “\(name)” (\(written[name]?.place ?? "default")) \(why).")
    }

    private static func fits(_ value: String, _ kind: Setting.Kind) -> Bool {
        switch kind {
        case .text, .list: true
        case .whole(let range): Int(value).map { range.contains($0) } ?? false
        case .flag: value == "true" || value == "false"
        case .choice(let choices): choices.contains(value)
        }
    }
}
