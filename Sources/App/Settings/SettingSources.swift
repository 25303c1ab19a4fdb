/// Collects what was written for each setting, and where: the command line goes before the environment, that before the
/// file, that before the default.
struct SettingSources {
    struct Written {
        let value: String
        /// For messages: `--listen`, `MAINLINE_LISTEN`, `mainline.toml, line 3`.
        let place: String
    }

    private(set) var written: [String: Written] = [:]
    private let table: [Setting]

    init(table: [Setting]) { self.table = table }

    /// The file goes first, as later sources take the place of earlier ones.
    /// - Throws: `SettingsError`.
    mutating func add(file text: String, path: String) throws {
        for entry in try SettingsFile.read(text, path: path) {
            let place = "\(path), line \(entry.line)"
            guard let setting = table.first(where: { $0.name == entry.name }) else {
                throw SettingsError.unknown(
                    entry.name, in: place, near: Spelling.nearest(to: entry.name, among: table.map(\.name)))
            }
            written[setting.name] = Written(
                value: try SettingSources.text(entry.value, for: setting, in: place), place: place)
        }
    }

    /// Variables that begin with `MAINLINE_`, and the few other names hosts know; empty ones count as not set.
    mutating func add(environment: [String: String]) throws {
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) where !value.isEmpty {
            if let setting = table.first(where: { $0.variable == name }) {
                written[setting.name] = Written(value: value, place: name)
            } else if let setting = table.first(where: { $0.otherVariable == name }) {
                // MAINLINE_DATABASE_URL, if there, is the more exact one.
                if environment[setting.variable, default: ""].isEmpty {
                    written[setting.name] = Written(value: value, place: name)
                }
            } else if name.hasPrefix("MAINLINE_"), name != Settings.fileVariable {
                throw SettingsError.unknown(
                    name, in: "environment", near: Spelling.nearest(to: name, among: table.map(\.variable)))
            }
        }
    }

    /// `--name value`, `--name=value`, and for flags `--name` and `--no-name`.
    mutating func add(arguments: [String]) throws {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let flag = parts[0]
            if let setting = table.first(where: { $0.flag == flag }) {
                var value = parts.count == 2 ? parts[1] : nil
                if value == nil { value = setting.kind == .flag ? "true" : rest.popFirst() }
                guard let value else { throw SettingsError("\(flag) needs a value: \(setting.expects).") }
                written[setting.name] = Written(value: value, place: flag)
            } else if flag.hasPrefix("--no-"), parts.count == 1,
                let setting = table.first(where: { $0.kind == .flag && $0.flag == "--" + flag.dropFirst(5) })
            {
                written[setting.name] = Written(value: "false", place: flag)
            } else {
                throw SettingsError.unknown(
                    flag, in: "command line", near: Spelling.nearest(to: flag, among: table.map(\.flag)))
            }
        }
    }

    private static func text(_ value: SettingsFile.Value, for setting: Setting, in place: String) throws -> String {
        switch (value, setting.kind) {
        case (.text(let text), .text), (.text(let text), .choice): return text
        case (.whole(let number), .whole): return String(number)
        case (.flag(let flag), .flag): return String(flag)
        case (.list(let list), .list): return list.joined(separator: ",")
        case (.text(let text), _): throw SettingsError.wrong(setting, text, in: place)
        case (.whole(let number), _): throw SettingsError.wrong(setting, String(number), in: place)
        case (.flag(let flag), _): throw SettingsError.wrong(setting, String(flag), in: place)
        case (.list, _): throw SettingsError.wrong(setting, "an array", in: place)
        }
    }
}
