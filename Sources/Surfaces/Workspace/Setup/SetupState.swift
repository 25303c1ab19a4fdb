internal import Core
internal import Postgres

/// How far a new organisation has come, read from its data; what only a person can say is marked in its settings.
struct SetupState: Sendable {
    enum Step: String, CaseIterable, Sendable {
        case profile, hours, number, emergencies, services, technicians, calendar, team
        case testCall = "test_call"
        case testText = "test_text"
        case live

        /// Those without which the telephone can be answered all the same.
        var isOptional: Bool { self == .calendar || self == .team }
        /// Those that a person looks at and says are right.
        var isConfirmed: Bool { [.profile, .hours, .services, .technicians, .live].contains(self) }
    }

    static let sql: SQL = """
        select coalesce(o.settings -> 'setup', '{}') as marks, o.name, o.zone, o.currency::text as currency, o.country::text as country,
          exists (select from business_hours where org_id = app_org()) as has_hours,
          (select number from phone_numbers where org_id = app_org() and is_active order by created_at, id limit 1) as number,
          (select count(*) from members where org_id = app_org() and is_active and deleted_at is null
            and role in ('owner', 'admin', 'manager') and phone is not null) as alerted,
          (select count(*) from job_types where org_id = app_org()) as services,
          (select count(*) from members where org_id = app_org() and is_active and deleted_at is null and role = 'technician') as technicians,
          exists (select from calendar_feeds where org_id = app_org()) as has_feed,
          (select count(*) from members where org_id = app_org() and is_active and deleted_at is null) as members,
          (select phone from members where org_id = app_org() and id = app_user()) as own_phone
        from organisations o where o.id = app_org()
        """

    let marks: JSON
    let number: String?
    let ownPhone: String?
    let zone: String
    let country: String
    let currency: String
    let alerted: Int
    let services: Int
    let technicians: Int
    let members: Int
    private let hasHours: Bool
    private let hasFeed: Bool

    init(_ rows: Rows) throws {
        let row = try rows.one("organisation")
        marks = try row.get("marks")
        number = try row.optional("number")
        ownPhone = try row.optional("own_phone")
        zone = try row.get("zone")
        country = try row.get("country")
        currency = try row.get("currency")
        alerted = try row.get("alerted")
        services = try row.get("services")
        technicians = try row.get("technicians")
        members = try row.get("members")
        hasHours = try row.get("has_hours")
        hasFeed = try row.get("has_feed")
    }

    func isDone(_ step: Step) -> Bool {
        switch step {
        case .profile: isMarked(.profile)
        case .hours: hasHours && isMarked(.hours)
        case .number: number != nil
        case .emergencies: alerted > 0
        case .services: services > 0 && isMarked(.services)
        // Where nobody is a technician the owner goes out: a business of one says that this is right.
        case .technicians: technicians > 0 || isMarked(.technicians)
        case .calendar: hasFeed
        case .team: members > 1
        case .testCall, .testText, .live: isMarked(step)
        }
    }

    func isMarked(_ step: Step) -> Bool { marks[step.rawValue]?.bool == true }

    /// Nobody wants to be reminded any more.
    var isHidden: Bool { marks["hidden"]?.bool == true }
    var needed: [Step] { Step.allCases.filter { !$0.isOptional } }
    var isComplete: Bool { needed.allSatisfy(isDone) }
    var doneCount: Int { needed.filter(isDone).count }
    var next: Step? { Step.allCases.first { !isDone($0) && !$0.isOptional } }

    /// Notes a mark; `steps` are those of the last test.
    static func mark(_ name: String, _ value: JSON) -> SQL {
        """
        update organisations set settings = jsonb_set(settings, '{setup}',
          coalesce(settings -> 'setup', '{}') || jsonb_build_object(\(name)::text, \(value)::jsonb))
        where id = app_org() and org_id = app_org()
        """
    }
}
