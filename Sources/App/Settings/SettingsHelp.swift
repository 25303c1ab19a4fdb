extension Settings {
    /// The options part of `mainline serve --help`.
    public static var help: String {
        Setting.table.map { setting in
            let value = setting.kind == .flag ? "" : " …"
            let standard = setting.standard.map { $0.isEmpty ? "" : " [\($0)]" } ?? ""
            return "  \(setting.flag)\(value)\(standard)\n" + wrapped(setting.help, width: 88, indent: "      ")
        }.joined(separator: "\n")
            + "\n\nEach may also be set in the environment (--log-level as MAINLINE_LOG_LEVEL) or in "
            + "mainline.toml;\nthe command line goes before the environment, that before the file. See docs/settings.md.\n"
    }

    /// The table in docs/settings.md.
    public static var documentation: String {
        let head =
            "| In mainline.toml | On the command line | In the environment | Default | Meaning |\n|---|---|---|---|---|\n"
        return head
            + Setting.table.map { setting in
                let variables = [setting.otherVariable, setting.variable].compactMap { $0.map { "`\($0)`" } }
                let standard = setting.standard.map { $0.isEmpty ? "none" : "`\($0)`" } ?? "none"
                let choices =
                    if case .choice(let names) = setting.kind { " One of \(names.joined(separator: ", "))." } else {
                        ""
                    }
                let secret = setting.isSecret ? " Secret: never printed or logged." : ""
                return
                    "| `\(setting.name)` | `\(setting.flag)` | \(variables.joined(separator: " or ")) | \(standard) | "
                    + "\(setting.help)\(choices)\(secret) |\n"
            }.joined()
    }

    private static func wrapped(_ text: String, width: Int, indent: String) -> String {
        var lines = [indent]
        for word in text.split(separator: " ") {
            if lines[lines.count - 1].count + word.count + 1 > width { lines.append(indent) }
            lines[lines.count - 1] += (lines[lines.count - 1] == indent ? "" : " ") + word
        }
        return lines.joined(separator: "\n")
    }
}
