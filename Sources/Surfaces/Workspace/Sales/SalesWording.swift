internal import Core
internal import Interface
internal import Records

/// How what happens to leads and deals is told.
enum SalesWording {
    static let table: [String: EventWording] = [
        "lead.assigned": .init(icon: .user) { line, _ in "Assigned" + about(line, "reasons") },
        "lead.answered": .init(icon: .phoneOutgoing, tone: .good) { line, _ in
            line["by"] == "hand" ? "\(line.actorName) answered" : "First answer went out"
        },
        "lead.converted": .init(icon: .done, tone: .good) { line, _ in "\(line.actorName) made a customer of the lead"
        },
        "lead.lost": .init(icon: .refused, tone: .bad) { line, _ in "\(line.actorName) gave the lead up" },
        "lead.reopened": .init(icon: .refresh) { line, _ in "\(line.actorName) took the lead up again" },
        "deal.created": .init(icon: .deals) { line, _ in "New deal" + title(line) + value(line) },
        "deal.moved": .init(icon: .arrowRight) { line, _ in
            "\(line.actorName) moved the deal" + (line["stage"].map { " to \($0)" } ?? "")
        },
        "deal.won": .init(icon: .done, tone: .good) { line, _ in "Deal won" + title(line) + value(line) },
        "deal.lost": .init(icon: .refused, tone: .bad) { line, _ in "Deal lost" + title(line) + value(line) },
        "deal.reopened": .init(icon: .refresh) { line, _ in
            "\(line.actorName) reopened the deal" + (line["stage"].map { " in \($0)" } ?? "")
        },
        "deal.assigned": .init(icon: .user) { line, _ in "\(line.actorName) gave the deal to somebody else" },
    ]

    private static func title(_ line: EventLine) -> String { line["title"].map { ": \($0)" } ?? "" }

    private static func value(_ line: EventLine) -> String {
        (line.number("value_minor") ?? 0) > 0 ? ", \(line.money("value_minor"))" : ""
    }

    private static func about(_ line: EventLine, _ name: String) -> String {
        let words = line.event.payload.object?[name]?.array?.compactMap(\.string) ?? []
        return words.isEmpty ? "" : ". \(words.joined(separator: " "))"
    }
}
