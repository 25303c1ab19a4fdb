import Testing

@testable import App

@Suite struct PublicSimulationTests {
    private func settings(_ arguments: [String]) throws -> Settings {
        try Settings(arguments: arguments, environment: [:], file: nil, path: "mainline.toml")
    }

    @Test func simulated_providers_do_not_start_in_public() throws {
        let settings = try settings(["--public-url", "https://crm.example.com"])
        #expect(throws: ProgramError.self) { try settings.refuseSimulationInPublic() }
    }

    @Test(arguments: [
        [], ["--public-url", "http://127.0.0.1:8080"], ["--public-url", "https://crm.example.com", "--demo"],
    ]) func a_trial_starts(arguments: [String]) throws {
        try settings(arguments).refuseSimulationInPublic()
    }
}
