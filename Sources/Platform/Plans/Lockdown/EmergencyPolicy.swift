public import Core
internal import Postgres
public import Records

/// Whether emergencies reach the owner whatever the plan or a lockdown has shut. On unless somebody in charge turns it off.
public struct SetEmergencyPolicy: Action {
    public static let name = "organisation.set_emergency_policy"
    public static let title = "Change who hears of emergencies"
    public static let access: Access = .admins
    public static let fields: [Field] = [
        .boolean("always", label: "Emergencies always reach the owner", default: true)
    ]

    let always: Bool

    public init(_ input: Input) throws { always = input.flag("always") }

    public func perform(in work: Work) async throws -> JSON {
        _ = try await work.query(
            """
            update organisations set settings = settings || jsonb_build_object('emergencies_always', \(always)::boolean)
            where id = app_org() and org_id = app_org()
            """)
        return ["always": .bool(always)]
    }
}
