internal import Core
internal import EventLoop
internal import Postgres
internal import Synchronization
internal import Telemetry

extension JobRunner {
    /// How many lanes one look takes in.
    private static var laneWindow: Int { 500 }

    /// One round: writes down what has finished, does the upkeep that is due, and takes what there is room for.
    /// Gives the number of jobs taken. One caller at a time.
    @discardableResult
    func turn() async throws -> Int {
        try await writeOutcomes()
        try await upkeep()
        var total = 0
        while true {
            let (claimed, mayBeMore) = try await claim()
            total += claimed
            if !mayBeMore { return total }
        }
    }

    // MARK: - Taking

    private func claim() async throws -> (Int, mayBeMore: Bool) {
        guard var plan = currentPlan() else { return (0, false) }
        let window = rotation.withLock { $0.laneWindow }
        let lanes = try await store.lanes(after: window, limit: Self.laneWindow)
        if window == nil {
            let oldest = lanes.map(\.dueSince).min() ?? clock.now
            metrics.lag.set(Double(max(0, (clock.now - oldest).microseconds)) / 1_000_000)
        }
        let next = lanes.count == Self.laneWindow ? lanes.last : nil
        let shares = plan.shares(lanes.filter { kinds[$0.kind] != nil })
        let claimed = shares.isEmpty ? [] : try await claim(shares)
        rotation.withLock {
            $0.laneWindow = next
            $0.servedLast = plan.servedLast
        }
        for job in claimed { begin(job) }
        metrics.running.set(Double(inHand.withLock { $0.entries.count }))
        return (claimed.count, !claimed.isEmpty || next != nil)
    }

    private func currentPlan() -> ClaimPlan? {
        let servedLast = rotation.withLock { $0.servedLast }
        return inHand.withLock { hand in
            let free = options.capacity - hand.entries.count
            guard free > 0, !hand.isStopping else { return nil }
            var plan = ClaimPlan(free: free, organisationLimit: options.organisationLimit, servedLast: servedLast)
            plan.runningByOrganisation = hand.byOrganisation
            for kind in kinds.values {
                plan.freeByKind[kind.name] = kind.concurrency.map { $0 - hand.byKind[kind.name, default: 0] }
            }
            return plan
        }
    }

    private func claim(_ shares: [ClaimPlan.Share]) async throws -> [ClaimedJob] {
        do {
            return try await store.claim(shares, kinds: kinds, now: clock.now)
        } catch let error as PostgresError where error.constraint == "jobs_one_running_per_key" {
            // Another process took a job of the same key in the same moment; it is seen running the next time.
            return try await store.claim(shares, kinds: kinds, now: clock.now)
        }
    }

    // MARK: - Working

    private func begin(_ claimed: ClaimedJob) {
        guard let kind = kinds[claimed.kind] else { return }
        let lease = JobLease(claimed, duration: kind.lease, clock: clock)
        inHand.withLock { hand in
            hand.begin(lease, kind: kind.name, at: clock.now)
            if hand.isStopping {
                // Taken in the moment in which the runner was told to stop: nobody would wait for it.
                hand.end(lease, JobOutcome(lease: lease, kind: kind.name, result: .released))
            } else {
                // Begun under the lock: whoever stops the runner finds every handler that has begun.
                let task = Task(executorPreference: loops.next) { await self.run(claimed, kind, lease) }
                hand.attach(task, to: lease)
            }
        }
    }

    private func run(_ claimed: ClaimedJob, _ kind: JobKind, _ lease: JobLease) async {
        let started = ContinuousClock.now
        var failure: (any Error)?
        do {
            let context = try await makeContext(claimed.organisation, claimed.correlation)
            try await kind.handler(JobRun(claimed, lease: lease, context: context))
        } catch {
            failure = error
        }
        metrics.duration[kind.name].observe(ContinuousClock.now - started)
        let (isOverTime, isStopping) = inHand.withLock { hand in
            (hand.entry(lease)?.isOverTime ?? false, hand.isStopping)
        }
        let result: JobOutcome.Result
        if let failure {
            let wasStopped = isStopping && failure is CancellationError && !isOverTime
            result = wasStopped ? .released : self.result(of: claimed, kind, failure, isOverTime: isOverTime)
        } else {
            result = .succeeded
        }
        inHand.withLock { _ = $0.end(lease, JobOutcome(lease: lease, kind: kind.name, result: result)) }
        signal.wake()
    }

    private func result(
        of job: ClaimedJob, _ kind: JobKind, _ failure: any Error, isOverTime: Bool
    ) -> JobOutcome.Result {
        let words = isOverTime ? "It took longer than its limit of \(kind.timeLimit)." : Self.words(for: failure)
        let error = String(words.prefix(JobOutcome.errorLimit))
        metrics.failed[kind.name].increment()
        log.with(correlation: job.correlation).with(organisation: job.organisation).warning(
            "job failed",
            ["kind": .string(kind.name), "job": .text(job.id), "attempt": .int(job.attempt), "error": .string(error)])
        if case JobFailure.permanent = failure { return .needsAttention(error: error) }
        if job.attempt >= job.maxAttempts { return .needsAttention(error: error) }
        if case JobFailure.retry(let delay, _) = failure { return .retry(at: clock.now + delay, error: error) }
        var generator = SystemRandomNumberGenerator()
        return .retry(at: clock.now + kind.backoff.delay(after: job.attempt, using: &generator), error: error)
    }

    private static func words(for failure: any Error) -> String {
        if let problem = failure as? Problem { return problem.description }
        return String(describing: failure)
    }

    // MARK: - Writing down

    func writeOutcomes() async throws {
        let outcomes = inHand.withLock { $0.takeOutcomes() }
        guard !outcomes.isEmpty else { return }
        var succeeded: [JobOutcome] = []
        var others: [JobOutcome] = []
        for outcome in outcomes {
            if case .succeeded = outcome.result { succeeded.append(outcome) } else { others.append(outcome) }
        }
        do {
            if !succeeded.isEmpty {
                let written = try await store.succeed(succeeded.map(\.lease), now: clock.now)
                for outcome in succeeded where written.contains(outcome.lease.id) {
                    metrics.done[outcome.kind].increment()
                }
                refuse(succeeded, except: written)
                succeeded = []
            }
            if !others.isEmpty { refuse(others, except: try await store.giveBack(others, now: clock.now)) }
        } catch {
            inHand.withLock { $0.putBack(succeeded + others) }
            throw error
        }
    }

    private func refuse(_ outcomes: [JobOutcome], except written: Set<ID<Job>>) {
        for outcome in outcomes where !written.contains(outcome.lease.id) {
            metrics.refused.increment()
            log.with(organisation: outcome.lease.organisation).warning(
                "the answer of a job came after its lease was lost and was refused",
                ["kind": .string(outcome.kind), "job": .text(outcome.lease.id)])
        }
    }

    // MARK: - Upkeep

    private func upkeep() async throws {
        let now = clock.now
        let (due, purgeDue) = rotation.withLock { rotation in
            (
                rotation.upkeepDone.map { now - $0 >= options.upkeepInterval || now < $0 } ?? true,
                rotation.purgeDone.map { now - $0 >= .minutes(10) || now < $0 } ?? true
            )
        }
        guard due else { return }
        try await renewLeases(now)
        cancelOverTime(now)
        while try await store.sweep(now: now) == JobStore.batch {}
        while try await store.promote(now: now) == JobStore.batch {}
        if purgeDue {
            while try await store.purge(before: now - options.historyKept) >= JobStore.batch {}
            metrics.needsAttention.set(Double(try await store.attentionCount()))
        }
        rotation.withLock {
            $0.upkeepDone = now
            if purgeDue { $0.purgeDone = now }
        }
    }

    private func renewLeases(_ now: Instant) async throws {
        let leases = inHand.withLock { $0.entries.values.map(\.lease).filter(\.isDueForRenewal) }
        guard !leases.isEmpty else { return }
        let kept = try await store.renew(leases, now: now)
        for lease in leases {
            guard !kept.contains(lease.id) else {
                lease.renew(until: now + lease.duration)
                continue
            }
            lease.lose()
            // A job that has just finished is not in the table any more, and no longer in hand either.
            inHand.withLock { $0.entry(lease) }?.task?.cancel()
        }
    }

    private func cancelOverTime(_ now: Instant) {
        inHand.withLock { hand in
            for entry in hand.entries.values {
                guard let limit = kinds[entry.kind]?.timeLimit, now - entry.startedAt > limit else { continue }
                hand.markOverTime(entry.lease)
                entry.task?.cancel()
            }
        }
    }
}
