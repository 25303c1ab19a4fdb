internal import Contracts
internal import Core
internal import Phone
internal import Postgres

/// Takes a person out of every table, the audit trail too, in one transaction across what their organisation's roles may
/// change. What the law wants kept stays, with the least that it needs.
struct CustomerErasure: Sendable {
    let organisation: ID<Organisation>
    let customer: Identifier
    let request: Identifier
    let country: String
    let identities: IdentityKey
    let transaction: Transaction

    /// Gives what was erased and what was kept, by table; nil if there is no such customer.
    func perform() async throws -> JSON? {
        transaction.queue(
            """
            select set_config('app.org', \(organisation.description), true), set_config('app.role', 'system', true),
              set_config('app.actor', 'system:privacy', true), set_config('app.action', 'customers.erase', true),
              set_config('app.erasing', 'on', true), set_config('app.surface', 'job', true)
            """)
        let whole = try await ask(
            """
            with recursive those (id) as (select \(customer)::uuid union
              select c.id from customers c join those t on c.merged_into = t.id where c.org_id = app_org())
            select c.id, c.name, c.phone, c.email from customers c join those using (id) where c.org_id = app_org()
            """)
        let subjects: [Identifier] = try whole.map { try $0.get("id") }
        guard subjects.contains(customer) else { return nil }
        let addresses = try await addresses(of: subjects)
        for address in addresses { remember(address) }
        let rows = try await SubjectRows.find(subjects) { try await transaction.query($0) }
        let columns = try PersonalColumn.byTable(try await ask(PersonalColumn.select))
        let files = try await files(of: rows)
        transaction.queue(
            "update files set name = 'Erased' where org_id = app_org() and id = any(\(files)::uuid[])")
        var erased: [String: Int] = [:]
        var kept: [String: Int] = [:]
        try await clearLedger(of: subjects, addresses)
        for part in rows.parts where part.table != "consents" {
            if let parts = PersonalColumn.kept[part.table] {
                kept[part.table, default: 0] += part.ids.count
                try await lighten(part, parts)
            } else if let columns = columns[part.table] {
                erased[part.table, default: 0] += try await clear(part, columns)
            }
        }
        try await clearCustomers(subjects)
        try await clearNotifications(rows, subjects)
        try await sweep(addresses, columns)
        try await clearHistory(rows, subjects, addresses, files)
        erased["customers"] = subjects.count
        return [
            "erased": .object(erased.mapValues { .int(Int64($0)) }),
            "kept": .object(kept.mapValues { .int(Int64($0)) }), "files": .array(files.map { .text($0) }),
        ]
    }

    /// Stored files that the rows to be cleared name; those of invoices are kept.
    private func files(of rows: SubjectRows) async throws -> [Identifier] {
        var files: [Identifier] = []
        for part in rows.parts where PersonalColumn.kept[part.table] == nil && !part.ids.isEmpty {
            let found = try await ask(
                """
                select distinct f.id from (select * from \(identifier: part.table) where \(part.condition)) t,
                  jsonb_path_query(to_jsonb(t), 'strict $.**') value, files f where f.org_id = app_org() and jsonb_typeof(value) = 'string'
                  and f.id::text = value #>> '{}'
                  and not exists (select from invoices i where i.org_id = f.org_id and i.pdf_file_id = f.id)
                  and not exists (select from quote_versions v where v.org_id = f.org_id and v.pdf_file_id = f.id)
                """)
            for row in found { files.append(try row.get("id")) }
        }
        return Array(Set(files))
    }

    private func ask(_ sql: SQL) async throws -> Rows { try await transaction.query(sql) }

    /// Their numbers and mailboxes, as stored.
    private func addresses(of subjects: [Identifier]) async throws -> [String] {
        try await ask(
            """
            select distinct address from (
              select unnest(array[phone, email]) as address from customers where org_id = app_org() and id = any(\(subjects)::uuid[])
              union select unnest(array[phone, second_phone, email, second_email]) from contacts
                where org_id = app_org() and customer_id = any(\(subjects)::uuid[])) said where address is not null
            """
        ).map { try $0.get("address") }
    }

    private func remember(_ address: String) {
        transaction.queue(
            """
            insert into erased_identities (org_id, key, kind, request_id)
            values (app_org(), \(identities.hash(address, organisation)), \(address.contains("@") ? "email" : "phone"), \(request))
            on conflict do nothing
            """)
    }

    /// What was agreed and withdrawn goes on to hold, of a number nobody can read any more.
    private func clearLedger(of subjects: [Identifier], _ addresses: [String]) async throws {
        for address in addresses {
            transaction.queue(
                """
                update consents set address_key = \(identities.hash(address, organisation)), address = null
                where org_id = app_org() and address = \(address.lowercased())
                """)
            // A withdrawal of all ways to reach somebody holds for each of their addresses.
            transaction.queue(
                """
                insert into consents (org_id, id, channel, purpose, state, source, address_key, at)
                select distinct on (channel, purpose) app_org(), uuid_v7(), channel, purpose, state, 'erasure',
                  \(identities.hash(address, organisation))::bytea, at
                from consents where org_id = app_org() and customer_id = any(\(subjects)::uuid[]) and address is null
                  and address_key is null and channel = any(\(address.contains("@") ? ["email"] : ["call", "text"])::text[])
                order by channel, purpose, at desc, id desc
                """)
        }
        try await ask(
            """
            update consents set proof = null, address = null
            where org_id = app_org() and customer_id = any(\(subjects)::uuid[])
            """)
        transaction.queue(
            "delete from text_opt_outs where org_id = app_org() and number = any(\(addresses)::text[])")
    }

    /// Gives how many rows.
    private func clear(_ part: SubjectRows.Part, _ columns: [PersonalColumn]) async throws -> Int {
        var assignments = columns.map(\.assignment)
        switch part.table {
        case "record_files":
            return try await ask("delete from record_files where \(part.condition)").affected
        case "sites":
            assignments += ["deleted_at = coalesce(deleted_at, now())", "latitude = null", "longitude = null"]
        case "contacts", "notes": assignments.append("deleted_at = coalesce(deleted_at, now())")
        default: break
        }
        return try await ask(
            "update \(identifier: part.table) set \(SQL.joined(assignments, by: ", ")) where \(part.condition)"
        ).affected
    }

    /// What members were told of them: it names people, and is about the moment.
    private func clearNotifications(_ rows: SubjectRows, _ subjects: [Identifier]) async throws {
        let ids = (rows.parts.flatMap(\.ids) + subjects).map(\.description)
        try await ask(
            "delete from notifications where org_id = app_org() and split_part(path, '/', 3) = any(\(ids)::text[])")
    }

    private func lighten(_ part: SubjectRows.Part, _ columns: [String]) async throws {
        switch part.table {
        case "invoices":
            try await ask(
                """
                update invoices set billed_to = billed_to - '{email, phone}'::text[], notes = '' where \(part.condition)
                """)
        case "quotes":
            try await ask(
                "update quotes set notes = null, decline_reason = null, custom = '{}' where \(part.condition)")
        case "quote_versions":
            try await ask(
                """
                update quote_versions set content = content || jsonb_build_object('notes', '',
                  'addressed_to', (content -> 'addressed_to') - '{email, phone}'::text[]) where \(part.condition)
                """)
        case "quote_acceptances":
            try await ask(
                "update quote_acceptances set signature = null, address = null, user_agent = null where \(part.condition)"
            )
        case "payments": try await ask("update payments set note = null where \(part.condition) and note is not null")
        default: break
        }
        if columns.isEmpty { return }
        try await ask(
            """
            update audit_entries set changes = changes - \(columns)::text[], erased_at = now() where org_id = app_org()
              and record_kind = \(part.table) and record_id = any(\(part.ids)::uuid[]) and changes ?| \(columns)::text[]
            """)
    }

    private func clearCustomers(_ subjects: [Identifier]) async throws {
        try await ask(
            """
            update customers set name = 'Erased customer', status = 'archived', phone = null, email = null,
              industry_id = null, tags = '{}', preferred_channel = null, preferred_times = null, language = null,
              zone = null, custom = '{}', reseller_id = null, erased_at = now(), deleted_at = coalesce(deleted_at, now())
            where org_id = app_org() and id = any(\(subjects)::uuid[])
            """)
        transaction.queue(
            """
            update customer_merges set snapshot = '{}', merged_name = 'Erased', undoable_until = least(undoable_until, now())
            where org_id = app_org() and (survivor_id = any(\(subjects)::uuid[]) or merged_id = any(\(subjects)::uuid[]))
            """)
        transaction.queue(
            """
            delete from duplicate_pairs where org_id = app_org()
              and (first_id = any(\(subjects)::uuid[]) or second_id = any(\(subjects)::uuid[]))
            """)
        transaction.queue(
            "delete from segment_members where org_id = app_org() and customer_id = any(\(subjects)::uuid[])")
    }

    /// Their numbers and mailboxes wherever else they are written: in unlinked calls, in files read for an import, in
    /// what was asked of Mainline today.
    private func sweep(_ addresses: [String], _ columns: [String: [PersonalColumn]]) async throws {
        let patterns = patterns(addresses)
        if patterns.isEmpty { return }
        for (table, columns) in columns.sorted(by: { $0.key < $1.key }) where table != "events" {
            let text = SQL.joined(columns.map { "\(identifier: $0.column)::text" }, by: ", ")
            let holds: SQL = "concat_ws(' ', \(text)) like any(\(patterns)::text[])"
            let assignments = columns.map {
                let own: SQL = "\(identifier: $0.column)"
                return
                    "\(own) = case when \(own)::text like any(\(patterns)::text[]) then \($0.replacement) else \(own) end"
                    as SQL
            }
            try await ask(
                "update \(identifier: table) set \(SQL.joined(assignments, by: ", ")) where org_id = app_org() and \(holds)"
            )
        }
    }

    /// As stored, and as people write numbers.
    private func patterns(_ addresses: [String]) -> [String] {
        var words: Set<String> = []
        for address in addresses {
            words.insert(address)
            guard address.hasPrefix("+") else { continue }
            words.insert(String(address.dropFirst()))
            if let number = parsed(address) { words.formUnion([number.national, number.international]) }
        }
        return words.filter { $0.count > 5 }.sorted().map {
            "%" + $0.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_") + "%"
        }
    }

    /// nil for a number that was kept as it was said.
    private func parsed(_ number: String) -> PhoneNumber? {
        do {
            return try PhoneNumber(parsing: number, country: country)
        } catch {
            return nil
        }
    }

    /// What happened stays; what was said in it goes.
    private func clearHistory(
        _ rows: SubjectRows, _ subjects: [Identifier], _ addresses: [String], _ files: [Identifier]
    ) async throws {
        let patterns = patterns(addresses)
        try await ask(
            """
            update events set payload = '{}' where org_id = app_org()
              and (customer_id = any(\(subjects)::uuid[]) or payload::text like any(\(patterns)::text[]))
            """)
        let tables =
            rows.parts.filter { PersonalColumn.kept[$0.table] == nil } + [
                SubjectRows.Part(table: "customers", condition: "true", ids: subjects),
                SubjectRows.Part(table: "files", condition: "true", ids: files),
            ]
        for part in tables where !part.ids.isEmpty {
            try await ask(
                """
                update audit_entries set changes = '{}', erased_at = now() where org_id = app_org()
                  and record_kind = \(part.table) and record_id = any(\(part.ids)::uuid[])
                """)
            transaction.queue(
                """
                update events set payload = '{}' where org_id = app_org()
                  and record_kind = \(part.table) and record_id = any(\(part.ids)::uuid[])
                """)
        }
        try await ask(
            """
            update audit_entries set changes = '{}', erased_at = now()
            where org_id = app_org() and changes::text like any(\(patterns)::text[])
            """)
    }
}
