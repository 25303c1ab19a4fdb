internal import Core
internal import Foundation
internal import Postgres

/// pgbench, sending the very statements that the server sends: prepared, in one pipeline each time, from eight clients.
struct PostgresLimit: Sendable {
    let folder: String
    /// Connection string of the application's role.
    let conninfo: String
    let seconds: Int

    /// Transactions a second. Throws `ProgramError` if pgbench is missing or fails.
    func rate(_ statements: [(text: String, values: [String?])]) async throws -> Double {
        var script = "\\startpipeline\n"
        var variables: [String] = []
        var count = 0
        for statement in statements {
            var text = statement.text.replacing("\n", with: " ")
            for (index, value) in statement.values.enumerated().reversed() {
                if let value, !value.isEmpty {
                    count += 1
                    variables += ["-D", "p\(count)=\(value)"]
                    text = text.replacing("$\(index + 1)", with: ":p\(count)")
                } else {
                    text = text.replacing("$\(index + 1)", with: value == nil ? "null" : "''")
                }
            }
            script += text + ";\n"
        }
        script += "\\endpipeline\n"
        let path = folder + "/" + UUID().uuidString + ".sql"
        try Data(script.utf8).write(to: URL(fileURLWithPath: path))
        let answer = try await ChildProgram.run(
            "/usr/bin/pgbench",
            ["-n", "-M", "prepared", "-c", "8", "-j", "2", "-T", "\(seconds)", "-f", path] + variables + [conninfo],
            folder: folder, package: "postgresql-contrib", limit: .seconds(seconds + 20))
        guard let line = answer.split(separator: "\n").first(where: { $0.hasPrefix("tps = ") }),
            let rate = line.dropFirst(6).split(separator: " ").first.flatMap({ Double($0) })
        else { throw ProgramError("pgbench's answer is not understood.", "It said: \(answer)") }
        return rate
    }
}
