import Core
import HTTP
import TestSupport
import Testing

@testable import App

/// Routes that ask for no sign-in. The others are tried in AccessMatrixTests.
@Suite(.serialized) struct RouteAccessTests {
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
            // What has a third word is about somebody, see AccessMatrixTests.
            let stale = list.stale(open).filter { $0.split(separator: " ").count == 2 }
            #expect(stale.isEmpty, "These are gone; remove them: \(stale)")
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
