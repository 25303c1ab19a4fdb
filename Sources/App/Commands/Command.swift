/// One command of the program.
struct Command: Sendable {
    let name: String
    /// One line for the list.
    let summary: String
    /// What follows the name, for its help.
    let usage: String
    /// Further help: options and examples.
    let details: String
    let run: @Sendable (Arguments) async throws -> Void

    init(
        _ name: String, _ summary: String, usage: String = "", details: String = "",
        run: @escaping @Sendable (Arguments) async throws -> Void
    ) {
        self.name = name
        self.summary = summary
        self.usage = usage
        self.details = details
        self.run = run
    }

    static let all: [Command] = [
        .serve, .migrate, .demo, .openapi, .user, .organisation, .operator, .key, .simulate, .doctor, .backup, .restore,
        .bench,
    ]

    var help: String {
        var text = "Usage: mainline \(name) \(usage.isEmpty ? "" : usage + " ")[settings]\n\n\(summary)\n"
        if !details.isEmpty { text += "\n\(details)\n" }
        return text + "\nSettings, such as --data DIR, are the same for every command: see mainline serve --help.\n"
    }
}
