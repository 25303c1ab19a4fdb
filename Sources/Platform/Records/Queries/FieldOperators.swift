internal import Core

/// One way to compare a field, as a person picks it.
public struct FieldOperator: Sendable, Hashable {
    /// In a form and an address: the operator's name, perhaps behind `not.`, and with its value where it has only one.
    public let name: String
    /// "is any of".
    public let label: String
    public let takes: Operand

    /// What is given besides the operator.
    public enum Operand: String, Sendable {
        case nothing, one, two, several, period
    }

    init(_ name: String, _ label: String, _ takes: Operand) {
        self.name = name
        self.label = label
        self.takes = takes
    }

    /// The condition on `field`; nil where a value is missing.
    public func tree(_ field: Field, _ values: [String]) -> FilterTree? {
        var words = name.split(separator: ".").map(String.init)
        let isNegated = words.first == "not"
        if isNegated { words.removeFirst() }
        guard let first = words.first, let comparison = FilterOperator(rawValue: first) else { return nil }
        let given = values.filter { !$0.isEmpty }
        let test: FilterTest
        switch takes {
        case .nothing: test = FilterTest(field.name, comparison, [words.last ?? ""])
        case .one, .period:
            guard let value = given.first else { return nil }
            test = FilterTest(field.name, comparison, [value])
        case .two:
            guard given.count == 2 else { return nil }
            test = FilterTest(field.name, comparison, given)
        case .several:
            guard !given.isEmpty else { return nil }
            test = FilterTest(field.name, comparison, field.kind.isList ? [ArrayLiteral.text(given)] : given)
        }
        return isNegated ? .not(.test(test)) : .test(test)
    }
}

extension Field {
    /// The ways in which a person can filter by this field; none where it makes no sense.
    public var filterOperators: [FieldOperator] {
        let empty = [
            FieldOperator("is.empty", "is empty", .nothing), FieldOperator("not.is.empty", "is not empty", .nothing),
        ]
        if sets != nil { return [FieldOperator("in", "is", .several), FieldOperator("none", "is not", .several)] }
        switch kind {
        case .text, .longText, .email, .phone, .url:
            return [
                FieldOperator("has", "contains", .one), FieldOperator("eq", "is", .one),
                FieldOperator("isdistinct", "is not", .one), FieldOperator("starts", "starts with", .one),
                FieldOperator("lacks", "does not contain", .one),
            ] + empty
        case .choice:
            return [FieldOperator("in", "is any of", .several), FieldOperator("none", "is none of", .several)] + empty
        case .reference where name != "id":
            return [FieldOperator("in", "is", .several), FieldOperator("none", "is not", .several)] + empty
        case .tags, .multiChoice:
            return [
                FieldOperator("ov", "has any of", .several), FieldOperator("cs", "has all of", .several),
                FieldOperator("lacks", "has none of", .several),
            ] + empty
        case .number, .money, .percent, .duration:
            return [
                FieldOperator("eq", "is", .one), FieldOperator("isdistinct", "is not", .one),
                FieldOperator("gt", "is more than", .one), FieldOperator("lt", "is less than", .one),
                FieldOperator("between", "is between", .two),
            ] + empty
        case .boolean:
            return [FieldOperator("is.true", "is yes", .nothing), FieldOperator("not.is.true", "is no", .nothing)]
        case .date, .timestamp:
            return [
                FieldOperator("within", "is", .period), FieldOperator("eq", "is on", .one),
                FieldOperator("lt", "is before", .one), FieldOperator("gt", "is after", .one),
                FieldOperator("between", "is between", .two),
            ] + empty
        case .reference, .json, .file, .address: return []
        }
    }

    /// How a part of a filter reads as one of this field's operators, with its values; nil where none says it.
    public func reading(_ tree: FilterTree) -> (comparison: FieldOperator, values: [String])? {
        let (test, isNegated): (FilterTest, Bool)
        switch tree {
        case .test(let part): (test, isNegated) = (part, false)
        case .not(.test(let part)): (test, isNegated) = (part, true)
        default: return nil
        }
        guard test.field == name else { return nil }
        let negation = isNegated ? "not." : ""
        // One of several is written by other means too.
        let isList = filterOperators.contains { $0.takes == .several && $0.name == "in" }
        var word = test.comparison.rawValue
        if isList, !isNegated, word == "eq" { word = "in" }
        if isList, !isNegated, word == "neq" || word == "isdistinct" { word = "none" }
        for comparison in filterOperators {
            switch comparison.takes {
            case .nothing where comparison.name == "\(negation)\(word).\(test.value)": return (comparison, [])
            case .several where comparison.name == negation + word:
                return (comparison, kind.isList ? ArrayLiteral.items(test.value) ?? [] : test.values)
            case .one, .two, .period:
                if comparison.name == negation + word { return (comparison, test.values) }
            default: continue
            }
        }
        return nil
    }
}
