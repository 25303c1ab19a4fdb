internal import Core
internal import Records

/// What is said about many records.
enum BulkWords {
    /// "3 customers".
    static func records(_ count: Int?, _ resource: Resource) -> String {
        guard let count else { return "all these \(resource.title.lowercased())" }
        let noun = count == 1 ? resource.noun : resource.title.lowercased()
        return "\(grouped(count)) \(noun)"
    }

    /// `1,204`.
    static func grouped(_ number: Int) -> String {
        var digits = String(number)
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
            place -= 3
        }
        return digits
    }

    /// What a change does to how many: on its button and, with a question mark, above it.
    static func change(_ verb: BulkVerb, _ resource: Resource, _ count: Int, _ catalogue: Catalogue) -> String {
        let records = records(count, resource)
        return switch verb {
        case .set: "Change \(records)"
        case .addTags: "Tag \(records)"
        case .removeTags: "Take tags off \(records)"
        case .delete: "Delete \(records)"
        case .action(let name): "\(catalogue.actions[name]?.title ?? name): \(records)"
        }
    }

    /// How far a change has come, or how it ended.
    static func progress(_ progress: BulkProgress, _ resource: Resource) -> String {
        switch progress.state {
        case .undone:
            let kept = progress.kept > 0 ? "; \(progress.kept) had changed since and stay" : ""
            return "Undone for \(records(progress.undone, resource))\(kept)"
        case .running, .undoing:
            return "\(grouped(progress.done + progress.refused)) of \(grouped(progress.total))"
        case .done:
            let refused = progress.refused > 0 ? "; \(progress.refused) refused" : ""
            let verb = progress.verb == .delete ? "deleted" : "changed"
            return "\(records(progress.done, resource)) \(verb)\(refused)"
        }
    }
}
