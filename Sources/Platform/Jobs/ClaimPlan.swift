internal import Core

/// Jobs of one kind in one organisation that are ready, as far as one look tells.
struct JobLane: Sendable, Hashable {
    let organisation: ID<Organisation>
    let kind: String
    /// Of the job that is first in line.
    let priority: Int
    /// When that job became due.
    let dueSince: Instant
}

/// How many jobs to take from each lane: organisations take turns, one job at a time, so that a busy one cannot starve
/// the others; within an organisation its kinds take turns, the most urgent first.
struct ClaimPlan {
    struct Share: Hashable {
        let lane: JobLane
        var count: Int
    }

    /// Jobs this process can still take.
    var free: Int
    /// What one organisation may hold of this process at once.
    var organisationLimit: Int
    var runningByOrganisation: [ID<Organisation>: Int] = [:]
    /// For kinds with a limit, how many more may run.
    var freeByKind: [String: Int] = [:]
    /// The organisation that was served last; the turn is its successor's.
    var servedLast: ID<Organisation>?

    mutating func shares(_ lanes: [JobLane]) -> [Share] {
        let byOrganisation = Dictionary(grouping: lanes, by: \.organisation)
        var queue = rotated(byOrganisation.keys.sorted())
        var open = byOrganisation.mapValues { $0.sorted { ($0.priority, $0.dueSince) < ($1.priority, $1.dueSince) } }
        var shares: [JobLane: Int] = [:]
        while free > 0, !queue.isEmpty {
            queue = queue.filter { organisation in
                guard free > 0, runningByOrganisation[organisation, default: 0] < organisationLimit,
                    let lane = nextLane(&open[organisation, default: []])
                else { return false }
                shares[lane, default: 0] += 1
                runningByOrganisation[organisation, default: 0] += 1
                free -= 1
                servedLast = organisation
                return true
            }
        }
        return shares.map { Share(lane: $0.key, count: $0.value) }
    }

    private func rotated(_ organisations: [ID<Organisation>]) -> [ID<Organisation>] {
        guard let servedLast else { return organisations }
        let start = organisations.firstIndex { $0 > servedLast } ?? 0
        return Array(organisations[start...] + organisations[..<start])
    }

    /// The first lane whose kind may still run, moved to the end of its organisation's line.
    private mutating func nextLane(_ lanes: inout [JobLane]) -> JobLane? {
        while !lanes.isEmpty {
            let lane = lanes.removeFirst()
            if let left = freeByKind[lane.kind] {
                guard left > 0 else { continue }
                freeByKind[lane.kind] = left - 1
            }
            lanes.append(lane)
            return lane
        }
        return nil
    }
}
