internal import Core
internal import HTTPClient
internal import Postgres

/// Whether the time of a refused sign-in tells if there is such an account.
struct SignInBench: Sendable {
    let place: BenchPlace
    let http: HTTPClient
    let say: @Sendable (String) -> Void

    /// Tries of each kind. With so many, chance alone leads further than a tenth from a half once in ten thousand times.
    private static let tries = 200
    /// Kept below what one address may ask in a minute.
    private static let pause: Duration = .milliseconds(60)

    /// Gives how often an account that exists took longer than one that does not, over all pairs of tries: a half, if the
    /// time tells nothing (the area under the curve of the best guesser).
    func run() async throws -> [BenchResult] {
        say("\(2 * Self.tries) refused sign-ins …")
        let session = try BlockingSession(place.logins.system)
        var (known, unknown): ([Double], [Double]) = ([], [])
        for number in 0..<(2 * Self.tries + 10) {
            // Else the waits that guessing brings would be measured.
            try session.run("delete from sign_in_attempts")
            let exists = number.isMultiple(of: 2)
            let time = try await refused(exists ? BenchPlace.email : "nobody\(number)@bench.example")
            // The first ones open connections.
            if number < 10 { continue }
            if exists { known.append(time) } else { unknown.append(time) }
        }
        let longer = known.reduce(0.0) { sum, time in
            sum + unknown.reduce(0.0) { $0 + (time > $1 ? 1 : time == $1 ? 0.5 : 0) }
        }
        let share = longer / Double(known.count * unknown.count)
        return [
            BenchResult(name: "refused sign-in, median", measured: BenchRun.median(known + unknown), unit: "ms"),
            BenchResult(
                name: "  an account that exists takes longer, share of pairs", measured: share, unit: "",
                bar: "0.40 to 0.60", passed: (0.4...0.6).contains(share)),
        ]
    }

    /// Milliseconds until the password was refused.
    private func refused(_ email: String) async throws -> Double {
        try await Task.sleep(for: Self.pause)
        let form = "email=\(email.replacing("@", with: "%40"))&password=not-the-password-at-all"
        let request = OutgoingRequest(
            .post, place.url + "/sign-in", headers: [.init("Content-Type", "application/x-www-form-urlencoded")],
            body: Array(form.utf8), addresses: .any)
        let sent = ContinuousClock.now
        let answer = try await http.send(request)
        let time = Double(sent.duration(to: .now).microseconds) / 1000
        guard answer.status == 422 else {
            throw ProgramError("A wrong password was answered with \(answer.status).", "Look at the server's log.")
        }
        return time
    }
}
