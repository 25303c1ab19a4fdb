internal import Core
internal import Plans
internal import Records

/// `org plan` and `org lockdown`: what the operator does to an organisation's standing.
extension Command {
    static func plan(_ arguments: inout Arguments) async throws {
        let slug = try arguments.required("org", "the organisation's short name")
        var change = PlanChange(by: "operator:cli")
        if let code = try arguments.option("plan") {
            guard let plan = Plan.all.first(where: { $0.code == code }) else {
                throw UsageError(
                    "There is no plan “\(code)”. There are: \(Plan.all.map(\.code).joined(separator: ", ")).")
            }
            change.plan = plan
        }
        if let word = try arguments.option("state") {
            guard let state = PlanState(rawValue: word) else {
                throw UsageError(
                    "“\(word)” is no state. There are: \(PlanState.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            change.state = state
        }
        change.trialEndsAt = try time(&arguments, "trial-ends")
        change.graceUntil = try time(&arguments, "grace-until")
        for part in (try arguments.option("cap") ?? "").split(separator: ",") {
            let (cap, limit) = try Self.cap(part)
            change.overrides[cap] = .some(limit)
        }
        let wanted = change
        let (terms, now) = try await CommandSession.run(try arguments.settings()) { session in
            let store = session.application.store
            return (
                try await PlanOffice(store).change(wanted, of: try await session.organisation(slug)), store.clock.now
            )
        }
        print("\(slug): \(terms.plan.name), \(terms.phase(at: now).rawValue) since \(terms.since)")
        if let end = terms.trialEndsAt { print("The trial ends at \(end).") }
        if let end = terms.graceUntil { print("Everything goes on until \(end).") }
        for cap in Cap.allCases { print("\(cap.label): \(terms.limit(cap).map { "\($0)" } ?? "no limit")") }
    }

    /// `calls=500`, `calls=none`, `calls=plan`.
    private static func cap(_ text: Substring) throws -> (Cap, Int64?) {
        let parts = text.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, let cap = Cap(rawValue: String(parts[0])) else {
            throw UsageError(
                "Write caps as calls=500: \(Cap.allCases.map(\.rawValue).joined(separator: ", ")) there are.")
        }
        switch parts[1] {
        case "none": return (cap, -1)
        case "plan": return (cap, nil)
        case let number:
            guard let limit = Int64(number), limit >= 0 else {
                throw UsageError("“\(number)” is no limit: write a number, none or plan.")
            }
            return (cap, limit)
        }
    }

    private static func time(_ arguments: inout Arguments, _ name: String) throws -> Instant? {
        guard let text = try arguments.option(name) else { return nil }
        guard let time = Instant(text) else { throw UsageError("“\(text)” is no time such as 2026-12-01T00:00:00Z.") }
        return time
    }

    static func lockdown(_ arguments: inout Arguments) async throws {
        let slug = try arguments.required("org", "the organisation's short name")
        let isLift = arguments.flag("lift")
        let reason = try isLift ? nil : arguments.required("reason", "why, in words that its people read")
        let until = try time(&arguments, "until")
        let pausesKeys = arguments.flag("pause-keys")
        try await CommandSession.run(try arguments.settings()) { session in
            let store = session.application.store
            let context = try await store.systemContext(
                try await session.organisation(slug), actor: "operator", correlation: "lockdown-\(slug)", surface: .cli)
            if isLift {
                _ = try await store.perform(LiftLockdown.self, [:], context)
            } else {
                _ = try await store.perform(
                    LockDown.self,
                    ["reason": .text(reason), "until": .text(until), "pause_keys": .bool(pausesKeys)], context)
            }
        }
        print(isLift ? "\(slug) is open again." : "\(slug) is locked down.")
    }
}
