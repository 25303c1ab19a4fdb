import Core
import HTTP
import TestSupport
import Testing

@testable import App

/// Links of ours that lead elsewhere: what makes somebody trust a page that is not ours.
@Suite(.serialized) struct OpenRedirectTests {
    private static let elsewhere = [
        "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example",
        "/\t/evil.example", "/\n/evil.example", "\t//evil.example", "/%0d/evil.example\r", " //evil.example",
        "https:evil.example", "http:\\\\evil.example", "javascript:alert(1)", "data:text/html,x",
        "/.//evil.example", "/../..//evil.example", "//evil.example%2F..", "//user@evil.example",
        "/\u{200B}/evil.example",
        "https://localhost@evil.example/", "https://localhost.evil.example/", "/\\/evil.example",
    ]
    /// Names by which pages are told where to go on to, or could be.
    private static let names = [
        "next", "back", "return", "return_to", "redirect", "redirect_uri", "url", "to", "path", "from",
    ]

    /// Whether a browser that is on our page would leave it for `address`, as the URL standard reads it.
    static func leaves(_ address: String) -> Bool {
        let kept = address.unicodeScalars.filter { ![9, 10, 13].contains($0.value) }.map(Character.init)
        let text = String(kept.drop { $0.unicodeScalars.allSatisfy { $0.value <= 32 } }).replacing("\\", with: "/")
        if text.hasPrefix("//") { return true }
        let scheme = text.prefix { $0.isLetter || $0.isNumber || "+-.".contains($0) }
        return !scheme.isEmpty && text.dropFirst(scheme.count).first == ":"
    }

    /// Where an answer sends the browser.
    static func destinations(_ answer: Response) -> [String] {
        ["Location", "HX-Redirect", "HX-Location", "HX-Push-Url", "HX-Replace-Url", "Refresh"].flatMap {
            answer.headers.all($0)
        }
    }

    @Test func signing_in_and_switching_lead_to_pages_of_ours() async throws {
        try await TestProgram.with { program in
            let email = try await SignedInBrowser.person(.owner, in: program)
            for address in Self.elsewhere {
                let answer = try await SignedInBrowser.signIn(
                    program, email, SignedInBrowser.password, next: address)
                #expect(answer.status == 303)
                for place in Self.destinations(answer) {
                    #expect(!Self.leaves(place), "\(address.debugDescription) leads to \(place.debugDescription)")
                }
            }
            let browser = try await SignedInBrowser.as(.owner, in: program)
            for address in Self.elsewhere {
                let answer = try await browser.get("/sign-in?" + Fields([("next", address)]).encoded)
                #expect(answer.status == 303 && Self.destinations(answer).allSatisfy { !Self.leaves($0) })
            }
        }
    }

    @Test func no_form_or_link_leads_out() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            let requests = try program.filled()
            var (wrong, led): ([String], Int) = ([], 0)
            let pages = program.signedInRoutes.filter {
                !$0.pattern.hasPrefix("/api/") && $0.pattern != "/sign-out" && [.get, .post].contains($0.method)
            }
            for (route, target) in try requests.addressed(pages) {
                for (index, address) in Self.elsewhere.enumerated() where index % 7 == target.utf8.count % 7 {
                    let fields = Self.names.map { ($0, address) }
                    let answer =
                        route.method == .get
                        ? try await browser.get(target + "?" + Fields(fields).encoded)
                        : try await browser.post(target, fields, fragment: index % 2 == 0)
                    led += Self.destinations(answer).count
                    for place in Self.destinations(answer) + Self.links(answer) where Self.leaves(place) {
                        wrong.append("\(route.name): \(address.debugDescription) leads to \(place.debugDescription)")
                    }
                }
            }
            #expect(led > 50)
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    /// Where the links and forms of a page lead that name the attacker.
    private static func links(_ answer: Response) -> [String] {
        answer.text.matches(of: /(?:href|action|hx-[a-z]+|data-href|data-dialog|src)="([^"]*)"/).map {
            String($0.1).replacing("&amp;", with: "&")
        }.filter { $0.contains("evil") || $0.hasPrefix("javascript:") || $0.hasPrefix("data:text") }
    }

    @Test func a_form_that_is_taken_goes_back_to_a_page_of_ours() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            for (number, address) in Self.elsewhere.enumerated() {
                let made = try await browser.post("/customers", [("name", "Ada \(number)"), ("back", address)])
                #expect(made.status == 303, "\(made.text.prefix(300))")
                let edited = try await browser.post(
                    "/tags", [("name", "tag \(number)"), ("back", address)], fragment: true)
                for place in Self.destinations(made) + Self.destinations(edited) {
                    #expect(!Self.leaves(place), "\(address.debugDescription) leads to \(place.debugDescription)")
                }
            }
        }
    }

    /// Paths that a browser reads as a host, where the address of the request is part of the answer.
    @Test func an_address_that_begins_like_a_host_leads_nowhere() async throws {
        try await TestProgram.with { program in
            let browser = try await SignedInBrowser.as(.owner, in: program)
            for path in [
                "//evil.example/", "//evil.example/customers", "/%2Fevil.example", "/%5Cevil.example", "//customers",
            ] {
                for cookie in [browser.cookie, "x=y"] {
                    let answer = try await SignedInBrowser.plain(
                        program, .get, path, ["Cookie": cookie, "Accept": "text/html"])
                    for place in Self.destinations(answer) { #expect(!Self.leaves(place), "\(path) leads to \(place)") }
                }
            }
            // After signing in the browser goes on to what it asked for.
            let asked = try await SignedInBrowser.plain(
                program, .get, "/customers//evil.example", ["Accept": "text/html"])
            #expect(Self.destinations(asked).allSatisfy { !Self.leaves($0) })
        }
    }
}
