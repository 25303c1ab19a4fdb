extension Settings {
    /// Whether an installation that others reach would take calls, texts and payments that nobody made.
    var offersSimulation: Bool {
        guard carrier == .simulated, !loadsDemo, !simulates else { return false }
        return publicURL.hasPrefix("https://") && !publicURL.hasPrefix("https://localhost")
    }

    /// Simulated providers sign with secrets of this very machine, which is right for a trial and for nothing else: where
    /// people and carriers come from outside, real credentials are set or nothing starts. Throws `ProgramError`.
    func refuseSimulationInPublic() throws {
        guard offersSimulation else { return }
        throw ProgramError(
            "The carrier and card payments are simulated, but public_url is \(publicURL).",
            "Set carrier.provider = \"twilio\" with its credentials. To only look around, start without public_url or "
                + "with --demo.")
    }
}
