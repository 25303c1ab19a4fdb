public import Core
internal import Postgres
public import Records

/// Widgets as records: their pages' origins and how long tokens hold. Owners and admins set them up.
public enum WidgetResource {
    public static let resource = Resource(
        "widgets", singular: "widget",
        fields: [
            .text("name", required: true, max: 80),
            .tags("origins", label: "Allowed origins"),
            .boolean("is_active", label: "Active", default: true),
            .number("token_minutes", label: "Token holds (minutes)", in: 1...60, default: 15),
            .number("visit_hours", label: "Visit lasts (hours)", in: 1...168, default: 24),
            Field("generation", .number(1...1_000_000_000), readOnly: true),
            .timestamp("previous_until").readOnly,
        ],
        access: .init(read: .admins, create: .admins, update: .admins, delete: .admins),
        list: .init(columns: ["name", "origins", "is_active"], order: .descending("created_at")))

    public static let constraintMessages: [String: Problem.FieldError] = [
        "widgets_origins_check": .init(
            "origins", "invalid", "Write 1 to 20 origins as https://www.example.com: no path, in lower case.")
    ]

    /// Throws `Problem` 422 for origins that browsers would never send, and for plain http beyond one's own machine.
    public static let check: Catalogue.RecordCheck = { members, _, _ in
        guard let origins = members["origins"]?.array?.compactMap(\.string) else { return }
        for origin in origins where !isOrigin(origin) {
            throw Problem.invalid(
                "origins", "invalid",
                "“\(origin)” is not an origin. Write https://www.example.com: scheme and name, no path, in lower case.")
        }
    }

    static func isOrigin(_ text: String) -> Bool {
        let isLocal =
            text == "http://localhost" || text.hasPrefix("http://localhost:")
            || text == "http://127.0.0.1" || text.hasPrefix("http://127.0.0.1:")
        guard text.utf8.count <= 300, isLocal || text.hasPrefix("https://") else { return false }
        let rest = text.dropFirst(isLocal ? 7 : 8)
        let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, parts.count <= 2, !host.isEmpty, !host.hasPrefix("."), !host.hasSuffix("."),
            host.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46 })
        else { return false }
        return parts.count == 1 || UInt16(parts[1]).map { $0 > 0 } ?? false
    }
}

/// Tokens are signed anew from now on; those given out before go on for the overlap, or not at all.
struct RotateWidget: Action {
    static let name = "widgets.rotate"
    static let title = "Rotate tokens"
    static let access: Access = .admins
    static let confirmation: String? =
        "Tokens from now on are signed anew. With an overlap those given out before go on until it is over; with 0 they "
        + "end at once, and pages ask for new ones by themselves."
    static let fields: [Field] = [
        .reference("widget", to: "widgets", required: true), .number("overlap_minutes", in: 0...60, default: 15),
    ]

    let widget: ID<Widget>
    let overlap: Duration

    init(_ input: Input) throws {
        widget = try input.id("widget")
        overlap = .minutes(Int(try input.int("overlap_minutes")))
    }

    func perform(in work: Work) async throws -> JSON {
        // Two generations on, nothing signed before is that of the generation before.
        let step = overlap == .zero ? 2 : 1
        let until: Instant? = overlap == .zero ? nil : work.now + overlap
        let rows = try await work.query(
            """
            update widgets set generation = generation + \(step), previous_until = \(until)
            where org_id = app_org() and id = \(widget) and deleted_at is null returning generation
            """)
        let generation: Int = try rows.one("widget").get("generation")
        return [
            "id": .text(widget), "generation": .int(Int64(generation)), "previous_until": .text(until),
        ]
    }
}

extension Catalogue {
    /// The actions about widgets.
    public mutating func addWidgetActions() { add(RotateWidget.self) }
}
