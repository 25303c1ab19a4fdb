internal import Core
internal import HTTP
internal import Postgres
internal import Records

/// What clients written for PostgREST ask for by headers.
extension Request {
    /// One object in place of a list of one.
    var wantsOneObject: Bool { headers["Accept"]?.contains(Self.oneObject) == true }
    /// The records that were written, as a list.
    var wantsRepresentation: Bool { headers["Prefer"]?.contains("return=representation") == true }

    private static let oneObject = "application/vnd.pgrst.object+json"

    /// The page's only record. Throws 406 if there are none or several.
    func oneObject(_ page: RecordPage) throws -> Response {
        guard page.count == 1 else { throw Self.notOne(page.count) }
        let out = ByteWriter(capacity: 1024)
        RecordJSON(page.query.fields, embeds: page.query.embeds).write(page.rows, 0, to: out)
        return Response.json(out).with("Content-Type", Self.oneObject)
    }

    /// What was written, as the client wants to have it.
    func written(_ records: [JSON], status: Int) throws -> Response {
        guard wantsOneObject else { return .json(.array(records), status: status) }
        guard records.count == 1 else { throw Self.notOne(records.count) }
        return Response.json(records[0], status: status).with("Content-Type", Self.oneObject)
    }

    /// Under PostgREST's code, which clients look for.
    private static func notOne(_ count: Int) -> Problem {
        Problem(
            status: 406, code: "PGRST116",
            "One record was asked for, and \(count == 0 ? "none fits" : "\(count) fit").",
            extra: ["details": .string("The result contains \(count) rows")])
    }
}
