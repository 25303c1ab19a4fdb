import Core
import Foundation
import HTTP
import Testing

@Suite struct HTTPContentTests {
    private func withFolder(_ files: [String: String], _ test: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        for (name, content) in files {
            let path = "\(folder)/\(name)"
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try Data(content.utf8).write(to: URL(filePath: path))
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await test(folder)
    }

    @Test func files_are_sent_whole_in_part_or_not_at_all() async throws {
        try await withFolder(["a.txt": "0123456789"]) { folder in
            let route = open(.get, "/file") { _ in .file("\(folder)/a.txt", contentType: "text/plain", etag: "v1") }
            let missing = open(.get, "/missing") { _ in .file("\(folder)/b.txt", contentType: "text/plain") }
            try await withServer([route, missing]) { port, _ in
                let client = try WireClient(port: port)
                let whole = try client.request("GET /file")
                #expect(whole.text == "0123456789")
                #expect(whole["ETag"] == "\"v1\"")
                #expect(whole["Accept-Ranges"] == "bytes")
                for (range, text) in ["2-4": "234", "7-": "789", "-3": "789", "0-99": "0123456789"] {
                    let part = try client.request("GET /file", ["Range: bytes=\(range)"])
                    #expect(part.status == 206)
                    #expect(part.text == text)
                }
                try #expect(client.request("GET /file", ["Range: bytes=2-4"])["Content-Range"] == "bytes 2-4/10")
                let beyond = try client.request("GET /file", ["Range: bytes=10-"])
                #expect(beyond.status == 416)
                #expect(beyond["Content-Range"] == "bytes */10")
                try #expect(client.request("GET /file", ["Range: bytes=0-1,3-4"]).status == 200)
                try #expect(client.request("GET /file", ["Range: bytes=0-1", "If-Range: \"v1\""]).status == 206)
                try #expect(client.request("GET /file", ["Range: bytes=0-1", "If-Range: \"v0\""]).status == 200)
                try #expect(client.request("GET /file", ["If-None-Match: \"v0\", W/\"v1\""]).status == 304)
                let date = try #require(whole["Last-Modified"])
                try #expect(client.request("GET /file", ["If-Modified-Since: \(date)"]).status == 304)
                try #expect(client.request("HEAD /file")["Content-Length"] == "10")
                try #expect(client.request("GET /missing").status == 404)
            }
        }
    }

    @Test func text_is_compressed_for_clients_that_accept_it() async throws {
        let long = String(repeating: "Mainline answers the phone. ", count: 400)
        let routes = [
            open(.get, "/long") { _ in .text(long) }, open(.get, "/short") { _ in .text("short") },
            open(.get, "/image") { _ in Response(headers: ["Content-Type": "image/png"], body: .text(long)) },
        ]
        try await withServer(routes) { port, _ in
            let client = try WireClient(port: port)
            for (accepted, coding) in ["gzip": "gzip", "gzip, br": "br", "br;q=0.1, gzip": "gzip", "*": "br"] {
                let response = try client.request("GET /long", ["Accept-Encoding: \(accepted)"])
                #expect(response["Content-Encoding"] == coding)
                #expect(response["Vary"] == "Accept-Encoding")
                #expect(response.body.count < 1000)
                #expect(coding != "gzip" || response.body.starts(with: [0x1f, 0x8b]))
            }
            for accepted in ["identity", "gzip;q=0", "deflate"] {
                let response = try client.request("GET /long", ["Accept-Encoding: \(accepted)"])
                #expect(response["Content-Encoding"] == nil)
                #expect(response.text == long)
            }
            try #expect(client.request("GET /short", ["Accept-Encoding: gzip"])["Content-Encoding"] == nil)
            try #expect(client.request("GET /image", ["Accept-Encoding: gzip"])["Content-Encoding"] == nil)
        }
    }

    @Test func assets_are_found_by_their_content_and_kept_for_ever() async throws {
        let css = String(repeating: "body { color: red } ", count: 100)
        try await withFolder(["app.css": css, "icons/phone.svg": "<svg/>", ".hidden": "x"]) { folder in
            let store = try AssetStore(directories: [folder])
            #expect(store.names == ["app.css", "icons/phone.svg"])
            let url = store.url("app.css")
            #expect(url.wholeMatch(of: /\/assets\/app\.[0-9a-f]{10}\.css/) != nil)
            try await withServer([store.route]) { port, _ in
                let client = try WireClient(port: port)
                let plain = try client.request("GET \(url)")
                #expect(plain.text == css)
                #expect(plain["Content-Type"] == "text/css; charset=utf-8")
                #expect(plain["Cache-Control"] == "public, max-age=31536000, immutable")
                let small = try client.request("GET \(url)", ["Accept-Encoding: br, gzip"])
                #expect(small["Content-Encoding"] == "br")
                let etag = try #require(small["ETag"])
                try #expect(
                    client.request("GET \(url)", ["Accept-Encoding: br", "If-None-Match: \(etag)"]).status == 304)
                try #expect(client.request("GET \(store.url("icons/phone.svg"))").text == "<svg/>")
                let byName = try client.request("GET /assets/app.css")
                #expect(byName.text == css)
                #expect(byName["Cache-Control"] == "public, max-age=300, stale-while-revalidate=86400")
                try #expect(client.request("GET /assets/none.css").status == 404)
            }
        }
    }

    @Test func assets_may_be_made_at_the_start_and_style_sheets_refer_to_hashed_ones() async throws {
        let css = #"@font-face { src: url("/assets/inter.woff2") }"#
        try await withFolder(["app.css": css, "inter.woff2": "font", "icons/phone.svg": "<svg/>"]) { folder in
            let store = try AssetStore(
                directories: [folder], generated: ["icons.svg": Array("<svg/>".utf8)], ignoring: ["icons"])
            #expect(store.names == ["app.css", "icons.svg", "inter.woff2"])
            try await withServer([store.route]) { port, _ in
                let client = try WireClient(port: port)
                let sheet = try client.request("GET \(store.url("app.css"))")
                #expect(sheet.text == #"@font-face { src: url("\#(store.url("inter.woff2"))") }"#)
                try #expect(client.request("GET /assets/icons.svg").text == "<svg/>")
            }
        }
    }
}
