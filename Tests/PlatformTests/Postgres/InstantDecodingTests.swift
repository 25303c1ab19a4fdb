import Core
import Postgres
import Testing

@Suite struct InstantDecodingTests {
    @Test(arguments: [
        "1970-01-01 00:00:00+00", "2000-02-29 23:59:59+00", "2026-03-01 14:05:00.25+00",
        "1969-12-31 23:59:59.999999+00",
        "2100-03-01 00:00:00.000001+00", "1600-02-29 12:00:00+00",
    ])
    func reads_what_PostgreSQL_sends_as_the_general_reader_does(text: String) {
        let bytes = Array(text.utf8)
        #expect(bytes.withUnsafeBufferPointer { Instant(postgres: $0) } == Instant(text))
    }

    @Test(arguments: ["2026-13-01 00:00:00+00", "2026-03-01 14:05", "infinity", ""])
    func refuses_what_is_no_time(text: String) {
        let bytes = Array(text.utf8)
        #expect(bytes.withUnsafeBufferPointer { Instant(postgres: $0) } == nil)
    }
}
