internal import Core
internal import Records

extension Weekday {
    /// As stored: `monday`.
    var stored: String { name.lowercased() }

    init?(stored: String) {
        guard let day = Weekday.allCases.first(where: { $0.stored == stored }) else { return nil }
        self = day
    }

    static let choices = allCases.map { Choice($0.stored, $0.name) }
}
