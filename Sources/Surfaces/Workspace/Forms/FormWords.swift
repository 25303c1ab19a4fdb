internal import Core
internal import HTTP
internal import Interface
internal import Records

/// What a form's inputs say, in words: choices by their names, amounts with their currency.
struct FormWords {
    private let context: Context

    init(_ context: Context) { self.context = context }

    func text(_ field: Field, _ form: Fields) -> String {
        let values = field.inputNames.flatMap { form.all($0) }.filter { !$0.isEmpty }
        guard let last = values.last else { return "nothing" }
        switch field.kind {
        case .boolean: return last == "true" ? "Yes" : "No"
        case .choice(let choices): return choices.first { $0.value == last }?.label ?? last
        case .multiChoice(let choices):
            return values.map { value in choices.first { $0.value == value }?.label ?? value }.joined(separator: ", ")
        case .reference: return "another record"
        case .date: return LocalDate(last).map { Moment.day($0, thisYear: nil) } ?? last
        case .timestamp: return last.replacing("T", with: ", ")
        case .address: return values.joined(separator: ", ")
        default: return last
        }
    }
}
