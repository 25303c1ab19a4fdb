internal import Cluster
internal import Core
internal import Foundation
internal import Glibc
internal import Postgres

/// The program as it is typed: finds the command, runs it, and says in words what went wrong.
public enum CommandLineTool {
    /// What the process ends with.
    public enum ExitCode: Int32, Sendable {
        case done = 0
        /// The command ran and did not succeed; what went wrong is on standard error.
        case failed = 1
        /// It was typed wrongly.
        case usage = 2
        /// A setting does not hold.
        case settings = 3
        /// PostgreSQL is missing, down or refuses.
        case database = 4
    }

    /// Runs the command that `words` (without the program's name) ask for.
    public static func run(_ words: [String]) async -> ExitCode {
        signal(SIGPIPE, SIG_IGN)
        var arguments = Arguments(words)
        if arguments.rest == ["--version"] {
            print("mainline \(Version.number)")
            return .done
        }
        guard let name = arguments.word(), name != "help" else {
            print(overview)
            return words.isEmpty || words == ["--help"] || words == ["-h"] || words == ["help"] ? .done : .usage
        }
        guard let command = Command.all.first(where: { $0.name == name }) else {
            complain(
                "There is no command “\(name)”. The commands are: \(Command.all.map(\.name).joined(separator: ", ")).")
            return .usage
        }
        if arguments.flag("help") || arguments.flag("h") || arguments.rest.contains("-h") {
            print(command.name == "serve" ? command.help + "\n" + Settings.help : command.help)
            return .done
        }
        let isVerbose = arguments.flag("verbose")
        do {
            try await command.run(arguments)
            return .done
        } catch {
            return explain(error, command, isVerbose: isVerbose)
        }
    }

    private static func explain(_ error: any Error, _ command: Command, isVerbose: Bool) -> ExitCode {
        let (text, code): (String, ExitCode) =
            switch error {
            case let error as UsageError: ("\(error)\nSee mainline \(command.name) --help.", .usage)
            case let error as SettingsError: ("\(error)", .settings)
            case let error as ClusterError: ("\(error)", .database)
            case let error as MigrationError: ("\(error)", .database)
            case let error as PostgresError where error.isUnavailable:
                (
                    "PostgreSQL cannot be used: \(error.message)\n  What to do: check that it runs and that the connection string is right.",
                    .database
                )
            case let error as Problem: (error.description, .failed)
            case let error as ProgramError: ("\(error)", .failed)
            case is CommandFailed: ("", .failed)
            default: ("It did not work: \(error)", .failed)
            }
        if !text.isEmpty { complain(text) }
        if isVerbose { complain(String(reflecting: error)) }
        return code
    }

    private static func complain(_ text: String) { FileHandle.standardError.write(Data("mainline: \(text)\n".utf8)) }

    private static var overview: String {
        let width = Command.all.map(\.name.count).max() ?? 0
        let lines = Command.all.map {
            "  \($0.name.padding(toLength: width, withPad: " ", startingAt: 0))  \($0.summary)"
        }
        return """
            Mainline \(Version.number): one system on which a service business runs.

            Usage: mainline COMMAND [options]

            \(lines.joined(separator: "\n"))

            mainline COMMAND --help says more. --verbose adds the technical cause to a failure.
            Exit codes: 0 done, 1 failed, 2 typed wrongly, 3 a setting does not hold, 4 PostgreSQL.
            """
    }
}

/// A command has said itself what went wrong.
struct CommandFailed: Error {}
