import Archives
import Core
import Foundation
import HTTP
import TestSupport
import Testing

@testable import App

/// Names that climb out of a folder, wherever a name becomes a path or a path is asked for.
@Suite(.serialized) struct PathTraversalTests {
    private static let climbs = [
        "../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "..%5c..%5cetc%5cpasswd",
        "....//....//etc/passwd", "%252e%252e%252fetc%252fpasswd", "/etc/passwd", "%2fetc%2fpasswd",
        "..%c0%af..%c0%afetc",
        "file:///etc/passwd", "interface.css%00.png", "..;/etc/passwd", ".%2e/.%2e/etc/passwd", "\\..\\..\\etc\\passwd",
        "%e3%80%82%e3%80%82/etc/passwd",
    ]

    /// Every route with a part of its address open to anything.
    @Test func no_address_reaches_a_file_of_the_machine() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            let requests = try program.filled()
            var wrong: [String] = []
            for route in program.application.router.routes where route.method == .get {
                guard let open = route.pattern.range(of: #"\{[^}]*\}"#, options: .regularExpression) else { continue }
                let target = try requests.target(route)
                for climb in Self.climbs {
                    var text = route.pattern
                    text.replaceSubrange(open, with: climb)
                    if text.contains("{") { text = String(target.prefix { $0 != "0" }) + climb }
                    guard let request = try? Request(.get, text, headers: browser.ownHeaders) else { continue }
                    let answer = await program.application.router.respond(to: request)
                    if answer.status >= 500 || answer.status == 200, Self.tells(answer) || answer.status >= 500 {
                        wrong.append("\(route.name) with \(climb): \(answer.status)")
                    }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    /// Whether the answer is a file of the machine's.
    private static func tells(_ answer: Response) -> Bool {
        if case .file(let file) = answer.body { return !file.path.contains("mainline") || file.path.contains("..") }
        return answer.text.contains("root:x:0")
    }

    @Test func an_uploaded_file_is_kept_under_its_hash_whatever_its_name() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.agent, in: program)
            let folder = program.application.installation.settings.data
            for name in [
                "../../../evil.txt", "/etc/cron.d/evil", "..\\..\\evil.txt", ".", "..", "", "a/../../b", "~/.ssh/x",
                "CON",
            ] {
                let body =
                    "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name.replacing("\\", with: "\\\\"))\""
                    + "\r\n\r\nevil \(name)\r\n--b--\r\n"
                var headers = browser.ownHeaders
                headers["Content-Type"] = "multipart/form-data; boundary=b"
                let answer = try await SignedInBrowser.plain(program, .post, "/api/v1/files", headers, Array(body.utf8))
                guard answer.status == 201 else {
                    #expect(answer.status == 422 || answer.status == 400, "\(name): \(answer.text)")
                    continue
                }
                let kept = try JSON(parsing: answer.text)["name"]?.string ?? ""
                #expect(!kept.contains("/") && !kept.contains("\\"), "\(name) became \(kept)")
                let given = try await browser.get(
                    "/files/\(try JSON(parsing: answer.text)["id"]?.string ?? "")?download")
                guard case .file(let file) = given.body else {
                    Issue.record("\(name): \(given.status)")
                    continue
                }
                #expect(file.path.hasPrefix(folder) && !file.path.contains(".."))
            }
            let outside = try FileManager.default.contentsOfDirectory(
                atPath: (folder as NSString).deletingLastPathComponent)
            #expect(!outside.contains { $0.hasPrefix("evil") })
        }
    }

    /// An archive is only read from, never unfolded onto the disk: what its parts are called means nothing.
    @Test func a_workbook_whose_parts_climb_writes_nothing() async throws {
        let folder = NSTemporaryDirectory() + "mainline-climb-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: folder) } }
        let path = folder + "/book.xlsx"
        let archive = try ZipArchive(creating: path)
        for name in ["../evil.txt", "/tmp/mainline-evil.txt", "xl/workbook.xml", "..\\evil.txt"] {
            try archive.add(name, Array("<workbook/>".utf8))
        }
        try archive.close()
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.agent, in: program)
            let answer = try await browser.importFile(bytes, named: "../../book.xlsx", into: "customers")
            #expect([303, 422].contains(answer.status), "\(answer.status)")
        }
        #expect(!FileManager.default.fileExists(atPath: "/tmp/mainline-evil.txt"))
        #expect(!FileManager.default.fileExists(atPath: (folder as NSString).deletingLastPathComponent + "/evil.txt"))
    }
}

extension SignedInBrowser {
    /// Uploads a file with records.
    func importFile(_ bytes: [UInt8], named name: String, into resource: String) async throws -> Response {
        var headers = ownHeaders
        headers["Content-Type"] = "multipart/form-data; boundary=b"
        let head =
            "--b\r\nContent-Disposition: form-data; name=\"resource\"\r\n\r\n\(resource)\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n"
        return try await Self.plain(
            program, .post, "/imports", headers, Array(head.utf8) + bytes + Array("\r\n--b--\r\n".utf8))
    }

    /// Uploads a workbook; gives what became of it and the page that says so.
    func reading(_ bytes: [UInt8], into resource: String) async throws -> (state: String, page: Response) {
        let answer = try await importFile(bytes, named: "a.xlsx", into: resource)
        let place = try #require(answer.headers["Location"], "\(answer.status) \(answer.text)")
        let id = place.split(separator: "/").last ?? ""
        let state = try program.test.column("select status from imports where id = '\(id)'").first ?? "nothing"
        return (state, try await get(place))
    }
}
