import Core
import Exports
import Testing

/// What leaves the program as CSV.
@Suite struct ExportWritingTests {
    private func written(_ value: ExportValue, _ kind: ExportColumn.Kind = .text) -> String {
        let out = ByteWriter()
        CSVWriter(columns: [ExportColumn("x", kind)], zone: .utc).write([value], to: out)
        return String(out.string.dropLast(1))
    }

    @Test(arguments: ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "\r=1"]) func text_is_never_a_formula(_ text: String) {
        #expect(written(.text(text)).drop { $0 == "\"" }.hasPrefix("'"))
    }

    @Test func numbers_in_columns_of_numbers_keep_their_sign() {
        #expect(written(.integer(-5), .number) == "-5")
        #expect(written(.money(Money(minor: -1250, .usd)), .money) == "-12.50")
        #expect(written(.decimal("-8.25"), .percent) == "-8.25")
        #expect(written(.text("+15125550142"), .phone) == "+15125550142")
        #expect(written(.text("+1-cmd"), .phone) == "'+1-cmd")
    }

    @Test func times_are_the_organisations_with_their_offset() throws {
        let time = try #require(Instant("2026-07-01T14:05:00Z"))
        let zone = try #require(Zone("America/Chicago"))
        #expect(CSVWriter.written(time, zone) == "2026-07-01T09:05:00-05:00")
    }
}
