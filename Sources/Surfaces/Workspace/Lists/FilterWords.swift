internal import Core
internal import Interface
internal import Records

/// Conditions as people read them.
struct FilterWords {
    let resource: Resource
    let references: ReferenceNames
    let context: Context

    /// "Status", "is any of Active, Prospect".
    func words(_ part: FilterTree) -> (name: String, value: String) {
        switch part {
        case .any(let parts): return ("Any of", parts.map(sentence).joined(separator: ", or "))
        case .all(let parts): return ("All of", parts.map(sentence).joined(separator: ", and "))
        case .not(let inner) where reading(part) == nil: return ("Not", sentence(inner))
        default:
            guard let (field, comparison, values) = reading(part) else {
                if case .test(let test) = part {
                    return (
                        resource.filterField(test.field)?.label ?? test.field,
                        test.comparison.rawValue + " " + test.values.joined(separator: ", ")
                    )
                }
                return ("Filter", "")
            }
            return (field.label, value(field, comparison, values))
        }
    }

    private func sentence(_ part: FilterTree) -> String {
        let words = words(part)
        return words.name + " " + words.value
    }

    func reading(_ part: FilterTree) -> (field: Field, comparison: FieldOperator, values: [String])? {
        guard let name = part.fields.first, part.fields.count == 1, let field = resource.filterField(name),
            let (comparison, values) = field.reading(part)
        else { return nil }
        return (field, comparison, values)
    }

    private func value(_ field: Field, _ comparison: FieldOperator, _ values: [String]) -> String {
        let shown = values.map { one(field, $0) }
        switch comparison.takes {
        case .nothing: return comparison.label
        case .period: return values.first.map(RelativePeriod.label) ?? ""
        case .two: return "\(comparison.label) \(shown.joined(separator: " and "))"
        case .several:
            // "is Active" says as much as "is any of Active".
            let label = shown.count == 1 && comparison.name == "in" ? "is" : comparison.label
            return "\(label) \(Self.list(shown))"
        case .one: return "\(comparison.label) \(shown.first ?? "")"
        }
    }

    private static func list(_ words: [String]) -> String {
        words.count <= 3
            ? words.joined(separator: ", ") : words.prefix(2).joined(separator: ", ") + " and \(words.count - 2) more"
    }

    private func one(_ field: Field, _ value: String) -> String {
        switch field.kind {
        case .choice(let choices), .multiChoice(let choices):
            choices.first { $0.value == value }?.label ?? value
        case .reference: references.label(field, value) ?? "someone else"
        case .money: Int64(value).map { Money(minor: $0, context.currency).description } ?? value
        case .date, .timestamp:
            LocalDate(value).map { Moment.day($0, thisYear: context.zone.local(context.now).date.year) } ?? value
        case .phone: value
        default: value
        }
    }
}
