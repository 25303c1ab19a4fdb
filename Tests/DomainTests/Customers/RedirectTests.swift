import Core
import Records
import TestSupport
import Testing

/// Old ids of records that were merged into others.
@Suite struct RedirectTests {
    private let a = TestDatabase.id(1, of: Customer.self).value
    private let b = TestDatabase.id(2, of: Customer.self).value
    private let c = TestDatabase.id(3, of: Customer.self).value
    private let d = TestDatabase.id(4, of: Customer.self).value

    private func with(_ body: @Sendable (Workplace) async throws -> Void) async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        try await body(place)
    }

    @Test func an_id_that_was_never_merged_stands_for_itself() async throws {
        try await with { place in
            let target = try await place.target(a)
            #expect(target == a)
        }
    }

    @Test func a_chain_leads_to_its_end_in_one_step() async throws {
        try await with { place in
            try await place.merge(a, into: b)
            try await place.merge(b, into: c)
            try await place.merge(d, into: a)
            #expect(try await place.target(a) == c)
            #expect(try await place.target(b) == c)
            #expect(try await place.target(d) == c)
        }
    }

    @Test func undoing_a_merge_frees_those_behind_it_too() async throws {
        try await with { place in
            try await place.merge(a, into: b)
            try await place.merge(b, into: c)
            try await place.merge(c, into: d)
            try await place.work { try await Redirects.remove("customers", from: b, in: $0) }
            #expect(try await place.target(a) == b)
            #expect(try await place.target(b) == b)
            #expect(try await place.target(c) == d)
        }
    }

    @Test func undoing_the_first_of_two_merges_leaves_the_second() async throws {
        try await with { place in
            try await place.merge(a, into: b)
            try await place.merge(b, into: c)
            try await place.work { try await Redirects.remove("customers", from: a, in: $0) }
            #expect(try await place.target(a) == a)
            #expect(try await place.target(b) == c)
        }
    }

    @Test func refuses_a_circle() async throws {
        try await with { place in
            try await place.merge(a, into: b)
            try await place.merge(b, into: c)
            await #expect(throws: Problem.self) { try await place.merge(c, into: a) }
            #expect(try await place.target(c) == c)
        }
    }

    @Test func merging_twice_is_merging_once() async throws {
        try await with { place in
            try await place.merge(a, into: b)
            try await place.merge(a, into: b)
            #expect(try await place.target(a) == b)
        }
    }

    @Test func another_organisation_and_another_resource_know_nothing_of_it() async throws {
        try await with { place in
            try await place.merge(a, into: b)
            let other = place.context(organisation: TestDatabase.id(9))
            #expect(try await Redirects.target("customers", a, other, place.store.database) == nil)
            #expect(try await Redirects.target("leads", a, place.context(), place.store.database) == nil)
        }
    }
}

extension Workplace {
    fileprivate func merge(_ old: Identifier, into new: Identifier) async throws {
        try await work { try await Redirects.add("customers", from: old, to: new, in: $0) }
    }

    fileprivate func target(_ id: Identifier) async throws -> Identifier {
        try await Redirects.target("customers", id, context(), store.database) ?? id
    }
}
