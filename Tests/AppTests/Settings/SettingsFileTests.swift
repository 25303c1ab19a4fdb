import Testing

@testable import App

@Suite struct SettingsFileTests {
    private func read(_ text: String) throws -> [String: SettingsFile.Value] {
        Dictionary(uniqueKeysWithValues: try SettingsFile.read(text, path: "m.toml").map { ($0.name, $0.value) })
    }

    @Test func reads_tables_strings_numbers_booleans_arrays_and_comments() throws {
        let text = #"""
            # all of it
            plain = "with \"quotes\", a tab\t and \u00e9" # behind
            taken = 'as it \is'
            number = 1_000
            flag = true
            [one.two]
            list = [
                "a", # first
                'b',
            ]
            a.b = -1
            """#
        #expect(
            try read(text) == [
                "plain": .text("with \"quotes\", a tab\t and é"), "taken": .text(#"as it \is"#), "number": .whole(1000),
                "flag": .flag(true), "one.two.list": .list(["a", "b"]), "one.two.a.b": .whole(-1),
            ])
        #expect(try read("a = 1\r\nb = 2\r\n") == ["a": .whole(1), "b": .whole(2)])
        #expect(try read("") == [:])
    }

    @Test(arguments: [
        ("a = 1\nb", 2, "“=” is missing"), ("a = b", 1, "“b” is no string in quotes"), ("a = \"b", 1, "closing quote"),
        ("a = 1 b = 2", 1, "one setting to a line"), ("a = 1\na = 2", 2, "first in line 1"),
        ("[a]\n[a]", 2, "[a] is there twice"), ("[a\nb = 1", 1, "ends with ]"), ("a = [1]", 1, "strings in quotes"),
        ("a = [\"b\" \"c\"]", 1, "“,” or “]”"), ("a = \"\\q\"", 1, "\\q is no escape"), ("a = 1.5", 1, "“1.5”"),
        ("a = \"\"\"x\"\"\"", 1, "several lines"), ("a = 1__0", 1, "1__0"), ("a = \"\\uD800\"", 1, "no character"),
    ])
    func refuses_anything_else_with_its_line(text: String, line: Int, part: String) {
        #expect {
            try read(text)
        } throws: {
            "\($0)".hasPrefix("m.toml, line \(line):") && "\($0)".contains(part)
        }
    }
}
