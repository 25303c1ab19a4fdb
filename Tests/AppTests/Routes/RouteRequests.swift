import Core
import HTTP
import Records
import TestSupport

@testable import App

/// Requests to a route made from what it declares: addresses with ids in them and bodies that its fields accept.
struct RouteRequests {
    let program: TestProgram
    /// Whose rows the requests name.
    let organisation: ID<Organisation>
    let samples: SampleRows

    /// The route's address with an id that no row has.
    static func vacant(_ route: Route) -> String {
        filled(route.pattern) { _ in "01900000-0000-7000-8000-00000000dead" }
    }

    /// The route's address with the id of a row of the organisation.
    func target(_ route: Route) throws -> String {
        var failure: (any Error)?
        let text = Self.filled(route.pattern) { before in
            do { return try id(before) } catch {
                failure = error
                return ""
            }
        }
        if let failure { throw failure }
        return text
    }

    /// The id of the organisation's row in the resource's table; of a customer, where there is no such table.
    private func id(_ resource: String) throws -> String {
        let isTable = program.application.store.catalogue.resources[resource] != nil
        return try samples.id(isTable ? resource : "customers", organisation: "\(organisation)")
    }

    private static func filled(_ pattern: String, _ id: (String) -> String) -> String {
        guard pattern != "/" else { return pattern }
        var before = ""
        return pattern.split(separator: "/").map { part in
            defer { before = String(part) }
            return "/" + (part.hasPrefix("{") ? id(before) : String(part))
        }.joined()
    }

    /// A body that passes the checks of the action or resource that the route leads to, naming rows of the organisation.
    func body(_ route: Route) throws -> JSON {
        let catalogue = program.application.store.catalogue
        let parts = route.pattern.split(separator: "/").map(String.init)
        guard parts.count > 2, parts[0] == "api" else { return [:] }
        let action = parts[2] == "actions" ? parts.last ?? "" : "\(parts[2]).\(parts.last ?? "")"
        let fields =
            catalogue.actions[action]?.fields ?? catalogue.resources[parts[2]]?.fields.filter { !$0.isReadOnly } ?? []
        var members: [String: JSON] = [:]
        for field in fields where field.source == .column { members[field.name] = try value(field) }
        return .object(members)
    }

    private func value(_ field: Field) throws -> JSON {
        switch field.kind {
        case .text, .longText: "text"
        case .email: "ada@example.com"
        case .phone: "+15125550142"
        case .url: "https://example.com/a"
        case .number(let range): .int(max(range.lowerBound, 1))
        case .money, .duration: 60
        case .percent: "8.25"
        case .boolean: true
        case .date: "2031-01-07"
        case .timestamp: "2031-01-07T15:00:00Z"
        case .choice(let choices): .string(choices[0].value)
        case .multiChoice(let choices): [.string(choices[0].value)]
        case .reference(let resource): .string(try id(resource))
        case .file: .string(try samples.id("files", organisation: "\(organisation)"))
        case .tags: ["tag"]
        case .json: [:]
        case .address: ["line1": "1 Main St"]
        }
    }
}
