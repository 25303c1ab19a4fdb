internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// The ledger of consents, as senders ask it.
struct ConsentLedger: ConsentBook {
    let identities: IdentityKey

    func refusal(
        _ channel: ConsentChannel, _ purpose: ConsentPurpose, to address: String?, customer: ID<Customer>?,
        in work: Work
    ) async throws -> String? {
        let key = address.map { identities.hash($0, work.context.organisation) }
        // The latest word holds: of the address, or of the customer wherever they are reached.
        let rows = try await work.queryForAll(
            """
            select exists (select from erased_identities where org_id = app_org() and key = \(key)::bytea) as is_erased,
              (select state from (
                (select state, at, id from consents where org_id = app_org() and address = \(address.map(Self.normal))
                  and channel = \(channel.rawValue) and purpose = \(purpose.rawValue) order by at desc, id desc limit 1)
                union all
                (select state, at, id from consents where org_id = app_org() and address_key = \(key)::bytea
                  and channel = \(channel.rawValue) and purpose = \(purpose.rawValue) order by at desc, id desc limit 1)
                union all
                (select state, at, id from consents where org_id = app_org() and customer_id = \(customer)::uuid
                  and address is null and channel = \(channel.rawValue) and purpose = \(purpose.rawValue)
                  order by at desc, id desc limit 1)) said
                order by at desc, id desc limit 1) as state
            """)
        let row = try rows.one("consent")
        let state: String? = try row.optional("state")
        let isErased: Bool = try row.get("is_erased")
        switch purpose {
        case .service: return state == "withdrawn" ? "They asked not to be reached this way." : nil
        case .marketing where isErased: return "They had their data erased."
        case .marketing where state == "withdrawn": return "They withdrew their consent to marketing."
        case .marketing: return state == "granted" ? nil : "They have not agreed to marketing this way."
        }
    }

    func record(
        _ state: ConsentState, _ channel: ConsentChannel, _ purposes: [ConsentPurpose], address: String?,
        customer: ID<Customer>?, source: String, proof: String?, in work: Work
    ) async throws {
        for purpose in purposes {
            try Self.write(
                ConsentEntry(
                    customer: customer, channel: channel, purpose: purpose, state: state, source: source,
                    address: address, proof: proof, at: work.now), in: work)
        }
    }

    /// Mailboxes are the same in small letters.
    static func normal(_ address: String) -> String { address.lowercased() }

    /// Adds one entry and tells of it.
    static func write(_ entry: ConsentEntry, in work: Work) throws {
        let id = work.context.ids.next(at: work.now)
        work.queue(
            """
            insert into consents (org_id, id, customer_id, contact_id, channel, purpose, state, source, address,
              proof, proof_file_id, at, created_at)
            values (app_org(), \(id), \(entry.customer), \(entry.contact), \(entry.channel.rawValue),
              \(entry.purpose.rawValue), \(entry.state.rawValue), \(entry.source), \(entry.address.map(normal)),
              \(entry.proof), \(entry.proofFile), \(entry.at), \(work.now))
            """)
        try work.emit(
            entry.state == .granted ? EventKinds.consentGranted : EventKinds.consentWithdrawn, "consents", id,
            customer: entry.customer,
            [
                "title": .string("\(entry.purpose.rawValue) by \(entry.channel.rawValue)"),
                "channel": .string(entry.channel.rawValue), "purpose": .string(entry.purpose.rawValue),
                "source": .string(entry.source),
            ])
    }

    func isErased(phone: String?, email: String?, in work: Work) async throws -> Bool {
        let keys = [phone, email].compactMap { $0 }.map { identities.hash($0, work.context.organisation) }
        guard !keys.isEmpty else { return false }
        for key in keys {
            let rows = try await work.query("select from erased_identities where org_id = app_org() and key = \(key)")
            if !rows.isEmpty { return true }
        }
        return false
    }
}

/// One line of the ledger.
struct ConsentEntry: Sendable {
    var customer: ID<Customer>?
    var contact: Identifier?
    let channel: ConsentChannel
    let purpose: ConsentPurpose
    let state: ConsentState
    let source: String
    var address: String?
    var proof: String?
    var proofFile: Identifier?
    let at: Instant
}
