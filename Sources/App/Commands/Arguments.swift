internal import Foundation

/// What was typed after a command's name. A command takes its own options out; the rest are settings.
struct Arguments: Sendable {
    private(set) var rest: [String]

    init(_ words: [String]) { rest = words }

    /// Takes `--name value` or `--name=value` out. Throws `UsageError` if the value is missing.
    mutating func option(_ name: String) throws -> String? {
        for (index, word) in rest.enumerated() {
            if word == "--" + name {
                guard index + 1 < rest.count, !rest[index + 1].hasPrefix("--") else {
                    throw UsageError("--\(name) needs a value.")
                }
                let value = rest[index + 1]
                rest.removeSubrange(index...index + 1)
                return value
            }
            if word.hasPrefix("--\(name)=") {
                rest.remove(at: index)
                return String(word.dropFirst(name.count + 3))
            }
        }
        return nil
    }

    /// Throws `UsageError` if the option is missing.
    mutating func required(_ name: String, _ what: String) throws -> String {
        guard let value = try option(name) else { throw UsageError("--\(name) is needed: \(what).") }
        return value
    }

    /// A whole number of at least `minimum`. Throws `UsageError`.
    mutating func number(_ name: String, default standard: Int, minimum: Int = 1) throws -> Int {
        guard let text = try option(name) else { return standard }
        guard let value = Int(text), value >= minimum else {
            throw UsageError("--\(name) must be a number of at least \(minimum), not “\(text)”.")
        }
        return value
    }

    /// Takes `--name` out; true if it was there.
    mutating func flag(_ name: String) -> Bool {
        guard let index = rest.firstIndex(of: "--" + name) else { return false }
        rest.remove(at: index)
        return true
    }

    /// Takes the first word that is no option out.
    mutating func word() -> String? {
        guard let first = rest.first, !first.hasPrefix("-") else { return nil }
        rest.removeFirst()
        return first
    }

    /// What is left, as settings. Throws `SettingsError`.
    func settings() throws -> Settings {
        try Settings.load(arguments: rest, environment: ProcessInfo.processInfo.environment)
    }
}

/// A command was typed wrongly.
struct UsageError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
