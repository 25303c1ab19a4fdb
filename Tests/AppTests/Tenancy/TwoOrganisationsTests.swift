import Core
import HTTP
import Records
import TestSupport
import Testing

@testable import App
@testable import HTTP
@testable import Live

/// Two organisations with the same data, told apart by a mark in every text and by their ids. Whatever one asks for, by
/// whatever door, with the other's ids: not a byte of the other comes back, and nothing of it changes.
@Suite(.serialized) struct TwoOrganisationsTests {
    /// Who asks, all of our organisation.
    private struct Door {
        let name: String
        var key: String?
        var cookie: String?
    }

    private struct Stage {
        let program: TestProgram
        let requests: RouteRequests
        /// Ids of every row of theirs.
        let ids: Set<String>

        init(_ program: TestProgram) throws {
            self.program = program
            let organisations = [program.ours, program.theirs].map { "\($0)" }
            let samples = try SampleRows(program.test, organisations: organisations)
            // Secrets that were never sealed cannot be opened.
            try program.test.run("delete from second_factors")
            for organisation in [program.ours, program.theirs] { try program.liftRestrictions(of: organisation) }
            requests = RouteRequests(program: program, organisation: program.theirs, samples: samples)
            let tables = try program.test.column(
                """
                select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                  and (select count(*) from pg_attribute where attrelid = c.oid and attname in ('org_id', 'id')
                    and atttypid = 'uuid'::regtype) = 2
                """)
            ids = Set(
                try program.test.column(
                    tables.map { "select id::text from \($0) where org_id = '\(program.theirs)'" }.joined(
                        separator: " union ")))
        }

        func doors() throws -> [Door] {
            [
                Door(name: "owner's key", key: program.keys[.owner]),
                Door(name: "owner's browser", cookie: try program.staffCookie(of: program.ours)),
                Door(name: "sales person's key", key: program.keys[.sales]),
                Door(name: "customer", cookie: try program.portalCookie(.customer, of: program.ours)),
                Door(name: "reseller", cookie: try program.portalCookie(.reseller, of: program.ours)),
            ]
        }

        /// What of theirs is in an answer that was not in the question.
        func leak(_ text: String, asked: String) -> String? {
            if text.contains(SampleRows.marks[1]) { return "shows their text" }
            return Self.identifiers(in: text).first { ids.contains($0) && !asked.contains($0) }.map {
                "shows their id \($0)"
            }
        }

        /// Whatever looks like an identifier, in lower case.
        private static func identifiers(in text: String) -> Set<String> {
            let (bytes, dash) = (Array(text.utf8), UInt8(ascii: "-"))
            var found: Set<String> = []
            for place in bytes.indices where bytes[place] == dash && place >= 8 && place + 28 <= bytes.count {
                guard bytes[place + 5] == dash, bytes[place + 10] == dash, bytes[place + 15] == dash else { continue }
                found.insert(String(decoding: bytes[place - 8..<place + 28], as: UTF8.self).lowercased())
            }
            return found
        }
    }

    @Test func nothing_of_another_organisation_comes_back_and_nothing_changes() async throws {
        try await TestProgram.with { program in
            let stage = try Stage(program)
            let before = try program.contents(of: program.theirs)
            var wrong: [String] = []
            for door in try stage.doors() {
                for route in program.application.router.routes {
                    guard case .signedIn = route.access, !route.pattern.contains("sign-out") else { continue }
                    let target = try stage.requests.target(route)
                    let body: JSON? = route.method.isSafe ? nil : try stage.requests.body(route)
                    let answer = try await program.ask(
                        route.method, target, key: door.key, cookie: door.cookie, body: body)
                    if !route.method.isSafe, answer.status < 400 { try program.liftRestrictions(of: program.ours) }
                    let who = "\(route.name) \(door.name)"
                    if answer.status >= 500 { wrong.append("\(who): \(answer.status) \(answer.text)") }
                    if let leak = stage.leak(await answer.everything(), asked: target + (body.map(\.text) ?? "")) {
                        wrong.append("\(who): \(leak)")
                    }
                    guard route.pattern.contains("{id}"), route.pattern.hasPrefix("/api/"), door.key != nil else {
                        continue
                    }
                    if ![403, 404, 422].contains(answer.status) { wrong.append("\(who): \(answer.status)") }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
            let changed = zip(before, try program.contents(of: program.theirs)).filter { $0 != $1 }.map(\.0)
            #expect(changed.isEmpty, "Another organisation's rows were changed: \(changed)")
        }
    }

    /// Their own owner is shown all of it: the test above asks for what is there.
    @Test func each_record_is_shown_to_its_own_organisation() async throws {
        try await TestProgram.with { program in
            let stage = try Stage(program)
            var wrong: [String] = []
            for route in program.application.router.routes {
                guard case .signedIn(let access) = route.access, access.allows(.owner), route.method == .get,
                    route.pattern.hasPrefix("/api/v1/"), route.pattern.hasSuffix("/{id}")
                else { continue }
                let answer = try await program.ask(.get, try stage.requests.target(route), key: program.outsider)
                if answer.status != 200 { wrong.append("\(route.name): \(answer.status)") }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    /// Lists, searches, exports, reports and figures with the other's ids and words in whatever their address may name.
    @Test func no_filter_reaches_across() async throws {
        try await TestProgram.with { program in
            let stage = try Stage(program)
            let key = try #require(program.keys[.owner])
            let customer = try stage.requests.samples.id("customers", organisation: "\(program.theirs)")
            // Not the whole mark, which pages would repeat as what was asked for.
            let words = ["q", "search"].map { "\($0)=\(SampleRows.marks[1].dropLast(2))" }
            let names = ["ids", "customer", "customer_id", "record", "view", "pipeline", "owner_id"]
            var wrong: [String] = []
            for route in program.application.router.routes where route.method == .get {
                guard case .signedIn(let access) = route.access, access.allows(.owner), !route.pattern.contains("{")
                else { continue }
                for query in words + names.map({ "\($0)=\(customer)" }) {
                    let target = "\(route.pattern)?\(query)"
                    let answer = try await program.ask(.get, target, key: key)
                    if answer.status >= 500 { wrong.append("GET \(target): \(answer.status)") }
                    // Our own trail tells of the exports that were asked for with it.
                    if let leak = stage.leak(await answer.everything(), asked: "\(target) \(customer)") {
                        wrong.append("GET \(target): \(leak)")
                    }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    @Test func live_streams_tell_nothing_of_another_organisation() async throws {
        try await TestProgram.with { program in
            let stage = try Stage(program)
            let key = try #require(program.keys[.owner])
            var records: [(kind: String, id: String)] = []
            for kind in program.application.store.catalogue.resources.keys.sorted() {
                records.append((kind, try stage.requests.samples.id(kind, organisation: "\(program.theirs)")))
            }
            let topics = ["home"] + records.map(\.kind) + records.map { "\($0.kind)/\($0.id)" }
            var streams: [EventStream] = []
            for start in stride(from: 0, to: topics.count, by: 40) {
                let list = topics[start..<min(start + 40, topics.count)].joined(separator: ",")
                let answer = try await program.ask(.get, "/live?topics=\(list)", key: key)
                if case .events(let stream) = answer.body { streams.append(stream) }
            }
            #expect(streams.count > 1)
            for (kind, id) in records {
                try program.test.run(
                    """
                    insert into events (org_id, id, kind, record_kind, record_id, actor, correlation_id, at)
                    values ('\(program.theirs)', uuid_v7(), 'record.changed', '\(kind)', '\(id)', 'x', 'x', clock_timestamp()),
                      ('\(program.ours)', uuid_v7(), 'record.changed', '\(kind)', uuid_v7(), 'x', 'x', clock_timestamp())
                    """)
            }
            try await program.application.hub.tell()
            let heard = streams.map { $0.waiting() }.joined()
            #expect(heard.contains("record.changed"))
            #expect(stage.leak(heard, asked: "") == nil)
        }
    }
}

extension EventStream {
    /// What waits to be sent.
    fileprivate func waiting() -> String {
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let pulled = bytes.withUnsafeMutableBytes { pull(into: $0) }
        guard case .bytes(let count) = pulled else { return "" }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}

extension Response {
    /// Everything a client would get: pages, the whole of downloads, where it is sent on to, and under which name.
    fileprivate func everything() async -> String {
        var text = self.text + (headers["Location"] ?? "") + (headers["Content-Disposition"] ?? "")
        guard case .events(let stream) = body else { return text }
        // A live stream has no end; what it tells is looked at elsewhere.
        guard headers["Content-Type"]?.hasPrefix("text/event-stream") != true, stream.hasHeartbeat == false else {
            stream.close()
            return text
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            switch buffer.withUnsafeMutableBytes({ stream.pull(into: $0) }) {
            case .bytes(let count): text += String(decoding: buffer.prefix(count), as: UTF8.self)
            case .empty: await Task.yield()
            case .end, .overrun: return text
            }
        }
    }
}
