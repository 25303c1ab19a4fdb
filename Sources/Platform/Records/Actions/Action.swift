public import Core

/// A named, permissioned, idempotent transaction with declared input: *book appointment*, *issue invoice*. Declared once
/// it is a REST endpoint, a button, a step of an automation, a tool of the voice assistant and a line in the audit trail.
public protocol Action: Sendable {
    associatedtype Output: JSONRepresentable

    /// Resource and verb: `appointments.reschedule`.
    static var name: String { get }
    /// For a button: "Reschedule".
    static var title: String { get }
    static var access: Access { get }
    /// The input. Where the first field refers to the resource of the action's name, the action is also at
    /// `/api/v1/<resource>/{id}/<verb>`.
    static var fields: [Field] { get }
    /// What a person is told before it happens, where its name does not say it all: "The customer gets a text."
    static var confirmation: String? { get }
    /// Whether something is lost by it: its button is last in menus and red in its dialog.
    static var isDestructive: Bool { get }
    /// The name of an action on the same record that takes it back and needs nothing but the record; offered as *Undo*.
    static var undo: String? { get }
    /// For which records it makes sense; nil for all. Buttons, menus and the API document say so; `perform` refuses.
    static var offeredWhen: RecordCondition? { get }
    /// Members of the answer that are shown once and never kept: a request repeated with the same Idempotency-Key is
    /// answered without them.
    static var secretAnswer: [String] { get }
    /// Takes input that has been checked against `fields`. Throws `Problem` for what only the whole can tell.
    init(_ input: Input) throws
    /// Does the work in one transaction. Everything it writes happens, or nothing.
    func perform(in work: Work) async throws -> Output
}

extension Action {
    public static var confirmation: String? { nil }
    public static var isDestructive: Bool { false }
    public static var undo: String? { nil }
    public static var offeredWhen: RecordCondition? { nil }
    public static var secretAnswer: [String] { [] }

    /// `appointments` of `appointments.reschedule`.
    static var resource: String { String(name.prefix { $0 != "." }) }

    /// The first field, if it says which record the action is about.
    static var recordField: Field? {
        guard let first = fields.first, case .reference(let target) = first.kind, target == resource else { return nil }
        return first
    }

    /// Performs the action as part of its record's story.
    static func run(_ input: Input, in work: Work, equip: (inout Self) -> Void = { _ in }) async throws -> Output {
        if let field = recordField, let id: ID<Self> = input.optionalID(field.name) {
            try await work.joinStory(of: resource, id.value)
        }
        var action = try Self(input)
        equip(&action)
        return try await action.perform(in: work)
    }
}

/// What an action answers with.
public protocol JSONRepresentable: Sendable {
    var json: JSON { get }
}

extension JSON: JSONRepresentable { public var json: JSON { self } }
extension ID: JSONRepresentable { public var json: JSON { ["id": .string(description)] } }

/// Input that has been checked: every value is of its field's kind, every required one is there.
public struct Input: Sendable {
    private let values: [String: JSON]
    private let fields: [Field]
    /// For messages about the whole.
    public let context: Context

    /// Checks `members` against the declaration; every fault is reported at once, unknown members too.
    /// Throws `Problem` 422.
    public init(_ members: [String: JSON], fields: [Field], context: Context) throws {
        var values: [String: JSON] = [:]
        var faults: [Problem.FieldError] = []
        for field in fields {
            do throws(FieldFault) {
                let given = members[field.name] ?? .null
                let value = given.isNull ? field.defaultValue ?? .null : given
                values[field.name] = try field.normalise(value, country: context.country, zone: context.zone)
            } catch {
                faults.append(error.error)
            }
        }
        let known = Set(fields.map(\.name))
        for stranger in members.keys.filter({ !known.contains($0) }).sorted() {
            faults.append(
                .init(
                    stranger, "unknown",
                    "There is no field “\(stranger)”. The fields are: \(fields.map(\.name).joined(separator: ", "))."))
        }
        guard faults.isEmpty else { throw Problem.invalid(faults) }
        self.values = values
        self.fields = fields
        self.context = context
    }

    public func has(_ name: String) -> Bool { !(values[name] ?? .null).isNull }
    public func json(_ name: String) -> JSON { values[name] ?? .null }
    public func optionalText(_ name: String) -> String? { values[name]?.string }
    public func optionalInt(_ name: String) -> Int64? { values[name]?.int }
    public func optionalID<Entity>(_ name: String) -> ID<Entity>? { values[name]?.string.flatMap { ID($0) } }
    public func optionalInstant(_ name: String) -> Instant? { values[name]?.string.flatMap { Instant($0) } }
    public func optionalDate(_ name: String) -> LocalDate? { values[name]?.string.flatMap { LocalDate($0) } }
    public func flag(_ name: String) -> Bool { values[name]?.bool ?? false }

    public func text(_ name: String) throws -> String { try required(name, optionalText(name)) }
    public func int(_ name: String) throws -> Int64 { try required(name, optionalInt(name)) }
    public func id<Entity>(_ name: String) throws -> ID<Entity> { try required(name, optionalID(name)) }
    public func instant(_ name: String) throws -> Instant { try required(name, optionalInstant(name)) }
    public func date(_ name: String) throws -> LocalDate { try required(name, optionalDate(name)) }
    /// A choice as the enumeration that its values are.
    public func choice<Value: RawRepresentable<String>>(_ name: String) throws -> Value {
        try required(name, optionalText(name).flatMap(Value.init(rawValue:)))
    }

    private func required<Value>(_ name: String, _ value: Value?) throws -> Value {
        guard let value else { throw Problem.invalid(name, "required", "\(Field.label(of: name)) is needed.") }
        return value
    }
}

/// An action with its type forgotten, as kept in the catalogue.
public struct AnyAction: Sendable {
    public let name: String
    public let title: String
    public private(set) var access: Access
    public let fields: [Field]
    public let confirmation: String?
    public let isDestructive: Bool
    public let undo: String?
    public let offeredWhen: RecordCondition?
    let secretAnswer: [String]
    let run: @Sendable (Input, Work) async throws -> JSON

    /// - Parameter equip: hands the action what it asks of other domains, before it is performed.
    public init<A: Action>(_ type: A.Type, equip: @escaping @Sendable (inout A) -> Void = { _ in }) {
        name = A.name
        title = A.title
        access = A.access
        fields = A.fields
        confirmation = A.confirmation
        isDestructive = A.isDestructive
        undo = A.undo
        offeredWhen = A.offeredWhen
        secretAnswer = A.secretAnswer
        recordField = A.recordField
        run = { input, work in try await A.run(input, in: work, equip: equip).json }
    }

    /// `appointments` of `appointments.reschedule`.
    public var resource: String { String(name.prefix { $0 != "." }) }
    /// `reschedule` of `appointments.reschedule`.
    public var verb: String { String(name.drop { $0 != "." }.dropFirst()) }

    /// The field that takes the id out of `/api/v1/<resource>/{id}/<verb>`, if the action is about one record.
    public let recordField: Field?

    func replacing(access: Access) -> AnyAction {
        var copy = self
        copy.access = access
        return copy
    }
}
