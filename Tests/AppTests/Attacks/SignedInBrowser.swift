import Access
import Core
import Crypto
import Foundation
import HTTP
import TestSupport
import Testing

@testable import App

/// A browser in which somebody has signed in by the sign-in page, and whatever it may be made to send.
struct SignedInBrowser: Sendable {
    let program: TestProgram
    /// `mainline=…`, as the browser sends it.
    let cookie: String
    /// What forms of this session carry.
    let proof: String

    static let password = "seven-brass-lanterns"

    /// Makes a person with `role` in our organisation and signs them in.
    static func `as`(_ role: Role, in program: TestProgram) async throws -> SignedInBrowser {
        let email = try await person(role, in: program)
        return try await SignedInBrowser(program, signingIn: email)
    }

    /// Somebody new who works with `role` in our organisation and has the password; gives the email address.
    static func person(_ role: Role, in program: TestProgram) async throws -> String {
        let email = "\(role)-\(UInt32.random(in: 0 ... .max))@acme.example"
        let provisioning = OrganisationProvisioning(
            database: program.application.database,
            passwords: try PasswordService(cost: .init(kibibytes: 8, passes: 1)))
        try await provisioning.createMember(
            NewMember(name: "Sample \(role)", email: email, role: role, password: password), in: program.ours)
        return email
    }

    init(_ program: TestProgram, signingIn email: String) async throws {
        self.program = program
        let answer = try await Self.signIn(program, email, Self.password)
        let set = try #require(answer.headers.all("Set-Cookie").first { $0.hasPrefix("mainline=") }, "\(answer)")
        cookie = String(set.prefix { $0 != ";" })
        let page = try await Self.plain(
            program, .get, "/search", ["Cookie": cookie, "Accept": "text/html", "Sec-Fetch-Site": "same-origin"])
        proof = String(try #require(page.text.firstMatch(of: /<meta name="csrf-token" content="([^"]*)">/)).1)
    }

    /// Sends the sign-in form from our own page.
    static func signIn(
        _ program: TestProgram, _ email: String, _ password: String, next: String? = nil, cookie: String? = nil,
        address: String = "127.0.0.1", headers more: Headers = ["Sec-Fetch-Site": "same-origin"]
    ) async throws -> Response {
        var headers = more
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        headers["Accept"] = "text/html"
        let form = try await visitorForm(program)
        headers["Cookie"] = [form.cookie, cookie].compactMap(\.self).joined(separator: "; ")
        let fields =
            [("email", email), ("password", password), ("_form", form.proof)] + (next.map { [("next", $0)] } ?? [])
        return await program.application.router.respond(
            to: try Request(
                .post, "/sign-in", headers: headers, body: Array(Fields(fields).encoded.utf8), address: address))
    }

    /// The cookie and the hidden field that the sign-in page gives a browser that was never here.
    static func visitorForm(_ program: TestProgram) async throws -> (cookie: String, proof: String) {
        let page = try await plain(program, .get, "/sign-in", ["Accept": "text/html"])
        let set = try #require(page.headers.all("Set-Cookie").first { $0.hasPrefix("visitor=") })
        let proof = try #require(page.text.firstMatch(of: /name="_form" value="([^"]*)"/)).1
        return (String(set.prefix { $0 != ";" }), String(proof))
    }

    static func plain(
        _ program: TestProgram, _ method: HTTP.Method, _ target: String, _ headers: Headers, _ body: [UInt8] = []
    ) async throws -> Response {
        await program.application.router.respond(to: try Request(method, target, headers: headers, body: body))
    }

    /// What the browser sends from a page of ours.
    var ownHeaders: Headers {
        ["Cookie": cookie, "Sec-Fetch-Site": "same-origin", "Accept": "text/html", "X-CSRF-Token": proof]
    }

    func get(_ target: String, fragment: Bool = false) async throws -> Response {
        var headers = ownHeaders
        if fragment { headers["HX-Request"] = "true" }
        return try await Self.plain(program, .get, target, headers)
    }

    /// Sends a form of ours, as htmx does if `fragment`.
    func post(_ target: String, _ fields: [(String, String)], fragment: Bool = false) async throws -> Response {
        var headers = ownHeaders
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        if fragment { headers["HX-Request"] = "true" }
        return try await Self.plain(program, .post, target, headers, Array(Fields(fields).encoded.utf8))
    }

    /// Calls the API as a script of ours would.
    func call(_ method: HTTP.Method, _ target: String, _ body: JSON) async throws -> Response {
        var headers = ownHeaders
        headers["Accept"] = "application/json"
        headers["Content-Type"] = "application/json"
        return try await Self.plain(program, method, target, headers, Array(body.text.utf8))
    }

    /// Whether the cookie still lets somebody in.
    static func isSignedIn(_ cookie: String, _ program: TestProgram) async throws -> Bool {
        try await plain(program, .get, "/search", ["Cookie": cookie, "Sec-Fetch-Site": "same-origin"]).status == 200
    }
}

extension TestProgram {
    /// Routes for those who are signed in.
    var signedInRoutes: [Route] {
        application.router.routes.filter { if case .signedIn = $0.access { true } else { false } }
    }

    /// Two organisations full of rows, and the requests that name ours.
    func filled() throws -> RouteRequests {
        let samples = try SampleRows(test, organisations: [ours, theirs].map { "\($0)" })
        return RouteRequests(program: self, organisation: ours, samples: samples)
    }
}

extension RouteRequests {
    /// The routes with their addresses, looked up before anything is sent: a form may remove the rows that they name.
    func addressed(_ routes: [Route]) throws -> [(route: Route, target: String)] {
        try routes.map { ($0, try target($0)) }
    }
}
