internal import Core
internal import Postgres
internal import Records

/// A year of believable records for the demo organisation, the same every time but for the day on which it ends.
struct DemoYear: Sendable {
    private let store: RecordStore
    private let organisation: ID<Organisation>

    init(_ store: RecordStore, organisation: ID<Organisation>) {
        self.store = store
        self.organisation = organisation
    }

    /// Adds the records unless the organisation has customers already: all of them or none.
    func load() async throws {
        let context = try await store.systemContext(organisation, actor: "demo", correlation: "demo", surface: .cli)
        let isNew = try await store.work(context, "demo.load") { work in
            let known = try await work.query("select 1 from customers where org_id = app_org() limit 1")
            guard known.isEmpty else { return false }
            try await describeBusiness(in: work)
            var book = DemoBook(try await DemoFacts(in: work))
            book.importCustomers()
            book.addVisits()
            book.addProspects()
            book.addErrands()
            book.addEmergency()
            book.addNotes()
            let selling = try await DemoSelling(in: work)
            book.addLeads(selling)
            book.addDeals(selling)
            book.addKeeping()
            try await book.write(in: work)
            return true
        }
        if isNew { try await DemoForecasts(store: store, context: context).load() }
    }

    /// What stands on the bills.
    private func describeBusiness(in work: Work) async throws {
        let billing: JSON = [
            "tax_rate": "8.25", "tax_name": "Sales tax", "prices_include_tax": false, "payment_days": 14,
            "address": "2100 East Cesar Chavez Street, Austin, TX 78702", "email": .string(Demo.email),
            "phone": .string(Demo.number), "tax_number": "74-1234567",
            "footer": "Thank you for choosing Harbor Home Services.",
        ]
        try await work.query(
            """
            update organisations set settings = jsonb_build_object('billing', \(billing)::jsonb) || settings
            where id = app_org()
            """)
    }
}
