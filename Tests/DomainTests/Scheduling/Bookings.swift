import Contracts
import Core
import Records
import Scheduling
import TestSupport

extension Workplace {
    var schedule: any DaySchedule { SchedulingModule.daySchedule(test.database) }

    /// Every start of that day, in the organisation's zone.
    func slots(_ type: JobTypeSummary, _ date: String, excluding: ID<Appointment>? = nil) async throws -> [FreeSlot] {
        let from = try at(date, "00:00")
        let until = try at(date, "24:00")
        return try await work {
            try await book.slots(for: type.id, from: from, until: until, limit: 1000, excluding: excluding, in: $0)
        }
    }

    /// Books a slot, for somebody new unless told.
    func take(_ slot: FreeSlot, _ type: JobTypeSummary, for customer: ID<Customer>? = nil) async throws -> ID<
        Appointment
    > {
        let chosen = if let customer { customer } else { try await self.customer("Somebody") }
        return try await work {
            try await book.book(
                customer: chosen, site: nil, jobType: type.id, slot: slot, notes: "", source: "call", in: $0)
        }
    }

    func makeCustomers(_ count: Int) async throws -> [ID<Customer>] {
        try test.run(
            """
            insert into customers (org_id, id, name)
            select '\(organisation)', uuid_v7(), 'Customer ' || n from generate_series(1, \(count)) n
            """)
        return try test.column("select id from customers").compactMap { ID($0) }
    }

    /// The wall clock's times of the slots: `08:00`.
    func times(_ slots: [FreeSlot]) -> [String] { slots.map { zone.local($0.start).time.description } }
}
