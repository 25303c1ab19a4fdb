internal import Contracts
internal import Core
internal import Phone
internal import Postgres
internal import Records

/// Writes down what a customer agreed to or withdrew.
struct RecordConsent: Action {
    static let name = "customers.record-consent"
    static let title = "Record consent"
    static let access: Access = .agents
    static let fields: [Field] = [
        .reference("customer", to: "customers", required: true),
        .choice("channel", CustomerResource.channels, required: true),
        .choice("purpose", ConsentResource.purposes, required: true, default: "marketing"),
        .choice("state", ConsentResource.states, label: "What they said", required: true, default: "granted"),
        .text("source", max: 60, default: "staff", hint: "Where it was said: call, form, letter."),
        .reference("contact", to: "contacts", label: "Who said it"),
        .text("address", max: 254, hint: "The number or mailbox it is about; empty for all of theirs."),
        .text("proof", max: 4000, hint: "Their words, or where they are kept."),
        Field("proof_file", .file, label: "File"),
        .timestamp("at", label: "When"),
    ]

    private let input: Input

    init(_ input: Input) throws {
        self.input = input
        if let at = input.optionalInstant("at"), at > input.context.now {
            throw Problem.invalid("at", "future", "When cannot lie in the future.")
        }
    }

    func perform(in work: Work) async throws -> JSON {
        let customer: ID<Customer> = try input.id("customer")
        let rows = try await work.query(
            "select from customers where org_id = app_org() and id = \(customer) and deleted_at is null")
        _ = try rows.one("customer")
        let channel: ConsentChannel = try input.choice("channel")
        let entry = ConsentEntry(
            customer: customer, contact: input.optionalID("contact").map { (id: ID<Contact>) in id.value },
            channel: channel, purpose: try input.choice("purpose"), state: try input.choice("state"),
            source: try input.text("source"), address: try address(channel), proof: input.optionalText("proof"),
            proofFile: input.optionalID("proof_file").map { (id: ID<Contact>) in id.value },
            at: input.optionalInstant("at") ?? work.now)
        try ConsentLedger.write(entry, in: work)
        return ["changed": true]
    }

    private func address(_ channel: ConsentChannel) throws -> String? {
        guard let text = input.optionalText("address") else { return nil }
        switch channel {
        case .email: return text.lowercased()
        case .post: return text
        case .call, .text:
            do {
                return try PhoneNumber(parsing: text, country: input.context.country).e164
            } catch {
                throw Problem.invalid("address", "invalid", "Address is not a phone number.")
            }
        }
    }
}
