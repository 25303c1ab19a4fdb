internal import Core
internal import Records

/// An entry of the audit trail as a sentence: "changed the role of Tom Ward from Agent to Manager".
struct AuditSentence: Sendable {
    let catalogue: Catalogue
    let words: ChangeWords
    let names: AuditNames

    /// What was changed, as far as it is told.
    func changes(_ entry: AuditEntry) -> [ChangeWords.Change] {
        catalogue.resources[entry.kind] == nil
            ? words.plain(entry.changes) : words.changes(entry.changes, of: entry.kind)
    }

    /// What the actor did. It goes on after the actor's name.
    func text(_ entry: AuditEntry) -> String {
        if let known = known(entry) { return known }
        let subject = subject(entry)
        switch entry.verb {
        case "create", "add": return "added \(subject)"
        case "delete": return "deleted \(subject)"
        case "restore": return "restored \(subject)"
        case "read", "view": return "looked at \(subject)"
        case "update", "change", "bulk": return changed(entry, subject)
        default: break
        }
        if catalogue.actions[entry.action] == nil, !changes(entry).isEmpty {
            return isNew(entry) ? "added \(subject)" : changed(entry, subject)
        }
        if let action = catalogue.actions[entry.action] { return "\(Self.past(action.title)) · \(subject)" }
        return "\(Words.label(entry.action.replacing(".", with: " "))) · \(subject)"
    }

    /// Whether the entry tells of a row that was not there before: then it got what no row is without.
    private func isNew(_ entry: AuditEntry) -> Bool {
        (catalogue.resources[entry.kind]?.fields ?? []).contains { field in
            guard field.isRequired, let change = entry.changes[field.name]?.array else { return false }
            return change.first?.isNull ?? false
        }
    }

    private func changed(_ entry: AuditEntry, _ subject: String) -> String {
        let changes = changes(entry)
        guard let change = changes.first else { return "changed \(subject)" }
        guard changes.count == 1 else { return "changed \(changes.count) things of \(subject)" }
        let label = change.label.lowercased()
        guard !change.isOpaque else { return "changed the \(label) of \(subject)" }
        switch (change.old, change.new) {
        case (nil, let new?): return "set the \(label) of \(subject) to \(short(new))"
        case (let old?, nil): return "took the \(label) \(short(old)) from \(subject)"
        case (let old?, let new?): return "changed the \(label) of \(subject) from \(short(old)) to \(short(new))"
        case (nil, nil): return "changed the \(label) of \(subject)"
        }
    }

    /// The record with its kind, or its kind alone: "customer Ada Marsh".
    private func subject(_ entry: AuditEntry) -> String {
        let resource = catalogue.resources[entry.kind]
        let noun = resource?.singular ?? Self.noun(entry.kind)
        if entry.kind == "organisations" { return "the organisation" }
        guard let title = names.title(of: entry.record) ?? created(entry) else { return Self.one(noun) }
        // What has no name of its own is known by the person it is about.
        if Identifier(title) != nil {
            let person = entry.changes["member_id"]?.array?.compactMap(\.string).last
            return person.flatMap { names.people[$0] }.map { "\(noun) \($0)" } ?? Self.one(noun)
        }
        return entry.kind == "members" ? title : "\(noun) \(title)"
    }

    /// The name that was given when it was added; what was deleted since has no other.
    private func created(_ entry: AuditEntry) -> String? {
        let field = catalogue.resources[entry.kind]?.titleField ?? "name"
        return changes(entry).first { $0.field == field }.flatMap { $0.new ?? $0.old }
    }

    private func short(_ text: String) -> String {
        text.count > 60 ? "“\(text.prefix(57))…”" : text
    }

    /// Entries that no change of a row tells.
    private func known(_ entry: AuditEntry) -> String? {
        let member = names.title(of: entry.record) ?? "a former member"
        switch entry.action {
        case "sign_in": return "signed in"
        case "sign_out": return "signed out"
        case "sign_in_failed": return "tried to sign in as \(member) with a wrong password"
        case "second_factor_failed": return "gave a wrong code for \(member)"
        case "new_device": return "signed in with a browser that was new"
        case "confirmed": return "confirmed who they are"
        case "confirmation_failed": return "gave a wrong password or code as \(member)"
        case "password_change": return "changed the password"
        case "password_reset": return "chose a new password by a link"
        case "second_factor_on": return "turned the second factor on"
        case "second_factor_off": return "turned the second factor off"
        case "second_factor_replaced": return "moved the second factor to another device"
        case "recovery_codes_renewed": return "asked for new recovery codes"
        case "identity_linked": return "connected an account elsewhere"
        case "identity_unlinked": return "disconnected an account elsewhere"
        case "sessions_ended": return "signed out elsewhere"
        case "sessions_ended_by_admin": return "signed \(member) out"
        case "switch_organisation": return "came over from another organisation"
        case "exports.stream", "exports.table", "exports.ask": return "exported \(exported(entry))"
        case "exports.finish": return "finished the export \(exported(entry))"
        case "exports.break": return "stopped receiving the export \(exported(entry))"
        case "audit.export": return "exported the audit trail"
        case "audit.verify": return "asked for a check of the audit trail"
        case "notices.post": return "posted the notice \(entry.changes["words"]?.array?.last?.string.map(short) ?? "")"
        case "notices.withdraw": return "withdrew a notice"
        case "support.ask": return "asked to look at this organisation for support"
        case "support.approve": return "allowed a support session"
        case "support.refuse": return "refused a support session"
        case "support.begin": return "began a support session"
        case "support.end": return "ended a support session"
        case "support.request":
            return "asked for \(entry.changes["path"]?.array?.last?.string ?? "a page") in a support session"
        default: return nil
        }
    }

    private func exported(_ entry: AuditEntry) -> String {
        let title = entry.changes["title"]?.array?.last?.string ?? names.title(of: entry.record)
        let rows = entry.changes["row_count"]?.array?.last?.int
        return [title?.lowercased() ?? "records", rows.map { $0 > 0 ? "(\($0) rows)" : "" } ?? ""]
            .filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// "a lead", "an invoice".
    private static func one(_ noun: String) -> String {
        (noun.first.map { "aeiouAEIO".contains($0) } ?? false ? "an " : "a ") + noun
    }

    /// `api_keys` → "API key", `sales_reps` → "sales rep".
    static func noun(_ kind: String) -> String {
        switch kind {
        case "api_keys": return "key"
        case "audit_entries": return "audit trail"
        default: break
        }
        let words = kind.spaced
        if words.hasSuffix("ies") { return words.dropLast(3) + "y" }
        return words.hasSuffix("s") ? String(words.dropLast()) : words
    }

    /// "Issue invoice" → "did “Issue invoice”": verbs of titles are not bent, they are quoted.
    private static func past(_ title: String) -> String { "used “\(title)”" }
}
