internal import Calls
internal import Carrier
internal import Contracts
internal import Core
internal import HTTPClient
internal import Plans
internal import Postgres
internal import Records
internal import Scheduling
internal import Simulation

/// Tries the telephone of an organisation the way the carrier goes: signed webhooks to the public address, what comes of
/// them read from the database, and what was booked taken back.
struct LineTrial: LineTester {
    private let store: RecordStore
    private let services: Services
    private let messages: any MessageSender
    private let appointments: any AppointmentBook

    init(_ parts: RouteParts) {
        store = parts.store
        services = parts.services
        messages = ModuleList.messages(parts.services)
        appointments = SchedulingModule.book()
    }

    var isSimulated: Bool { services.simulatedCarrier != nil }

    var addresses: [(label: String, address: String)] {
        [
            ("A call comes in", services.carrier.webhook("/webhooks/twilio/voice")),
            ("Call status changes", services.carrier.webhook("/webhooks/twilio/voice/status")),
            ("A message comes in", services.carrier.webhook("/webhooks/twilio/message")),
        ]
    }

    // MARK: - A number

    func giveTestNumber(_ context: Context) async throws -> String {
        guard isSimulated else {
            throw Problem.conflict("real_carrier", "Numbers come from the carrier. Ask the operator for one.")
        }
        // 555-01xx are nobody's; with the area code before them there are enough to try a few.
        for _ in 0..<20 {
            let area = [205, 312, 404, 512, 617, 702, 808, 919].randomElement() ?? 512
            let last = String(100 + Int.random(in: 0..<100)).suffix(2)
            let number = "+1\(area)5550\(1)\(last)"
            do {
                try await PhoneNumberBook.add(number, label: "Test number", to: context.organisation, store: store)
                return number
            } catch let problem as Problem where problem.code == "number_taken" { continue }
        }
        throw Problem.conflict("no_number", "No test number is free. Ask the operator for one.")
    }

    private func number(_ context: Context) async throws -> String? {
        try await store.database.query(
            context,
            "select number from phone_numbers where org_id = app_org() and is_active order by created_at, id limit 1"
        ).first?.get("number")
    }

    // MARK: - A call

    func call(_ context: Context) async throws -> [LineTestStep] {
        guard let number = try await number(context) else {
            return [LineTestStep("Number", .failed, "There is none.", remedy: "Have a telephone number first.")]
        }
        guard try await services.numbers.organisation(of: number) == context.organisation else {
            return [
                LineTestStep(
                    "Number", .failed, "\(number) rings somewhere else.", remedy: "Ask the operator to connect it here."
                )
            ]
        }
        var steps = [LineTestStep("Number", .passed, "\(number) rings here.")]
        let host = isSimulated ? services.localURL : services.publicURL
        let line = CarrierLine(account: services.carrierAccount, http: services.http, host: host)
        let report: TestCaller.Report
        do { report = try await TestCaller(line).call(number) } catch let error as HTTPClientError {
            return steps + [
                LineTestStep(
                    "Reached", .failed, "Nobody answers at \(host): \(error).",
                    remedy: "The public address must lead to Mainline from outside: check “public_url” and the proxy.")
            ]
        }
        steps += Self.heard(report, host)
        guard !steps.contains(where: { $0.state == .failed }) else { return steps }
        return steps + (try await outcome(report, context))
    }

    /// What the answers say of the way.
    private static func heard(_ report: TestCaller.Report, _ host: String) -> [LineTestStep] {
        let refusal = report.faults.first { $0.contains("answered with 403") }
        if let refusal {
            return [
                LineTestStep("Reached", .passed, host),
                LineTestStep(
                    "Signature", .failed, refusal,
                    remedy:
                        "The address the carrier signs is not the one Mainline knows: “public_url” must be exactly it."),
            ]
        }
        guard let greeting = report.greeting else {
            return [
                LineTestStep("Reached", .passed, host), LineTestStep("Signature", .passed, "Accepted."),
                LineTestStep(
                    "Answered", .failed, report.faults.first ?? "Nothing was said.",
                    remedy: "Look under Jobs and in the log for what went wrong."),
            ]
        }
        return [
            LineTestStep("Reached", .passed, host), LineTestStep("Signature", .passed, "Accepted."),
            LineTestStep("Answered", .passed, "“\(greeting)”"),
        ]
    }

    /// What came of the call, and the way back.
    private func outcome(_ report: TestCaller.Report, _ context: Context) async throws -> [LineTestStep] {
        let rows = try await store.database.query(
            context,
            """
            select outcome, appointment_id, customer_id from calls
            where org_id = app_org() and correlation_id = \(report.correlation)
            """)
        guard let row = rows.first else {
            return [LineTestStep("Recorded", .failed, "The call was not written down.", remedy: "Try again.")]
        }
        let outcome: String = try row.optional("outcome") ?? "nothing"
        let appointment: ID<Appointment>? = try row.optional("appointment_id")
        let customer: Identifier? = try row.optional("customer_id")
        let taken = try await tidy(appointment, customer, report, context)
        guard outcome == "booked" else { return [try await unbooked(outcome, context)] + taken }
        return [LineTestStep("Booked", .passed, "A visit was booked in \(report.turns) questions.")] + taken
    }

    /// Why there is no visit: the plan, or nobody who could make it.
    private func unbooked(_ outcome: String, _ context: Context) async throws -> LineTestStep {
        let standing = try await services.gate.may(.voice, context.organisation, at: context.now)
        if let reason = standing.reason {
            return LineTestStep(
                "Booked", .failed, "\(reason.title): a message was taken instead.",
                remedy: "Once that is settled, callers can book again.")
        }
        return LineTestStep(
            "Booked", .failed, "The call ended as “\(outcome.spaced)”.",
            remedy: "Visits need somebody who works within your hours: look at shifts and time off, or add a "
                + "technician under Members.")
    }

    /// Takes back what the call made, so that nobody drives there.
    private func tidy(
        _ appointment: ID<Appointment>?, _ customer: Identifier?, _ report: TestCaller.Report, _ context: Context
    ) async throws -> [LineTestStep] {
        let system = try await store.systemContext(
            context.organisation, actor: "test-call", correlation: report.correlation)
        let appointments = appointments
        try await store.work(system, "calls.test") { work in
            if let appointment {
                try await appointments.cancel(appointment, reason: "This was a test call", in: work)
            }
            // The callback that a test call leaves would make somebody ring a number that is nobody's.
            work.queue(
                """
                update callbacks set status = 'done', resolved_at = \(work.now), resolved_by = 'system:test-call'
                where org_id = app_org() and number = \(TestCaller.number) and status = 'open'
                """)
        }
        guard appointment != nil else { return [] }
        return [LineTestStep("Taken back", .passed, "The visit is cancelled; the call stays under Calls.")]
    }

    // MARK: - A text

    func sendText(to number: String, _ context: Context) async throws {
        let name = try await store.profile(context.organisation).name
        let (messages, id) = (messages, context.organisation.value)
        try await store.work(context, "messages.test") { work in
            try await messages.sendText(
                to: number, "\(name): this is a test from Mainline. Your texts work.", purpose: .service,
                weight: .ordinary, customer: nil, about: ("setup", id), in: work)
        }
    }

    func textSteps(_ context: Context) async throws -> [LineTestStep] {
        let rows = try await store.database.query(
            context,
            """
            select from_address, to_address, status, error, provider_id is not null as is_accepted from messages
            where org_id = app_org() and about_kind = 'setup' and created_at > \(context.now - .days(7))
            order by created_at desc, id desc limit 1
            """)
        guard let row = rows.first else { return [] }
        let status: String = try row.get("status")
        let error: String? = try row.optional("error")
        var steps = [LineTestStep("Number", .passed, "From \(try row.get("from_address", as: String.self)).")]
        if status == "suppressed" {
            return steps + [
                LineTestStep(
                    "Allowed", .failed, error ?? "",
                    remedy: "Send START from that telephone, or look at Settings, Plan.")
            ]
        }
        steps.append(LineTestStep("Allowed", .passed))
        guard try row.get("is_accepted") else {
            return steps + [
                status == "failed"
                    ? LineTestStep(
                        "Accepted by the carrier", .failed, error ?? "",
                        remedy:
                            "The carrier says why. Most often the number cannot take texts, or the account may not send there."
                    )
                    : LineTestStep("Accepted by the carrier", .waiting, "On its way.")
            ]
        }
        steps.append(LineTestStep("Accepted by the carrier", .passed))
        switch status {
        case "delivered": steps.append(LineTestStep("Delivered", .passed, try row.get("to_address")))
        case "failed", "undelivered":
            steps.append(
                LineTestStep(
                    "Delivered", .failed, error ?? "The carrier could not deliver it.",
                    remedy: "Try another telephone. If none works, the number may lack its registration for texts."))
        default: steps.append(LineTestStep("Delivered", .waiting, "Waiting for the carrier's word."))
        }
        return steps
    }
}
