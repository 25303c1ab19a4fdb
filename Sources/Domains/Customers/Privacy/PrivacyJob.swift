internal import Contracts
internal import Core
internal import Documents
internal import Files
internal import Jobs
internal import Postgres
internal import Records

/// Answers a privacy request: makes the archive, or erases and writes the certificate.
struct PrivacyJob: Sendable {
    static let name = "customers.privacy"
    static let expiry = "customers.privacy-expire"
    private static let kept: Duration = .days(7)
    let store: RecordStore
    let tools: PrivacyTools

    var kinds: [JobKind] {
        [
            JobKind(Self.name, maxAttempts: 5, timeLimit: .minutes(60)) { try await run($0) },
            JobKind(Self.expiry, maxAttempts: 3, timeLimit: .minutes(10)) { try await expire($0) },
        ]
    }

    /// Throws if the schedule is malformed, which a test rules out.
    static func schedule() throws -> CronEntry {
        CronEntry(expiry, try CronSchedule("7 4 * * *"), scope: .perOrganisation, kind: expiry)
    }

    private func run(_ run: JobRun) async throws {
        guard let id = run.payload["request"]?.string.flatMap({ Identifier($0) }) else {
            throw JobFailure.permanent("no request in the payload")
        }
        try await answer(id, run.context)
    }

    /// Does nothing for a request that has been answered.
    func answer(_ id: Identifier, _ context: Context) async throws {
        let rows = try await store.database.query(
            context,
            "select kind, subject_id, report from privacy_requests where org_id = app_org() and id = \(id) and status = 'queued'"
        )
        guard let row = rows.first else { return }
        let subject: Identifier = try row.get("subject_id")
        if try row.get("kind", as: String.self) == "export" {
            try await export(id, subject, context)
        } else {
            try await erase(id, subject, try row.get("report"), context)
        }
    }

    private func export(_ id: Identifier, _ subject: Identifier, _ context: Context) async throws {
        let archive = CustomerArchive(store: store, tools: tools, context: context)
        let path = "\(tools.folder)/privacy-\(id).zip"
        let counts = try await archive.write(subject, to: path)
        try await store.work(context, Self.name) { work in
            let file = try await tools.files.save(
                contentsOf: path, name: "customer-\(subject).zip", contentType: "application/zip", in: work.transaction)
            try await finish(id, file: file, expires: work.now + Self.kept, counts, in: work)
            try work.emit(
                "customer.exported", "privacy_requests", id, customer: ID(subject), ["title": "Data exported"])
        }
        try CustomerArchive.remove(path)
    }

    /// The erasure is one transaction; what comes after it is done again if it was cut off.
    private func erase(_ id: Identifier, _ subject: Identifier, _ report: JSON, _ context: Context) async throws {
        var report = report
        if report["erased"] == nil {
            report = try await store.database.systemTransaction(.privacy) { transaction in
                let erasure = CustomerErasure(
                    organisation: context.organisation, customer: subject, request: id, country: context.country,
                    identities: tools.identities, transaction: transaction)
                guard let report = try await erasure.perform() else {
                    throw JobFailure.permanent("the customer is no longer there")
                }
                try await transaction.query(
                    """
                    update privacy_requests set report = \(report) where org_id = \(context.organisation) and id = \(id)
                    """)
                return report
            }
        }
        let gone = (report["files"]?.array ?? []).compactMap { $0.string.flatMap { Identifier($0) } }
        let erased = report
        let profile = try await store.profile(context.organisation)
        let certificate = ErasureCertificate(
            organisation: profile.name, country: context.country, request: id, at: context.now, report: erased)
        let pdf = try await tools.offLoop { try certificate.pdf.render() }
        try await store.work(context, Self.name) { work in
            for file in gone { try await tools.files.remove(ID(file), in: work.transaction) }
            let file = try await tools.files.save(
                pdf, name: "erasure-\(id).pdf", contentType: "application/pdf", in: work.transaction)
            try await finish(id, file: file, expires: nil, erased, in: work)
            try work.emit(
                EventKinds.customerErased, "customers", subject, customer: ID(subject), ["request": .text(id)])
        }
    }

    private func finish(
        _ id: Identifier, file: ID<File>, expires: Instant?, _ report: JSON, in work: Work
    ) async throws {
        try await work.query(
            """
            update privacy_requests set status = 'done', file_id = \(file), expires_at = \(expires), report = \(report),
              finished_at = \(work.now)
            where org_id = app_org() and id = \(id)
            """)
    }

    /// Archives do not lie around.
    private func expire(_ run: JobRun) async throws {
        try await store.work(run.context, Self.expiry) { work in
            let rows = try await work.query(
                """
                with old as (select id, file_id from privacy_requests where org_id = app_org() and expires_at < \(work.now)
                  and file_id is not null order by id limit 500 for update)
                update privacy_requests p set file_id = null from old where p.org_id = app_org() and p.id = old.id
                returning old.file_id
                """)
            for row in rows { try await tools.files.remove(ID(try row.get("file_id")), in: work.transaction) }
        }
    }
}
