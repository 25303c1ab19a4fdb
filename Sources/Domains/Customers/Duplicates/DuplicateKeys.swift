internal import Core
internal import Postgres
internal import Records

/// What customers are compared by.
struct DuplicateKeys: Sendable {
    var name: String?
    var phones: [String] = []
    var emails: [String] = []
    /// As `address_matching` has them.
    var addresses: [String] = []

    struct Candidate: Sendable {
        let id: Identifier
        let name: String
        let status: String
        let place: String?
        let score: DuplicateScore
    }

    private static let limit = 25

    /// The customers that have a key in common, each look served by an index. One statement.
    func select(except known: Identifier?) -> SQL {
        let limit = SQL(trusted: "\(Self.limit)")
        let live: SQL = "org_id = app_org() and deleted_at is null"
        let emails: SQL = "array(select email_matching(e) from unnest(\(emails)::text[]) e)"
        // The keys are looked up first and once, then the customers found: a planner that takes the organisation for a small
        // one, as before its first statistics, would look them up again for each of its customers.
        return """
            with found as materialized (
              (select id, 'phone' as key from customers where \(live) and phone = any(\(phones)::text[]) limit \(limit))
              union all
              (select customer_id, 'phone' from contacts where \(live) and phone = any(\(phones)::text[]) limit \(limit))
              union all
              (select customer_id, 'phone' from contacts where \(live) and second_phone = any(\(phones)::text[]) limit \(limit))
              union all
              (select id, 'email' from customers where \(live) and matching_email = any(\(emails)) limit \(limit))
              union all
              (select customer_id, 'email' from contacts where \(live) and matching_email = any(\(emails)) limit \(limit))
              union all
              (select customer_id, 'email' from contacts where \(live) and matching_second_email = any(\(emails))
                limit \(limit))
              union all
              (select customer_id, 'address' from sites where \(live) and matching = any(\(addresses)::text[]) limit \(limit))
              union all
              (select id, 'name' from customers where \(live) and matching_name = name_matching(\(name)::text)
                limit \(limit))),
            keys as materialized (
              select id, bool_or(key = 'phone') as phone, bool_or(key = 'email') as email, bool_or(key = 'address') as address
              from found where id is distinct from \(known)::uuid group by id)
            select c.id, c.name, c.status, k.phone, k.email, k.address,
              coalesce(c.matching_name = name_matching(\(name)::text), false) as same_name,
              (select one_line from sites s where s.org_id = c.org_id and s.customer_id = c.id and s.deleted_at is null
                order by s.created_at desc, s.id desc limit 1) as place
            from keys k cross join lateral (
              select * from customers where org_id = app_org() and id = k.id and deleted_at is null limit 1) c
            """
    }

    /// Reads `select`'s rows, the likeliest first.
    func candidates(_ rows: Rows) throws -> [Candidate] {
        let words = Set(Self.words(name ?? ""))
        return try rows.map { row in
            let other: String = try row.get("name")
            return Candidate(
                id: try row.get("id"), name: other, status: try row.get("status"), place: try row.optional("place"),
                score: DuplicateScore(
                    phone: try row.get("phone"), email: try row.get("email"), name: try row.get("same_name"),
                    address: try row.get("address"),
                    // Nobody is told apart by a name that has not been given.
                    shareWord: words.isEmpty || !words.isDisjoint(with: Self.words(other))))
        }
        .sorted { ($0.score.value, $1.id.description) > ($1.score.value, $0.id.description) }
    }

    private static func words(_ name: String) -> [String] {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// What `customer` is compared by: their own, their contacts' and their sites'. Columns `name`, `phones`, …
    static func select(of customer: Identifier) -> SQL {
        """
        select c.name,
          (select coalesce(json_agg(p), '[]') from (select c.phone as p where c.phone is not null union
            select unnest(array[k.phone, k.second_phone]) from contacts k where k.org_id = c.org_id
              and k.customer_id = c.id and k.deleted_at is null) known where p is not null)::text as phones,
          (select coalesce(json_agg(e), '[]') from (select c.email as e where c.email is not null union
            select unnest(array[k.email, k.second_email]) from contacts k where k.org_id = c.org_id
              and k.customer_id = c.id and k.deleted_at is null) known where e is not null)::text as emails,
          (select coalesce(json_agg(s.matching), '[]') from sites s where s.org_id = c.org_id
            and s.customer_id = c.id and s.deleted_at is null)::text as addresses
        from customers c where c.org_id = app_org() and c.id = \(customer) and c.deleted_at is null
        """
    }

    init(name: String?, phones: [String] = [], emails: [String] = [], addresses: [String] = []) {
        self.name = name
        self.phones = phones
        self.emails = emails
        self.addresses = addresses
    }

    init(row: Row) throws {
        func list(_ column: String) throws -> [String] {
            (try JSON(parsing: try row.get(column, as: String.self)).array ?? []).compactMap(\.string)
        }
        name = try row.get("name")
        phones = try list("phones")
        emails = try list("emails")
        addresses = try list("addresses")
    }
}
