import Contracts
import Core
import Files
import Foundation
import HTTP
import Postgres
import Records
import TestSupport
import Testing

@testable import App

/// The page of a record, seen as the router answers it.
@Suite(.serialized) struct RecordPageTests {
    // MARK: - Merged records

    @Test func an_old_id_leads_to_the_record_it_was_merged_into() async throws {
        try await TestProgram.with { program in
            let (old, new) = (try await program.customer("Old Ada"), try await program.customer("Ada"))
            try await program.merge(old, into: new)
            for tail in ["", "/edit", "?tab=files"] {
                let answer = try await program.open("/customers/\(old)\(tail)")
                #expect(answer.status == 301)
                #expect(answer.headers["Location"] == "/customers/\(new)\(tail)")
            }
            let read = try await program.ask(.get, "/api/v1/customers/\(old)?select=name", key: program.keys[.owner])
            #expect(read.status == 308)
            #expect(read.headers["Location"] == "/api/v1/customers/\(new)?select=name")
            let change = try await program.ask(
                .patch, "/api/v1/customers/\(old)", key: program.keys[.owner], body: ["name": "Ada M"])
            #expect(change.status == 308)
            #expect(change.headers["Location"] == "/api/v1/customers/\(new)")
        }
    }

    @Test func another_organisation_is_not_led_anywhere() async throws {
        try await TestProgram.with { program in
            let (old, new) = (try await program.customer("Old Ada"), try await program.customer("Ada"))
            try await program.merge(old, into: new)
            #expect(try await program.ask(.get, "/api/v1/customers/\(old)", key: program.outsider).status == 404)
            #expect(try await program.open("/customers/\(old)", key: program.outsider).status == 404)
        }
    }

    @Test func a_deleted_record_says_so_and_can_be_brought_back() async throws {
        try await TestProgram.with { program in
            let id = try await program.customer("Ada")
            let owner = program.keys[.owner]
            #expect(try await program.ask(.delete, "/api/v1/customers/\(id)", key: owner).status == 204)
            let gone = try await program.open("/customers/\(id)")
            #expect(gone.status == 410)
            #expect(gone.text.contains("/customers/\(id)/restore"))
            let agent = try await program.open("/customers/\(id)", key: program.keys[.agent])
            #expect(!agent.text.contains("/restore"))
            #expect(try await program.open("/customers/\(id)", key: program.outsider).status == 404)
        }
    }

    // MARK: - Neighbours

    @Test func arrows_lead_through_the_list_one_came_from() async throws {
        try await TestProgram.with { program in
            var ids: [String: Identifier] = [:]
            for name in ["Cora", "Ada", "Dora", "Bea"] { ids[name] = try await program.customer(name) }
            func arrows(_ name: String, in list: String) async throws -> [String] {
                let page = try await program.open("/customers/\(ids[name]!)?in=\(PercentCoding.encode(list))").text
                return ids.filter { $0.key != name && page.contains("href=\"/customers/\($0.value)?in=") }.keys.sorted()
            }
            #expect(try await arrows("Bea", in: "order=name") == ["Ada", "Cora"])
            #expect(try await arrows("Ada", in: "order=name") == ["Bea"])
            #expect(try await arrows("Dora", in: "order=name") == ["Cora"])
            #expect(try await arrows("Dora", in: "order=name.desc") == ["Cora"])
            _ = try await program.ask(
                .patch, "/api/v1/customers/\(ids["Bea"]!)", key: program.keys[.owner], body: ["status": "archived"])
            #expect(try await arrows("Ada", in: "status=prospect&order=name") == ["Cora"])
            // What is no list is as good as none.
            #expect(try await program.open("/customers/\(ids["Ada"]!)?in=nonsense%3Dx").status == 200)
        }
    }

    // MARK: - Who may see what

    @Test func the_audit_trail_is_for_managers() async throws {
        try await TestProgram.with { program in
            let id = try await program.customer("Ada")
            _ = try await program.ask(
                .patch, "/api/v1/customers/\(id)", key: program.keys[.owner], body: ["status": "active"])
            let page = try await program.open("/customers/\(id)?tab=audit", key: program.keys[.manager])
            #expect(page.status == 200)
            #expect(page.text.contains("<del>Prospect</del>") && page.text.contains("<ins>Active</ins>"))
            let narrowed = try await program.open("/customers/\(id)?tab=audit&field=email", key: program.keys[.manager])
            #expect(!narrowed.text.contains("<ins>Active</ins>"))
            for role in [Role.agent, .technician, .viewer] {
                #expect(try await program.open("/customers/\(id)?tab=audit", key: program.keys[role]).status == 404)
            }
            #expect(try await program.open("/customers/\(id)?tab=audit", key: program.outsider).status == 404)
        }
    }

    @Test func a_file_is_for_those_who_may_see_its_record() async throws {
        try await TestProgram.with { program in
            let id = try await program.customer("Ada")
            let file = try await program.attach("plan.txt", Array("a plan".utf8), to: id)
            for role in [Role.owner, .agent, .technician, .viewer] {
                #expect(try await program.ask(.get, "/files/\(file)", key: program.keys[role]).status == 200)
            }
            // A sales person sees their own customers only.
            #expect(try await program.ask(.get, "/files/\(file)", key: program.keys[.sales]).status == 404)
            #expect(try await program.ask(.get, "/files/\(file)", key: program.outsider).status == 404)
            let sales = try await program.open("/customers/\(id)?tab=files", key: program.keys[.sales])
            #expect(sales.status == 404 && !sales.text.contains("plan.txt"))
        }
    }

    @Test func a_file_taken_from_its_record_is_out_of_reach() async throws {
        try await TestProgram.with { program in
            let id = try await program.customer("Ada")
            let file = try await program.attach("plan.txt", Array("a plan".utf8), to: id)
            let link = try program.test.column("select id from record_files")[0]
            let path = "/customers/\(id)/files/\(link)"
            #expect(try await program.ask(.post, path + "/delete", key: program.keys[.viewer], body: [:]).status == 403)
            #expect(try await program.ask(.post, path + "/delete", key: program.outsider, body: [:]).status == 404)
            #expect(try await program.ask(.post, path + "/delete", key: program.keys[.agent], body: [:]).status == 303)
            #expect(try await program.ask(.get, "/files/\(file)", key: program.keys[.owner]).status == 404)
            #expect(try await program.ask(.post, path + "/restore", key: program.keys[.agent], body: [:]).status == 303)
            #expect(try await program.ask(.get, "/files/\(file)", key: program.keys[.owner]).status == 200)
        }
    }

    @Test func files_follow_a_merge() async throws {
        try await TestProgram.with { program in
            let (old, new) = (try await program.customer("Old Ada"), try await program.customer("Ada"))
            let file = try await program.attach("plan.txt", Array("a plan".utf8), to: old)
            try await program.merge(old, into: new)
            #expect(try await program.open("/customers/\(new)?tab=files").text.contains("plan.txt"))
            #expect(try await program.ask(.get, "/files/\(file)", key: program.keys[.owner]).status == 200)
        }
    }

    // MARK: - What a file is

    @Test(arguments: [
        ("page.png", "<html><script>alert(1)</script></html>"),
        ("picture.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"),
        ("notes.txt", "<!doctype html><body onload=alert(1)>"),
        ("feed.pdf", "<?xml version=\"1.0\"?><a xmlns=\"http://www.w3.org/1999/xhtml\"/>"),
    ])
    func what_could_run_script_is_a_download_whatever_it_is_called(name: String, content: String) async throws {
        try await TestProgram.with { program in
            let file = try await program.attach(name, Array(content.utf8), to: try await program.customer("Ada"))
            let answer = try await program.ask(.get, "/files/\(file)", key: program.keys[.owner])
            #expect(answer.headers["Content-Type"] == "application/octet-stream")
            #expect(answer.headers["Content-Disposition"]?.hasPrefix("attachment") == true)
        }
    }

    @Test func a_picture_is_shown_as_what_it_is() async throws {
        try await TestProgram.with { program in
            let png: [UInt8] = [
                0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0,
                0, 1, 8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89,
            ]
            let file = try await program.attach("report.html", png, to: try await program.customer("Ada"))
            let answer = try await program.ask(.get, "/files/\(file)", key: program.keys[.owner])
            #expect(answer.headers["Content-Type"] == "image/png")
        }
    }

    // MARK: - The timeline

    @Test func every_kind_of_event_is_told_in_words() async throws {
        try await TestProgram.with { program in
            let id = try await program.customer("Ada")
            for (index, kind) in Self.kinds.enumerated() {
                try program.event(kind.name, number: index, customer: id)
            }
            let page = try await program.open("/customers/\(id)").text
            let silent = [EventKinds.messageDelivered]
            for kind in Self.kinds where !silent.contains(kind.name) {
                #expect(page.contains(kind.words), "\(kind.name) is not told as “\(kind.words)”")
                #expect(!page.contains(kind.name), "\(kind.name) is told by its name")
            }
        }
    }

    @Test func a_change_is_told_with_before_and_after() async throws {
        try await TestProgram.with { program in
            let id = try await program.customer("Ada")
            _ = try await program.ask(
                .patch, "/api/v1/customers/\(id)", key: program.keys[.owner], body: ["status": "active"])
            let page = try await program.open("/customers/\(id)?kind=changes").text
            #expect(page.contains("Status: Prospect → Active by "))
            let calls = try await program.open("/customers/\(id)?kind=calls").text
            #expect(!calls.contains("Status: Prospect → Active"))
        }
    }

    @Test func older_entries_come_page_by_page_without_gaps() async throws {
        try await TestProgram.with { program in
            let id = try await program.customer("Ada")
            for number in 0..<95 { try program.event("note.created", number: number, customer: id) }
            var seen: [String] = []
            var path: String? = "/customers/\(id)"
            while let address = path {
                let page = try await program.open(address).text
                seen += page.matches(of: /title-([0-9]+)-end/).map { String($0.output.1) }
                path = page.firstMatch(of: /\?before=[0-9a-f-]+/).map { "/customers/\(id)\($0.output)" }
            }
            #expect(seen == (0..<95).reversed().map(String.init))
        }
    }

    /// Every kind that domains tell each other of, the generic ones, and one that nobody has words for.
    private static let kinds: [(name: String, words: String)] = [
        (EventKinds.customerCreated, "New customer"), (EventKinds.callStarted, "Call came in"),
        (EventKinds.callEnded, "Call ended"), (EventKinds.emergencyRaised, "Emergency: "),
        (EventKinds.emergencyAcknowledged, "accepted the emergency"), (EventKinds.callbackQueued, "To be called back"),
        (EventKinds.appointmentBooked, "booked for"), (EventKinds.appointmentRescheduled, "moved from"),
        (EventKinds.appointmentCancelled, "cancelled"), (EventKinds.appointmentConfirmed, "confirmed"),
        (EventKinds.appointmentDeparted, "on the way"), (EventKinds.appointmentArrived, "on site"),
        (EventKinds.appointmentMissed, "Nobody was there"), (EventKinds.appointmentCompleted, "completed"),
        (EventKinds.messageSent, "Text message to"), (EventKinds.messageDelivered, ""),
        (EventKinds.messageFailed, "failed"), (EventKinds.messageReceived, "Text message received"),
        (EventKinds.invoiceDrafted, "drafted"), (EventKinds.invoiceIssued, "issued"),
        (EventKinds.invoicePaid, "paid"), (EventKinds.paymentReceived, "received"),
        ("note.created", "noted"), ("file.added", "added a file"), ("gadget.polished", "Gadget polished"),
    ]
}

extension TestProgram {
    fileprivate func open(_ target: String, key: String? = nil) async throws -> Response {
        try await ask(.get, target, key: key ?? keys[.owner], accept: "text/html")
    }

    fileprivate func customer(_ name: String) async throws -> Identifier {
        let answer = try await ask(.post, "/api/v1/customers", key: keys[.owner], body: ["name": .string(name)])
        let id = try JSON(parsing: Array(answer.text.utf8))["id"]?.string.flatMap { Identifier($0) }
        return try #require(id)
    }

    fileprivate func merge(_ old: Identifier, into new: Identifier) async throws {
        _ = try await ask(.delete, "/api/v1/customers/\(old)", key: keys[.owner])
        try await application.store.work(TestDatabase.context(ours), "test") { work in
            try await Redirects.add("customers", from: old, to: new, in: work)
        }
    }

    fileprivate func attach(_ name: String, _ bytes: [UInt8], to customer: Identifier) async throws -> ID<File> {
        let store = application.store
        let resource = try store.catalogue.resource("customers", for: .owner)
        let path = "\(Repository.root)/.build/upload-\(UInt64.random(in: 0...UInt64.max))"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { unlink(path) }
        return try await store.work(TestDatabase.context(ours), "test") { work in
            let (id, _) = try await self.application.services.files.save(
                upload: path, name: name, in: work.transaction)
            try await RecordFiles.attach(
                id, named: name, to: resource, customer, customer: ID(customer), in: work)
            return id
        }
    }

    /// An event of a customer; the higher the number, the later.
    fileprivate func event(_ kind: String, number: Int, customer: Identifier) throws {
        let record = kind.split(separator: ".")[0] + "s"
        let id = Identifier(high: 0x0300_0000_0000_7000, low: 0x8000_0000_0000_0000 | UInt64(number))
        try test.run(
            """
            insert into events (org_id, id, kind, record_kind, record_id, customer_id, payload, actor, correlation_id, at)
            values ('\(ours)', '\(id)', '\(kind)', '\(record)', '\(id)', '\(customer)',
              '{"title": "title-\(number)-end"}', 'system:test', 'test', now())
            """)
    }
}
