internal import Core
internal import Figures
internal import HTTP

/// Which days and which filters a report or dashboard is asked for, read from its address.
struct FigureRequest: Sendable {
    let period: Period
    /// By the filter's name; checked against nothing but their form: the statement binds them.
    let filters: [String: String]

    /// Throws `Problem` 400.
    init(_ request: Request, _ context: Context, standard: Period.Name, filters names: [Report.Filter] = []) throws {
        let today = context.zone.local(context.now).date
        period = try Self.period(request.query, standard, today)
        var filters: [String: String] = [:]
        for filter in names {
            guard let text = request.query[filter.name], !text.isEmpty else { continue }
            guard text.utf8.count <= 100,
                Identifier(text) != nil || text.allSatisfy({ $0.isLetter || "_- ".contains($0) })
            else { throw Problem.badRequest("bad_value", "“\(filter.title)” has no value “\(text.prefix(40))”.") }
            filters[filter.name] = text
        }
        self.filters = filters
    }

    /// Days chosen one by one count where the period is `custom`.
    private static func period(_ query: Fields, _ standard: Period.Name, _ today: LocalDate) throws -> Period {
        guard let text = query["period"], !text.isEmpty else { return Period(standard, today: today) }
        if text == "custom" {
            let usual = Period(standard, today: today)
            let (from, to) = (query["from"] ?? "", query["to"] ?? "")
            guard !from.isEmpty || !to.isEmpty else { return try Period(from: usual.from, to: usual.to) }
            guard let first = LocalDate(from), let last = LocalDate(to) else {
                throw Problem.badRequest("bad_period", "Give the first and the last day, as 2026-03-01.")
            }
            return try Period(from: first, to: last)
        }
        guard let name = Period.Name(rawValue: text) else {
            let known = Period.Name.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem.badRequest("bad_period", "There is no period “\(text.prefix(20))”. There are: \(known).")
        }
        return Period(name, today: today)
    }

    func scope(_ context: Context) -> FigureScope { FigureScope(context, period, filters: filters) }

    /// The same days and filters as the end of another address.
    var query: String {
        var fields = Fields()
        if let name = period.name {
            fields.append("period", name.rawValue)
        } else {
            fields.append("period", "custom")
            fields.append("from", period.from.description)
            fields.append("to", period.to.description)
        }
        for (name, value) in filters.sorted(by: { $0.key < $1.key }) { fields.append(name, value) }
        return "?" + fields.encoded
    }
}
