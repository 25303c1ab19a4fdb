public import Core
public import Postgres
internal import Synchronization
public import Telemetry

/// Enqueues the jobs of the schedules as their times come. Every worker process runs one; the database lets exactly
/// one of them fire each time. What was missed while none ran is made up for once.
public final class CronTicker: Sendable {
    /// An organisation and the zone its wall clocks show.
    public struct Place: Sendable {
        public let organisation: ID<Organisation>
        public let zone: Zone
        public init(_ organisation: ID<Organisation>, _ zone: Zone) {
            self.organisation = organisation
            self.zone = zone
        }
    }

    private struct Slot: Hashable {
        let organisation: ID<Organisation>
        let name: String
    }
    private struct Firing {
        let slot: Slot
        let entry: CronEntry
        let dueAt: Instant
    }

    private let database: Database
    private let queue: JobQueue
    private let entries: [CronEntry]
    private let places: @Sendable () async throws -> [Place]
    private let clock: TimeSource
    private let log: Log
    /// The firing of each slot that this process has seen done, by itself or another.
    private let seen = Mutex<[Slot: Instant]>([:])
    private let service = Mutex<Task<Void, Never>?>(nil)

    /// - Parameter places: all live organisations with their zones.
    public init(
        database: Database, queue: JobQueue, entries: [CronEntry], clock: TimeSource = .system, log: Log = .silent,
        places: @escaping @Sendable () async throws -> [Place]
    ) {
        precondition(Set(entries.map(\.name)).count == entries.count, "two schedules have the same name")
        self.database = database
        self.queue = queue
        self.entries = entries
        self.places = places
        self.clock = clock
        self.log = log.area("jobs")
    }

    /// Looks at the schedules every `interval`, until `stop`.
    public func start(every interval: Duration = .seconds(15)) {
        service.withLock { service in
            guard service == nil else { return }
            service = Task {
                while !Task.isCancelled {
                    do {
                        try await self.tick()
                    } catch {
                        self.log.warning("the schedules could not be looked at; trying again", ["error": .error(error)])
                    }
                    do { try await Task.sleep(for: interval) } catch { return }
                }
            }
        }
    }

    public func stop() async {
        let task = service.withLock { service in
            defer { service = nil }
            return service
        }
        task?.cancel()
        await task?.value
    }

    /// Enqueues what is due. Gives the number of jobs enqueued by this process.
    @discardableResult
    public func tick() async throws -> Int {
        let now = clock.now
        var total = 0
        var rest = try await due(now)[...]
        while !rest.isEmpty {
            let batch = Array(rest.prefix(500))
            rest = rest.dropFirst(500)
            total += try await fire(batch)
            seen.withLock { seen in for firing in batch { seen[firing.slot] = firing.dueAt } }
        }
        return total
    }

    private func due(_ now: Instant) async throws -> [Firing] {
        let places = try await places()
        var latest: [String: Instant?] = [:]
        let seen = seen.withLock { $0 }
        var firings: [Firing] = []
        func consider(_ entry: CronEntry, _ place: Place) {
            let key = "\(entry.name)\n\(place.zone.name)"
            let dueAt = latest[key] ?? entry.schedule.latest(until: now, in: place.zone)
            latest[key] = dueAt
            let slot = Slot(organisation: place.organisation, name: entry.name)
            guard let dueAt, seen[slot].map({ $0 < dueAt }) ?? true else { return }
            firings.append(Firing(slot: slot, entry: entry, dueAt: dueAt))
        }
        for entry in entries {
            switch entry.scope {
            case .platform: consider(entry, Place(.platform, .utc))
            case .perOrganisation: for place in places { consider(entry, place) }
            }
        }
        return firings
    }

    /// Moves the slots forward and enqueues in the same transaction; the row lets one process through.
    private func fire(_ firings: [Firing]) async throws -> Int {
        let bySlot = Dictionary(firings.map { ($0.slot, $0) }) { first, _ in first }
        let (queue, clock) = (queue, clock)
        return try await database.systemTransaction(.jobs) { transaction in
            let rows = try await transaction.query(
                """
                insert into job_schedules as known (org_id, name, fired_at)
                select * from unnest(\(firings.map(\.slot.organisation))::uuid[], \(firings.map(\.slot.name))::text[], \
                  \(firings.map(\.dueAt))::timestamptz[])
                order by 1, 2
                on conflict (org_id, name) do update set fired_at = excluded.fired_at, fires = known.fires + 1
                  where known.fired_at < excluded.fired_at
                returning org_id, name, fires
                """)
            var count = 0
            for row in rows where try row.get("fires", as: Int.self) > 0 {
                let slot = Slot(organisation: try row.get("org_id"), name: try row.get("name"))
                guard let firing = bySlot[slot] else { continue }
                try queue.enqueue(
                    many: [NewJob(firing.entry.kind, payload: ["due_at": .text(firing.dueAt)])],
                    for: slot.organisation, correlation: "schedule:\(firing.entry.name):\(firing.dueAt)", clock: clock,
                    inSystem: transaction)
                count += 1
            }
            return count
        }
    }
}
