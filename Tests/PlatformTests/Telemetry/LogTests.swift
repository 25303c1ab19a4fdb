import Core
import Synchronization
import Telemetry
import Testing

@Suite struct LogTests {
    private final class Lines: Sendable {
        private let kept = Mutex<[String]>([])
        func writer(_ format: LogFormat = .json) -> LogWriter {
            LogWriter(format: format, clock: .fixed(Instant(seconds: 0))) { bytes in
                self.kept.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) }
            }
        }
        var all: [String] { kept.withLock { $0 } }
    }

    @Test func a_line_is_one_json_object_with_what_the_log_knows() throws {
        let lines = Lines()
        let log = Log(area: "calls", to: lines.writer()).with(correlation: "c1").with(organisation: "o1").with(
            call: "k1")
        log.info("call \"answered\"\n", ["seconds": 1.5, "count": 2, "ok": true])
        let line = try #require(lines.all.first)
        #expect(line.hasSuffix("}\n") && !line.dropLast().contains("\n"))
        #expect(
            try JSON(parsing: line) == [
                "time": "1970-01-01T00:00:00Z", "level": "info", "area": "calls", "message": "call \"answered\"\n",
                "correlation": "c1", "organisation": "o1", "call": "k1", "seconds": 1.5, "count": 2, "ok": true,
            ])
    }

    @Test func personal_values_and_secrets_are_never_written() {
        let lines = Lines()
        for format in LogFormat.allCases {
            Log(to: lines.writer(format)).info(
                "x", ["phone": .personal("+15551234"), "api_token": "tok-1", "Authorization": "Bearer abc"])
        }
        #expect(lines.all.count == 2)
        for line in lines.all {
            #expect(line.contains("[personal]") && line.contains("[secret]"))
            #expect(!line.contains("+1555") && !line.contains("tok-1") && !line.contains("abc"))
        }
    }

    @Test func a_field_cannot_pass_for_a_member_of_the_line() throws {
        let lines = Lines()
        Log(to: lines.writer()).info("x", ["level": "error"])
        let line = try JSON(parsing: try #require(lines.all.first))
        #expect(line["level"] == "info")
        #expect(line["field_level"] == "error")
    }

    @Test func control_characters_cannot_forge_a_line_for_people() {
        let lines = Lines()
        Log(to: lines.writer(.human)).warning("one\ntwo\u{1B}[2J", ["name": "a\nb"])
        #expect(lines.all == ["00:00:00 WARNING mainline: one two [2J name=\"a\\nb\"\n"])
    }

    @Test func an_area_follows_its_own_level_then_its_parents() throws {
        let lines = Lines()
        let log = Log(to: lines.writer())
        try log.levels.set(from: "warning,postgres=debug,postgres.pool=off")
        log.info("no")
        log.area("postgres.query").debug("yes")
        log.area("postgres.pool").error("no")
        #expect(lines.all.count == 1)
        log.levels.set(nil, of: "postgres")
        log.area("postgres.query").debug("no")
        log.levels.set(.info)
        log.info("yes")
        #expect(lines.all.count == 2)
    }

    @Test func an_unknown_level_is_named() {
        let log = Log(to: Lines().writer())
        #expect { try log.levels.set(from: "info,http=loud") } throws: { "\($0)".contains("http=loud") }
    }

    @Test func a_suppressed_line_costs_no_text() {
        let log = Log(to: Lines().writer())
        log.debug(
            {
                Issue.record("the message was made"); return ""
            }())
    }
}
