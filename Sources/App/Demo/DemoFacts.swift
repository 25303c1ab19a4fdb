internal import CallEngine
internal import Core
internal import Foundation
internal import Postgres
internal import Records

/// What the demo year is built upon: the organisation's people and job types as they are.
struct DemoFacts: Sendable {
    struct Person: Sendable {
        let id: Identifier
        let name: String
        let role: Role

        var actor: String { "user:\(id)" }
    }

    struct Job: Sendable {
        let id: Identifier
        let name: String
        let minutes: Int
        let buffer: Int
        let price: Int64
    }

    let now: Instant
    let zone: Zone
    let today: LocalDate
    let technicians: [Person]
    /// Owner, administrators, manager and agents: who works at a desk.
    let desk: [Person]
    let sales: Person
    let jobs: [String: Job]
    /// What a call's row keeps of its machinery.
    let callState: JSON
    let dialogue: JSON

    init(in work: Work) async throws {
        now = work.now
        zone = work.context.zone
        today = zone.local(now).date
        let members = try await work.query("select id, name, role from members where org_id = app_org() order by email")
        let people = try members.map {
            Person(id: try $0.get("id"), name: try $0.get("name"), role: try $0.get("role"))
        }
        technicians = people.filter { $0.role == .technician }
        desk = people.filter { [.owner, .admin, .manager, .agent].contains($0.role) }
        guard let sales = people.first(where: { $0.role == .sales }), !technicians.isEmpty, !desk.isEmpty else {
            throw ProgramError("The demo organisation lacks some of its people.", "Run mainline demo again.")
        }
        self.sales = sales
        let types = try await work.query(
            "select id, name, duration_minutes, buffer_minutes, price_minor from job_types where org_id = app_org()")
        var jobs: [String: Job] = [:]
        for row in types {
            let job = Job(
                id: try row.get("id"), name: try row.get("name"), minutes: try row.get("duration_minutes"),
                buffer: try row.get("buffer_minutes"), price: try row.get("price_minor"))
            jobs[job.name] = job
        }
        self.jobs = jobs
        callState = try JSON(parsing: Array(JSONEncoder().encode(CallState())))
        dialogue = try JSON(parsing: Array(JSONEncoder().encode(Dialogue())))
    }

    /// A time of the day `day` days from today.
    func time(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Instant {
        let seconds = (hour * 60 + minute) * 60
        return zone.instant(LocalDateTime(today.adding(days: day), LocalTime(secondsOfDay: seconds)))
    }

    func isWorkday(_ day: Int) -> Bool { ![.saturday, .sunday].contains(today.adding(days: day).weekday) }
}
