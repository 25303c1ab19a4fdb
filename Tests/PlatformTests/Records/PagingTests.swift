import Core
import Records
import TestSupport
import Testing

@Suite struct PagingTests {
    /// Whatever the order, and with nulls and equal values in it, following the cursor gives what OFFSET gives.
    @Test func following_the_cursor_gives_every_record_once_in_order() async throws {
        try await RecordBench.with { bench in
            var random = SystemRandomNumberGenerator()
            for number in 0..<40 {
                var members: [String: JSON] = ["name": .string("n\(number)")]
                if Bool.random(using: &random) { members["amount"] = .int(Int64.random(in: 0...3, using: &random)) }
                if Bool.random(using: &random) { members["colour"] = Bool.random(using: &random) ? "red" : "blue" }
                if Bool.random(using: &random) {
                    members["day"] = Bool.random(using: &random) ? "2026-03-01" : "2026-03-02"
                }
                try await bench.create(members)
            }
            let orders = [
                "amount", "amount.desc", "amount.asc,colour.desc", "amount.desc,colour.asc,day.desc",
                "colour.desc,day.desc",
                "name", "created_at.desc", "amount,id.desc", "id", "is_open", "amount.desc.nullslast",
                "amount.asc.nullsfirst",
            ]
            for order in orders {
                let expected = try await bench.list(("order", order), ("limit", "200")).names
                #expect(Set(expected).count == 40)
                for limit in [1, 7, 39, 40] {
                    var found: [String] = []
                    var after: String?
                    repeat {
                        var parameters = [("order", order), ("limit", "\(limit)")]
                        if let after { parameters.append(("after", after)) }
                        let page = try await bench.list(parameters)
                        found += page.names
                        after = page.next
                    } while after != nil && found.count <= 40
                    #expect(found == expected, "\(order), pages of \(limit)")
                }
            }
        }
    }

    @Test func nulls_come_where_they_are_asked_for() async throws {
        try await RecordBench.with { bench in
            try await bench.create(["name": "none"])
            try await bench.create(["name": "one", "amount": 1])
            #expect(try await bench.list(("order", "amount.desc.nullslast")).names == ["one", "none"])
            #expect(try await bench.list(("order", "amount.asc.nullsfirst")).names == ["none", "one"])
        }
    }
}
