internal import Foundation

extension Command {
    static let bench = Command(
        "bench", "Measure this machine's Mainline against PostgreSQL itself.",
        usage: "[--only CASE] [--seconds N] [--rounds N] [--connections N] [--rows N] [--report FILE]",
        details: """
            Makes an installation of its own in a temporary folder, serves from a process of its own, and puts each rate beside
            what pgbench reaches with the same statements. Needs wrk and pgbench: apt-get install wrk postgresql-contrib.

            --only CASE      \(BenchRun.names.joined(separator: ", "))
            --seconds N      of each round, at most 10; 2 if not given
            --rounds N       server and limit in turn, the medians count; 3 if not given
            --connections N  64 if not given
            --rows N         leads for the case rows, 10000000 is the bar's; customers and deals for workspace, 1000000
            --report FILE    the figures as JSON

            mainline bench --only api-point --seconds 3
            mainline bench --rows 10000000 --only rows
            mainline bench --rows 1000000 --only workspace

            It exits with 0 even where a bar is missed; 1 means that a case could not run.
            """
    ) { arguments in
        var arguments = arguments
        if arguments.flag("worker") { return try await JobBench.work(try arguments.settings()) }
        let options = try BenchOptions(&arguments)
        guard !arguments.rest.contains(where: { $0.hasPrefix("--data") || $0.hasPrefix("--listen") }) else {
            throw UsageError("The benchmark makes a database of its own: it takes neither --data nor --listen.")
        }
        let machine = Machine.description
        for (name, value) in machine { print("\(name): \(value)") }
        let say: @Sendable (String) -> Void = { FileHandle.standardError.write(Data("\($0)\n".utf8)) }
        let place = try await BenchPlace(options, rest: arguments.rest, say: say)
        defer { place.remove() }
        let results = try await BenchRun(options: options, place: place, say: say).run()
        print("\n" + BenchReport.table(results))
        if let path = options.report { try BenchReport.write(results, machine: machine, to: path) }
    }
}
