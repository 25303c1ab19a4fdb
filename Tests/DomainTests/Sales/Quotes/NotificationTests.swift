import Core
import Notifications
import Postgres
import Records
import Synchronization
import TestSupport
import Testing

@testable import Sales

extension QuoteTests {
    @Suite struct NotificationTests {
        private let kind = NotificationKind("deal.won", "A deal is won")

        private func tell(
            _ office: QuoteOffice, _ members: [ID<User>], _ title: String = "Won", key: String? = nil,
            as context: Context? = nil
        ) async throws {
            let news = NewNotification(kind, title, path: "/deals", key: key)
            try await office.store.work(context ?? office.context(), "test") {
                try await Notifications.notify(members, news, in: $0)
            }
        }

        private func list(_ office: QuoteOffice, _ context: Context) async throws -> [NotificationLine] {
            try await office.test.database.query(context, NotificationReads.list(unread: true, limit: 50))
                .map(NotificationLine.init)
        }

        @Test func each_sees_their_own_and_ticks_off_their_own() async throws {
            try await QuoteOffice.run { office in
                try await tell(office, [office.seller, office.rep])
                let (sam, vera) = (
                    office.context(.sales, as: office.seller), office.context(.viewer, as: office.rep)
                )
                let sams = try await list(office, sam)
                #expect(sams.count == 1)
                #expect(try await list(office, office.context()).isEmpty)
                let foreign = NotificationReads.mark(sams[0].id, read: true, at: office.clock.now)
                #expect(try await office.test.database.query(office.context(), foreign).isEmpty)
                #expect(
                    try await office.test.database.query(
                        office.context(),
                        "update notifications set read_at = now() where org_id = app_org() returning id"
                    ).isEmpty)
                // One who only looks may still tick off.
                _ = try await office.test.database.query(vera, NotificationReads.markAll(at: office.clock.now))
                #expect(try await list(office, vera).isEmpty)
                #expect(try await list(office, sam).count == 1)
            }
        }

        @Test func nobody_is_told_of_their_own_deed_and_the_same_only_once() async throws {
            try await QuoteOffice.run { office in
                try await tell(office, [office.owner, office.seller], key: "deal/1")
                try await tell(office, [office.owner, office.seller], key: "deal/1")
                #expect(try office.column("select member_id from notifications") == ["\(office.seller)"])
            }
        }

        @Test func what_is_undone_was_never_told() async throws {
            try await QuoteOffice.run { office in
                _ = try await problem {
                    try await office.store.work(office.context(), "test") { work in
                        try await Notifications.notify(
                            office.seller, NewNotification(kind, "Won", path: "/deals"), in: work)
                        throw Problem.conflict("no", "No.")
                    }
                }
                #expect(try office.column("select 1 from notifications").isEmpty)
            }
        }

        @Test func each_hears_as_they_chose() async throws {
            try await QuoteOffice.run { office in
                let sam = office.context(.sales, as: office.seller)
                _ = try await office.test.database.query(
                    sam, NotificationPreferences.set(kind, .init(isInApp: false, isByEmail: false)))
                try await tell(office, [office.seller])
                #expect(try office.column("select 1 from notifications").isEmpty)
                _ = try await office.test.database.query(
                    sam, NotificationPreferences.set(kind, .init(isInApp: false, isByEmail: true)))
                try await tell(office, [office.seller], "One")
                try await tell(office, [office.seller], "Two")
                #expect(try await list(office, sam).isEmpty)
                let context = try await office.store.systemContext(
                    office.organisation, actor: "jobs", correlation: "mail")
                try await office.upkeep.mail(context, office.store)
                try await office.upkeep.mail(context, office.store)
                let letters = office.letters.withLock { $0 }
                #expect(letters.count == 1 && letters[0].address == "sam@harbor.example")
                #expect(letters[0].body.contains("One") && letters[0].body.contains("Two"))
            }
        }

        @Test func nobody_chooses_for_another() async throws {
            try await QuoteOffice.run { office in
                await #expect(throws: PostgresError.self) {
                    try await office.test.database.query(
                        office.context(),
                        """
                        insert into notification_preferences (org_id, member_id, kind, in_app, by_email)
                        values (app_org(), \(office.seller), 'deal.won', false, false)
                        """)
                }
            }
        }
    }
}
