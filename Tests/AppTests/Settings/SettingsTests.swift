import Foundation
import Testing

@testable import App

@Suite struct SettingsTests {
    private func settings(
        _ arguments: [String] = [], environment: [String: String] = [:], file: String? = nil
    ) throws -> Settings {
        try Settings(arguments: arguments, environment: environment, file: file, path: "mainline.toml")
    }

    private func message(
        _ arguments: [String] = [], environment: [String: String] = [:], file: String? = nil
    ) -> String {
        do {
            _ = try settings(arguments, environment: environment, file: file)
            return "accepted"
        } catch { return "\(error)" }
    }

    @Test func everything_has_a_default() throws {
        let settings = try settings()
        #expect(settings.host == "127.0.0.1" && settings.port == 8080)
        #expect(settings.role == .all && settings.loops == nil && settings.carrier == .simulated)
        #expect(settings.databaseURL == nil && settings.publicURL == "http://127.0.0.1:8080")
        #expect(settings.sealingKeyFile == "./var/sealing.key")
    }

    @Test func the_command_line_goes_before_the_environment_and_that_before_the_file() throws {
        let file = "listen = \"127.0.0.1:1\"\nloops = 1\n[log]\nlevel = \"error\"\n"
        let environment = ["MAINLINE_LISTEN": "127.0.0.1:2", "MAINLINE_LOOPS": "2"]
        let settings = try settings(["--listen", "127.0.0.1:3"], environment: environment, file: file)
        #expect(settings.port == 3)
        #expect(settings.loops == 2)
        #expect(settings.logLevel == "error")
    }

    @Test func flags_are_set_and_taken_back() throws {
        #expect(try settings(["--demo"]).loadsDemo)
        #expect(try !settings(["--no-demo"], file: "demo = true").loadsDemo)
        #expect(try settings(["--demo=true"]).loadsDemo)
    }

    @Test func the_database_has_the_name_hosts_give_it() throws {
        #expect(try settings(environment: ["DATABASE_URL": "postgres://a"]).databaseURL == "postgres://a")
        let both = ["DATABASE_URL": "postgres://a", "MAINLINE_DATABASE_URL": "postgres://b"]
        #expect(try settings(environment: both).databaseURL == "postgres://b")
    }

    @Test func an_unknown_setting_is_named_with_the_nearest_known_one() {
        #expect(message(["--lisen", "x"]).contains("“--lisen” (command line). Did you mean “--listen”?"))
        #expect(
            message(environment: ["MAINLINE_LOG_LEVL": "x"]).contains("“MAINLINE_LOG_LEVL”"))
        #expect(message(environment: ["MAINLINE_LOG_LEVL": "x"]).contains("Did you mean “MAINLINE_LOG_LEVEL”?"))
        #expect(
            message(file: "\n[smtp]\nuri = \"x\"").contains(
                "“smtp.uri” (mainline.toml, line 3). Did you mean “smtp.url”?"))
        #expect(!message(["--quite-another-thing"]).contains("Did you mean"))
    }

    @Test(arguments: [
        (["--role", "boss"], "“role” (--role) expects all, web, worker, not “boss”"),
        (["--loops", "many"], "“loops” (--loops) expects a whole number from 0 to 256, not “many”"),
        (["--listen", "8080"], "such as 127.0.0.1:8080"), (["--listen"], "--listen needs a value"),
        (["--public-url", "crm.example.com"], "begins with https://"),
        (["--log-level", "loud"], "“loud” is not a log level"),
        (["--carrier-provider", "twilio"], "“carrier.account_sid”"),
    ])
    func a_wrong_value_is_told_with_its_place_and_what_to_write(arguments: [String], part: String) {
        #expect(message(arguments).contains(part))
    }

    @Test func secrets_are_not_shown_in_errors() {
        let said = message(file: "[stripe]\nsecret_key = 12345678")
        #expect(said.contains("stripe.secret_key") && !said.contains("12345678"))
    }

    @Test func payments_need_the_secret_that_confirms_them() {
        #expect(message(environment: ["MAINLINE_STRIPE_SECRET_KEY": "sk_1"]).contains("stripe.webhook_secret"))
    }

    @Test func addresses_and_lists_are_read_as_people_write_them() throws {
        let settings = try settings([
            "--listen", "[::1]:9", "--trusted-proxies", "10.0.0.0/8, 192.168.1.1", "--public-url",
            "https://a.example//",
        ])
        #expect(settings.host == "::1" && settings.port == 9)
        #expect(settings.trustedProxies == ["10.0.0.0/8", "192.168.1.1"])
        #expect(settings.publicURL == "https://a.example")
    }

    @Test func names_are_unique_and_each_setting_says_what_it_is_for() {
        #expect(Set(Setting.table.map(\.name)).count == Setting.table.count)
        #expect(Set(Setting.table.map(\.variable)).count == Setting.table.count)
        #expect(Setting.table.allSatisfy { $0.help.hasSuffix(".") })
    }

    /// docs/settings.md holds the table that the settings themselves give.
    @Test func the_document_is_in_step() throws {
        let document = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../docs/settings.md")
        let text = try String(contentsOf: document, encoding: .utf8)
        #expect(
            text.contains(Settings.documentation), "put this table into docs/settings.md:\n\(Settings.documentation)")
    }
}
