import Core
import Testing

@Suite struct JSONReaderTests {
    @Test func reads_every_kind_of_value() throws {
        let text =
            #" {"a":[1,-2.5,1e3,1.0,-0,9223372036854775807,18446744073709551616],"b":{"c":null,"d":true,"e":false},"f":"x"} "#
        let read = try JSON(parsing: text)
        #expect(
            read["a"]
                == .array([
                    .int(1), .double(-2.5), .int(1000), .int(1), .int(0), .int(.max), .double(18446744073709551616),
                ]))
        #expect(read["b"] == ["c": nil, "d": true, "e": false])
        #expect(read["f"] == "x")
        for scalar in ["7", "\"a\"", "null", "[]", "{}", "\u{FEFF}[]", "\t[\r\n]"] { _ = try JSON(parsing: scalar) }
    }

    @Test func reads_every_escape() throws {
        #expect(
            try JSON(parsing: #""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00é😀""#) == .string("\"\\/\u{8}\u{C}\n\r\té😀é😀"))
    }

    @Test(arguments: [
        "", " ", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}",
        "{'a':1}", "[1 2]", "1 2", "nul", "truee",
        "01", "-", "+1", ".5", "1.", "1e", "1-1", "0x1", "NaN", "Infinity", "1e999", "\"a", "\"\\x\"", "\"\\u12\"",
        "\"\\ud800\"", "\"\\udc00\"",
        "\"\\ud800\\u0041\"", "\"a\nb\"", "\"a\u{0}b\"", "// a\n1", "{\"a\":1,\"a\":2}", "[1]x", "\u{FEFF}",
    ]) func refuses_what_is_no_json(_ text: String) {
        #expect { try JSON(parsing: text) } throws: { ($0 as? Problem)?.code == "malformed_json" }
    }

    @Test func refuses_bytes_that_are_no_text() {
        #expect(throws: Problem.self) { try JSON(parsing: [0x22, 0xFF, 0x22]) }
    }

    /// A reader that tries one kind of value after another, or that goes back, takes minutes for these.
    @Test(.timeLimit(.minutes(1))) func what_is_deep_or_long_costs_what_it_is_long() throws {
        let numbers = String(repeating: "1,", count: 100_000) + "1"
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + numbers + String(repeating: "]", count: depth)
        }
        _ = try JSON(parsing: nested(100))
        #expect(throws: Problem.self) { try JSON(parsing: nested(400)) }
        #expect(throws: Problem.self) { try JSON(parsing: String(repeating: "[", count: 1_000_000)) }
        #expect(throws: Problem.self) { try JSON(parsing: String(repeating: "{\"a\":", count: 200_000)) }
        #expect(throws: Problem.self) { try JSON(parsing: String(repeating: "9", count: 1_000_000)) }
    }

    @Test func gives_back_what_is_written() throws {
        var numbers = SystemRandomNumberGenerator()
        func value(_ depth: Int) -> JSON {
            switch Int.random(in: 0..<(depth > 4 ? 5 : 7), using: &numbers) {
            case 0: .null
            case 1: .bool(.random(using: &numbers))
            case 2: .int(.random(in: .min ... .max, using: &numbers))
            case 3: .double(Double.random(in: -1e9...1e9, using: &numbers) + 0.5)
            case 4: .string(String("a\"\\\n\u{1}é😀".shuffled(using: &numbers)))
            case 5: .array((0..<3).map { _ in value(depth + 1) })
            default: .object(["a": value(depth + 1), "\"b": value(depth + 1)])
            }
        }
        for _ in 0..<300 {
            let written = value(0)
            #expect(try JSON(parsing: written.text).text == written.text)
        }
    }
}
