import Core
import HTTP
import TestSupport
import Testing

@testable import App

/// Every route × everyone who may ask. A new route is tested by being there.
@Suite(.serialized) struct RouteAccessTests {
    @Test func each_route_lets_in_exactly_the_roles_it_names() async throws {
        try await TestProgram.with { program in
            var wrong: [String] = []
            for route in program.application.router.routes {
                guard case .signedIn(let access) = route.access else { continue }
                let target = RouteRequests.vacant(route)
                let body: JSON? = route.method.isSafe ? nil : [:]
                let stranger = try await program.ask(route.method, target, body: body)
                if stranger.status != 401 { wrong.append("\(route.name): anonymous got \(stranger.status)") }
                let browser = try await program.ask(route.method, target, body: body, accept: "text/html")
                if ![303, 401].contains(browser.status) {
                    wrong.append("\(route.name): an anonymous browser got \(browser.status)")
                }
                for (role, key) in program.keys.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                    let status = try await program.ask(route.method, target, key: key, body: body).status
                    let isRight =
                        access.allows(role)
                        ? status != 401 && status != 403 && status < 500 : status == 403 || status == 404
                    if !isRight { wrong.append("\(route.name): \(role) got \(status)") }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    @Test func nobody_reaches_what_belongs_to_another_organisation() async throws {
        try await TestProgram.with { program in
            let organisations = [program.ours, program.theirs].map { "\($0)" }
            let samples = try SampleRows(program.test, organisations: organisations)
            let requests = RouteRequests(program: program, organisation: program.theirs, samples: samples)
            let key = try #require(program.keys[.owner])
            let before = try program.contents(of: program.theirs)
            var wrong: [String] = []
            for route in program.application.router.routes {
                guard case .signedIn = route.access else { continue }
                let target = try requests.target(route)
                let body = route.method.isSafe ? nil : try requests.body(route)
                let answer = try await program.ask(route.method, target, key: key, body: body)
                if answer.status >= 500 { wrong.append("\(route.name): \(answer.status) \(answer.text)") }
                if answer.text.contains(SampleRows.marks[1]) { wrong.append("\(route.name): shows their data") }
                guard route.pattern.contains("{id}"), route.pattern.hasPrefix("/api/") else { continue }
                if ![404, 422].contains(answer.status) {
                    wrong.append("\(route.name): \(answer.status) \(answer.text)")
                }
                if route.method == .get {
                    let own = try await program.ask(.get, target, key: program.outsider)
                    if own.status != 200 { wrong.append("\(route.name): its own organisation got \(own.status)") }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
            let changed = zip(before, try program.contents(of: program.theirs)).filter { $0 != $1 }.map(\.0)
            #expect(changed.isEmpty, "Another organisation's rows were changed: \(changed)")
        }
    }

    @Test func a_key_for_reading_changes_nothing() async throws {
        try await TestProgram.with { program in
            let made = try await program.key(.owner, scopes: ["*:read"])
            var wrong: [String] = []
            for route in program.application.router.routes where !route.method.isSafe {
                guard case .signedIn = route.access else { continue }
                let status = try await program.ask(route.method, RouteRequests.vacant(route), key: made, body: [:])
                    .status
                if status != 403 { wrong.append("\(route.name): \(status)") }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    @Test func what_is_open_to_everyone_is_reviewed() async throws {
        try await TestProgram.with { program in
            let list = try ReviewedList("open-routes.txt")
            let open = program.application.router.routes.filter {
                if case .signedIn = $0.access { false } else { true }
            }.map { "\($0.method.rawValue) \($0.pattern)" }
            #expect(
                list.unlisted(open).isEmpty,
                "Everyone may call these. List them in Tests/AppTests/open-routes.txt with the reason: \(list.unlisted(open))"
            )
            #expect(list.stale(open).isEmpty, "These are gone; remove them: \(list.stale(open))")
        }
    }

    @Test func a_webhook_without_the_right_signature_is_refused_and_changes_nothing() async throws {
        try await TestProgram.with { program in
            let before = try program.contents()
            let signatures = [nil, "", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "t=1,v1=00"]
            for (route, signature) in program.application.router.routes.flatMap({ route in
                signatures.map { (route, $0) }
            }) {
                guard case .webhook = route.access else { continue }
                var headers: Headers = ["Content-Type": "application/x-www-form-urlencoded"]
                headers["X-Twilio-Signature"] = signature
                headers["Stripe-Signature"] = signature
                let body =
                    "CallSid=CA1&MessageSid=SM1&From=%2B15125550142&To=%2B15125550100&CallStatus=ringing&AccountSid=AC1"
                let request = try Request(
                    route.method, RouteRequests.vacant(route), headers: headers, body: Array(body.utf8))
                let status = await program.application.router.respond(to: request).status
                #expect((400..<500).contains(status), "\(route.name): \(status)")
            }
            #expect(try program.contents() == before)
        }
    }
}
