import Archives
import Core
import Foundation
import Glibc
import HTTP
import Records
import TestSupport
import Testing

@testable import App

/// Small things that become large, or take long, once they are unfolded or looked through.
@Suite(.serialized, .timeLimit(.minutes(20))) struct BombTests {
    private static let relations = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" \
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>\
        </Relationships>
        """
    private static let book = """
        <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
        xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>\
        <sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>
        """
    private static let rows = """
        <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>\
        <row r="2"><c r="A2" t="inlineStr"><is><t>Ada</t></is></c></row></sheetData></worksheet>
        """
    private static let laughs = """
        <!DOCTYPE l [<!ENTITY a "ha ha ha ha ha ha ha ha ha ha">\
        \((98...105).map { "<!ENTITY \(Character(UnicodeScalar($0)!)) \"\(String(repeating: "&\(Character(UnicodeScalar($0 - 1)!));", count: 10))\">" }.joined())\
        ]>
        """

    /// A workbook of these parts, as it would be uploaded.
    private func workbook(_ parts: [(String, [UInt8])]) throws -> [UInt8] {
        let path = NSTemporaryDirectory() + "mainline-bomb-\(UInt32.random(in: 0 ... .max)).xlsx"
        defer { unlink(path) }
        let archive = try ZipArchive(creating: path)
        for (name, bytes) in parts { try archive.add(name, bytes) }
        try archive.close()
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private func sheet(_ xml: [UInt8], strings: [UInt8]? = nil) throws -> [UInt8] {
        var parts = [
            ("xl/workbook.xml", Array(Self.book.utf8)), ("xl/_rels/workbook.xml.rels", Array(Self.relations.utf8)),
            ("xl/worksheets/sheet1.xml", xml),
        ]
        if let strings { parts.append(("xl/sharedStrings.xml", strings)) }
        return try workbook(parts)
    }

    /// One program takes them all in: making one takes longer than what is tried. How much of a bomb is unfolded before it
    /// is given up, and so what it costs, is in FileReadingTests.
    @Test func files_that_unfold_or_lie_are_refused() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.agent, in: program)
            try await refusesWhatUnfolds(browser)
            try await refusesDefinitions(browser)
            try await refusesWhatOnlyLooksLikeATable(browser)
        }
    }

    private func refusesWhatUnfolds(_ browser: SignedInBrowser) async throws {
        let head = Array(#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#.utf8)
        let blank = [UInt8](repeating: 32, count: 40 << 20)
        let huge = try sheet(head + blank + Array(Self.rows.utf8))
        let strings = try sheet(head + Array(Self.rows.utf8), strings: Array("<sst>".utf8) + blank)
        #expect(huge.count < 1 << 20)
        for (name, bytes) in [("sheet", huge), ("strings", strings)] {
            #expect(try await browser.reading(bytes, into: "customers").state == "refused", "\(name)")
        }
        let plain = try sheet(head + Array(Self.rows.utf8))
        #expect(try await browser.reading(plain, into: "customers").state == "mapping")
    }

    /// Neither definitions nor what they name outside is read.
    private func refusesDefinitions(_ browser: SignedInBrowser) async throws {
        let outside = #"<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>"#
        let remote = #"<!DOCTYPE x SYSTEM "http://127.0.0.1:1/evil.dtd">"#
        let parameter = #"<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>"#
        for definition in [Self.laughs, outside, remote, parameter] {
            for reference in ["&i;", "&f;", ""] {
                let xml = definition + "<worksheet>" + Self.rows.replacing("Ada", with: reference)
                let (state, page) = try await browser.reading(try sheet(Array(xml.utf8)), into: "customers")
                #expect(state == "refused", "\(definition.prefix(60)) \(reference)")
                #expect(!page.text.contains("root:x"))
            }
        }
    }

    private func refusesWhatOnlyLooksLikeATable(_ browser: SignedInBrowser) async throws {
        let inner = try workbook([("a.txt", Array(repeating: 97, count: 1000))])
        let nested = try workbook([("a.zip", inner), ("xl/workbook.xml", inner)])
        var wrongSize = inner
        for place in wrongSize.indices.dropLast(3) where Array(wrongSize[place..<place + 4]) == [0x50, 0x4B, 1, 2] {
            for offset in 20..<28 { wrongSize[place + offset] = 0x7F }
        }
        for (name, bytes) in [
            ("nested", nested), ("cut", Array(nested.prefix(nested.count / 2))), ("lying", wrongSize),
            ("head", [0x50, 0x4B, 3, 4]),
            ("gzip", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0]), ("png", [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]),
            ("a line", Array(repeating: 97, count: 3 << 20)),
            ("quotes", Array(repeating: 34, count: (2 << 20) + 1)),
            ("commas", Array(repeating: 44, count: 2 << 20)),
            ("card", Array("BEGIN:VCARD\r\nFN:".utf8) + Array(repeating: 97, count: 3 << 20)),
            ("zeros", [UInt8](repeating: 0, count: 1 << 20)),
        ] {
            #expect(try await browser.reading(bytes, into: "customers").state == "refused", "\(name)")
        }
    }

    @Test func bodies_cost_no_more_than_they_are_long() async throws {
        try await TestProgram.with { program in
            let key = try #require(program.keys[.owner])
            try await takesCompressedBodiesAsTheyAre(program, key)
            try await readsLargeBodiesOnce(program, key)
        }
    }

    /// A body that says it is compressed is taken as it is, and so is no JSON: nothing is unfolded for anyone.
    private func takesCompressedBodiesAsTheyAre(_ program: TestProgram, _ key: String) async throws {
        for coding in ["gzip", "deflate", "br", "zstd", "gzip, gzip"] {
            let headers: Headers = [
                "Authorization": key, "Content-Type": "application/json", "Content-Encoding": coding,
            ]
            let answer = try await SignedInBrowser.plain(
                program, .post, "/api/v1/customers", headers,
                [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + [UInt8](repeating: 0, count: 1000))
            #expect([400, 415].contains(answer.status), "\(coding): \(answer.status)")
        }
    }

    /// Patterns, words and numbers that make a careless reader go back and forth (regular expression denial of service).
    @Test func what_is_searched_for_takes_no_more_time_than_it_is_long() async throws {
        try await TestProgram.with { program in
            let key = try #require(program.keys[.owner])
            let long = String(repeating: "a", count: 20_000)
            _ = try await program.ask(
                .post, "/api/v1/customers", key: key,
                body: ["name": .string(String(long.prefix(200))), "notes": .string(long)])
            let patterns = [
                String(repeating: "*a", count: 1500) + "b", String(repeating: "a*", count: 1500) + "!",
                String(repeating: "*", count: 3000),
                String(repeating: "_", count: 3000) + "*", "(a+)+$", String(repeating: "(a|aa)+", count: 300),
                String(repeating: "\\", count: 2999),
                String(repeating: "a ", count: 1500), String(repeating: "\"a\" or ", count: 400),
                String(repeating: "-", count: 3000),
                String(repeating: "+1 5", count: 800), String(repeating: "a@", count: 1500),
                String(repeating: "(", count: 3000),
                String(repeating: "{", count: 3000), String(repeating: "%", count: 3000),
                String(repeating: "é", count: 1400),
            ]
            for resource in program.resources
            where ["customers", "leads", "deals", "calls", "messages"].contains(resource.name) {
                let texts = resource.fields.filter { $0.kind.isText }
                for (index, pattern) in patterns.enumerated() {
                    guard let field = texts.isEmpty ? nil : texts[index % texts.count] else { continue }
                    for comparison in ["like", "ilike", "has", "fts", "starts"] {
                        let query = Fields([(field.name, "\(comparison).\(pattern)")]).encoded
                        let answer = try await program.ask(.get, "/api/v1/\(resource.name)?\(query)", key: key)
                        #expect(
                            [200, 400].contains(answer.status),
                            "\(resource.name) \(field.name) \(comparison): \(answer.status)")
                    }
                    for path in ["/\(resource.name)", "/\(resource.name)/suggest", "/search", "/search/palette"] {
                        let answer = try await program.ask(
                            .get, path + "?" + Fields([("q", pattern)]).encoded, key: key)
                        #expect(answer.status < 500, "\(path) \(index): \(answer.status)")
                    }
                }
            }
        }
    }

    /// Bodies of a megabyte that are well formed and say nothing.
    private func readsLargeBodiesOnce(_ program: TestProgram, _ key: String) async throws {
        let numbers = String(repeating: "1,", count: 250_000) + "1"
        let deep = String(repeating: "[", count: 300) + numbers + String(repeating: "]", count: 300)
        let pairs = (0..<60_000).map { "\"k\($0)\":\"\"" }.joined(separator: ",")
        let bodies = [
            #"{"name":"# + deep + "}", #"{"name":["# + numbers + "]}", "{" + pairs + "}",
            #"{"name":""# + String(repeating: "a", count: 1_000_000) + #""}"#,
            #"{"name":""# + String(repeating: "\\u0061", count: 160_000) + #""}"#,
            "{\"name\":1" + String(repeating: "0", count: 900_000) + "}",
            #"{"email":""# + String(repeating: "a@", count: 400_000) + #""}"#,
            #"{"phone":""# + String(repeating: "1 ", count: 400_000) + #""}"#,
            #"{"tags":["# + String(repeating: #""a","#, count: 200_000) + #""a"]}"#,
        ]
        for (index, body) in bodies.enumerated() {
            for path in ["/api/v1/customers", "/api/v1/actions/customers.merge"] {
                let headers: Headers = ["Authorization": key, "Content-Type": "application/json"]
                let answer = try await SignedInBrowser.plain(program, .post, path, headers, Array(body.utf8))
                #expect([400, 413, 422].contains(answer.status), "\(index) at \(path): \(answer.status)")
            }
        }
    }
}

extension FieldKind {
    fileprivate var isText: Bool {
        switch self {
        case .text, .longText, .email, .phone, .url: true
        default: false
        }
    }
}
