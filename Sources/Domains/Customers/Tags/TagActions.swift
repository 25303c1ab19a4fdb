internal import Core
internal import Postgres
internal import Records

/// Gives a tag another name on all records; the name of another tag makes the two one.
struct RenameTag: Action {
    static let name = "tags.rename"
    static let title = "Rename or merge tag"
    static let access: Access = .managers
    static let fields: [Field] = [
        .reference("tag", to: "tags", required: true), .text("name", label: "New name", required: true, max: 60),
    ]
    private let tag: ID<Tag>
    private let newName: String

    init(_ input: Input) throws {
        tag = try input.id("tag")
        newName = try input.text("name")
    }

    func perform(in work: Work) async throws -> JSON {
        let row = try await work.query("select name from tags where org_id = app_org() and id = \(tag) for update")
            .one("tag")
        let old: String = try row.get("name")
        if old == newName { return ["changed": 0] }
        let known = try await work.query("select id from tags where org_id = app_org() and name = \(newName)")
        if known.isEmpty {
            work.queue("update tags set name = \(newName) where org_id = app_org() and id = \(tag)")
        } else {
            work.queue("delete from tags where org_id = app_org() and id = \(tag)")
        }
        let count = try await TagRewriting.rewrite(old, to: newName, in: work)
        try work.emit("tag.renamed", "tags", tag.value, ["title": .string(newName), "previous": .string(old)])
        return ["changed": .int(Int64(count))]
    }
}

/// Takes a tag off all records.
struct RemoveTag: Action {
    static let name = "tags.remove"
    static let title = "Remove tag"
    static let access: Access = .managers
    static let isDestructive = true
    static let confirmation: String? = "The tag is taken off every record that has it. The records stay."
    static let fields: [Field] = [.reference("tag", to: "tags", required: true)]
    private let tag: ID<Tag>

    init(_ input: Input) throws { tag = try input.id("tag") }

    func perform(in work: Work) async throws -> JSON {
        let rows = try await work.query("delete from tags where org_id = app_org() and id = \(tag) returning name")
        let name: String = try rows.one("tag").get("name")
        let count = try await TagRewriting.rewrite(name, to: nil, in: work)
        try work.emit("tag.removed", "tags", tag.value, ["title": .string(name)])
        return ["changed": .int(Int64(count))]
    }
}

/// What an `ID<Tag>` is of.
enum Tag {}
