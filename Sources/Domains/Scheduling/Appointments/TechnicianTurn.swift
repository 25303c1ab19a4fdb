internal import Core
internal import Postgres
internal import Records

/// One booking at a time per technician. The exclusion constraint alone would hold, but many writers that insert the same
/// range wait for each other in a circle and are broken up only after the deadlock timeout.
enum TechnicianTurn {
    static func take(_ technician: ID<User>, in work: Work) {
        work.queue(
            "select pg_advisory_xact_lock(hashtextextended(\("\(work.context.organisation)/\(technician)"), 0))")
    }

    static let taken = Problem.conflict(
        "slot_taken", "This time has been taken by another visit. Choose another time or technician.")
}
