import Access
import Core
import Crypto
import EventLoop
import Foundation
import HTTP
import Modules
import Postgres
import Telemetry
import TestSupport

@testable import App

/// The whole program, wired as it is served but without sockets and workers, with two organisations and a key for each
/// role of the first.
final class TestProgram: Sendable {
    let test: TestDatabase
    let application: Application
    let ours: ID<Organisation>
    let theirs: ID<Organisation>
    /// What each role of our organisation sends as `Authorization`.
    let keys: [Role: String]
    /// Their owner's.
    let outsider: String
    private let folder: String

    /// - Parameters:
    ///   - modules: beside the program's own.
    ///   - migration: a migration that they bring.
    static func with(
        _ modules: [Module] = [], migration: String? = nil, _ body: (TestProgram) async throws -> Void
    ) async throws {
        let program = try await TestProgram(modules, migration)
        do { try await body(program) } catch {
            try program.close()
            throw error
        }
        try program.close()
    }

    private init(_ more: [Module], _ migration: String?) async throws {
        test = try await MainlineDatabase.make()
        if let migration { try test.run("set role mainline_owner; " + migration) }
        folder = NSTemporaryDirectory() + "mainline-program-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
        let settings = try Settings(
            arguments: ["--data", folder, "--assets", Repository.root + "/.assets", "--loops", "2"]
                + ["--limits-session-requests", "10000000", "--limits-organisation-requests", "100000000"],
            environment: [:], file: nil, path: "mainline.toml")
        let logins = Installation.Logins(
            owner: test.conninfo(user: "mainline_owner"), application: test.conninfo(user: "mainline_app"),
            system: test.conninfo(user: "mainline_system"), narrowed: test.conninfo(user: "mainline_narrowed"),
            listening: test.conninfo(user: "mainline_system"))
        application = try Application(try Installation(settings, logins: logins, log: .silent), and: more)
        let seeds = application.modules.map(\.seed)
        let provisioning = OrganisationProvisioning(
            database: application.database, passwords: try PasswordService(cost: .init(kibibytes: 8, passes: 1)),
            onCreate: seeds.map { seed in { try await seed($0, $1) } })
        func organisation(_ slug: String) async throws -> ID<Organisation> {
            try await provisioning.create(
                NewOrganisation(name: slug, slug: slug),
                owner: NewMember(name: "Owner", email: "owner@\(slug).example", role: .owner)
            ).id
        }
        ours = try await organisation("acme")
        theirs = try await organisation("globex")
        let authenticator = application.authenticator
        func key(_ role: Role, _ organisation: ID<Organisation>) async throws -> String {
            let new = NewAPIKey(name: "\(role)", role: role, requestsPerMinute: 100_000)
            return "Bearer " + (try await APIKeys(authenticator).create(new, TestDatabase.context(organisation)).text)
        }
        var keys: [Role: String] = [:]
        for role in Role.allCases where role.isStaff { keys[role] = try await key(role, ours) }
        self.keys = keys
        outsider = try await key(.owner, theirs)
    }

    /// A new key of our organisation, limited to `scopes`.
    func key(_ role: Role, scopes: [String]) async throws -> String {
        let new = NewAPIKey(
            name: "scoped", role: role, scopes: scopes.compactMap { APIScope($0) }, requestsPerMinute: 100_000)
        return "Bearer " + (try await APIKeys(application.authenticator).create(new, TestDatabase.context(ours)).text)
    }

    /// Takes back what requests that were let in may have done to those that follow: a lockdown, for instance, pauses keys.
    func liftRestrictions(of organisation: ID<Organisation>) throws {
        try test.run("delete from organisation_restrictions where org_id = '\(organisation)'")
    }

    private func close() throws {
        application.database.close()
        application.loops.stop()
        test.drop()
        try FileManager.default.removeItem(atPath: folder)
    }

    /// Asks the router, as a program with `key` would, or a browser with `cookie`.
    func ask(
        _ method: HTTP.Method, _ target: String, key: String? = nil, cookie: String? = nil, body: JSON? = nil,
        accept: String? = nil
    ) async throws -> Response {
        var headers = Headers()
        headers["Authorization"] = key
        headers["Accept"] = accept
        if let cookie {
            headers["Cookie"] = cookie
            headers["Sec-Fetch-Site"] = "same-origin"
            headers["X-CSRF-Token"] = CSRF.token(for: try Request(method, target, headers: headers))
        }
        if body != nil { headers["Content-Type"] = "application/json" }
        let bytes = body.map { Array($0.text.utf8) } ?? []
        return await application.router.respond(to: try Request(method, target, headers: headers, body: bytes))
    }

    /// A fingerprint of everything the organisation has; of all there is, if nil.
    func contents(of organisation: ID<Organisation>? = nil) throws -> [String] {
        let rows = organisation.map { "t where t.org_id = '\($0)'" } ?? "t"
        let statement = "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as c from %I \(rows)"
        // Every use of a key is noted, which changes nothing of the organisation's.
        return try test.column(
            """
            select c.relname || ' ' || (xpath('/row/c/text()', query_to_xml(format(\(quoted(statement)), c.relname), false, true, '')))[1]
            from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'api_key_uses'
              and (\(organisation == nil) or exists (select from pg_attribute where attrelid = c.oid and attname = 'org_id'))
            order by 1
            """)
    }

    private func quoted(_ text: String) -> String { "$statement$\(text)$statement$" }
}

extension Response {
    /// What a client would read; empty for streams and files.
    var text: String {
        switch body {
        case .bytes(let writer): writer.string
        case .text(let text): text
        case .array(let bytes): String(decoding: bytes, as: UTF8.self)
        case .none, .file, .events, .webSocket: ""
        }
    }
}
