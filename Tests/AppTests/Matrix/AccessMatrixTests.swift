import Access
import Core
import HTTP
import TestSupport
import Testing

@testable import App

/// Every route × everybody who may ask, and × keys by their scopes. A new route is tested by being there; what departs from
/// its declaration stands in open-routes.txt with the reason, as `METHOD /path who`.
@Suite(.serialized) struct AccessMatrixTests {
    @Test func each_route_answers_everybody_as_it_declares() async throws {
        let reviewed = try ReviewedList("open-routes.txt")
        try await TestProgram.with { program in
            var wrong: [String: String] = [:]
            for asker in program.everybody() {
                var cookie = try asker.cookie?()
                for route in program.application.router.routes {
                    guard case .signedIn(let access) = route.access else { continue }
                    let target = RouteRequests.vacant(route)
                    let body: JSON? = route.method.isSafe ? nil : [:]
                    let accept = asker.role == nil ? "text/html" : nil
                    var status = try await program.ask(
                        route.method, target, key: asker.key, cookie: cookie, body: body, accept: accept
                    ).status
                    if [401, 429].contains(status), let renew = asker.cookie {
                        cookie = try renew()
                        status = try await program.ask(route.method, target, cookie: cookie, body: body).status
                    }
                    // Some pages are a person's own: keys, which are nobody, are refused where the role's browser is let in.
                    if status == 403, asker.expected(access) == .letIn, let role = asker.role, asker.key != nil,
                        !route.pattern.hasPrefix("/api/")
                    {
                        let browser = try program.staffCookie(
                            role, of: asker.name == "outsider" ? program.theirs : program.ours)
                        status = try await program.ask(route.method, target, cookie: browser, body: body).status
                    }
                    if !Asker.fits(status, asker.expected(access)) {
                        wrong["\(route.name) \(asker.name)"] = "\(status)"
                    }
                    if !route.method.isSafe, status < 400 { try program.liftRestrictions(of: program.ours) }
                }
            }
            let unlisted = reviewed.unlisted(wrong.keys).map { "\($0): \(wrong[$0] ?? "")" }
            #expect(unlisted.isEmpty, "\(unlisted.joined(separator: "\n"))")
            let stale = reviewed.stale(wrong.keys).filter { $0.split(separator: " ").count > 2 }
            #expect(stale.isEmpty, "These exceptions are needed no more: \(stale)")
        }
    }

    /// An owner's key that is limited to a scope reaches exactly what the scope names: with the one that a route wants it is
    /// let in, with the weaker verb, another resource's or that for reading all it is not.
    @Test func a_key_reaches_what_its_scopes_name() async throws {
        try await TestProgram.with { program in
            var keys: [String: String] = [:]
            var wrong: [String] = []
            for route in program.application.router.routes {
                guard case .signedIn(let access) = route.access, access.allows(.owner) else { continue }
                for (scope, isEnough) in Self.cases(route) {
                    if keys[scope] == nil { keys[scope] = try await program.key(.owner, scopes: [scope]) }
                    let status = try await program.ask(
                        route.method, RouteRequests.vacant(route), key: keys[scope],
                        body: route.method.isSafe ? nil : [:]
                    ).status
                    if (status == 403) == isEnough || status >= 500 || status == 401 {
                        wrong.append("\(route.name) with \(scope): \(status)")
                    }
                    if !route.method.isSafe, status < 400 { try program.liftRestrictions(of: program.ours) }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    /// Scopes to try at a route, and whether they suffice. What lies outside the API concerns everything.
    private static func cases(_ route: Route) -> [(scope: String, isEnough: Bool)] {
        let parts = route.pattern.split(separator: "/").map(String.init)
        let isAPI = parts.count > 2 && parts[0] == "api" && parts[1] == "v1"
        let named = isAPI ? (parts[2] == "actions" && parts.count > 3 ? parts[3] : parts[2]) : "*"
        let resource = String(named.prefix { $0 != "." })
        let isRead = route.method.isSafe
        return [
            ("\(resource):write", true), ("\(resource):read", isRead), ("*:write", true), ("*:read", isRead),
            (resource == "leads" ? "customers:write" : "leads:write", false),
        ]
    }
}
