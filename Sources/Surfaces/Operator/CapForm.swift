internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Plans

/// An organisation's own limits, where they differ from its plan's.
struct CapForm {
    let standing: OrganisationStanding
    var typed: Fields?
    var problem: Problem?

    private static let gigabyte: Int64 = 1 << 30

    func write(_ html: HTML, to path: String) {
        html.form(.class("stack"), .method("post"), .action(path), .data("checked")) {
            html.div(.class("cap-fields")) {
                for cap in Cap.allCases {
                    html.textField(
                        FormField(Self.name(cap), Self.label(cap), hint: hint(cap)).showing(problem),
                        value: typed?[Self.name(cap)] ?? value(cap),
                        attributes: [.attribute("inputmode", "numeric"), .maxlength(20), .autocomplete("off")])
                }
            }
            html.div { html.submitButton("Change the limits", .secondary) }
        }
    }

    /// What the form asks for. Throws `Problem` 422 that names every field that is wrong.
    static func overrides(_ form: Fields) throws -> [Cap: Int64?] {
        var overrides: [Cap: Int64?] = [:]
        var faults: [Problem.FieldError] = []
        for cap in Cap.allCases {
            let text = (form[name(cap)] ?? "").lowercased().filter { !$0.isWhitespace && $0 != "," }
            switch text {
            case "": overrides[cap] = .some(nil)
            case "none": overrides[cap] = .some(-1)
            default:
                guard let number = Int64(text), number >= 0, number <= 1_000_000_000 else {
                    faults.append(
                        .init(name(cap), "invalid", "Write a whole number, “none”, or nothing for the plan's own."))
                    continue
                }
                overrides[cap] = .some(cap == .storage ? number * gigabyte : number)
            }
        }
        if !faults.isEmpty { throw Problem.invalid(faults) }
        return overrides
    }

    private static func name(_ cap: Cap) -> String { "cap_\(cap.rawValue)" }

    private static func label(_ cap: Cap) -> String {
        cap == .storage ? "Storage, GB" : cap.isMonthly ? "\(cap.label) a month" : cap.label
    }

    private func value(_ cap: Cap) -> String {
        guard let own = standing.terms.overrides[cap] else { return "" }
        return own < 0 ? "none" : String(cap == .storage ? own / Self.gigabyte : own)
    }

    private func hint(_ cap: Cap) -> String {
        let plan = standing.terms.plan.caps[cap].map { "The plan has \(cap.amount($0))" } ?? "The plan has no limit"
        return "\(plan); \(cap.amount(standing.usage(cap).used)) used."
    }
}
