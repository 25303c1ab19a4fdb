internal import Core

/// A row whose cells have been read as values.
struct PreparedRow: Sendable {
    enum Fate: Sendable, Equatable {
        case create
        case update(Identifier)
        /// Is there, and is left alone.
        case skip
        /// Came before in the same file.
        case duplicate
        case error
    }

    let row: SpoolRow
    /// In the order of the layout's columns, in PostgreSQL's text form.
    var values: [String?]
    /// The organisation's own fields.
    var custom: JSON?
    var site: [String?]?
    var externalID: String?
    var faults: [RowFault] = []
    var fate = Fate.create
    var id: Identifier?

    mutating func fail(_ fault: RowFault) {
        faults.append(fault)
        fate = .error
    }
}

/// What a chunk came to.
struct ChunkCounts: Sendable {
    var created = 0
    var updated = 0
    var skipped = 0
    var duplicates = 0
    var errors = 0

    init() {}

    init(_ json: JSON) {
        created = Int(json["created"]?.int ?? 0)
        updated = Int(json["updated"]?.int ?? 0)
        skipped = Int(json["skipped"]?.int ?? 0)
        duplicates = Int(json["duplicates"]?.int ?? 0)
        errors = Int(json["errors"]?.int ?? 0)
    }

    var json: JSON {
        [
            "created": .int(Int64(created)), "updated": .int(Int64(updated)), "skipped": .int(Int64(skipped)),
            "duplicates": .int(Int64(duplicates)), "errors": .int(Int64(errors)),
        ]
    }

    mutating func add(_ fate: PreparedRow.Fate) {
        switch fate {
        case .create: created += 1
        case .update: updated += 1
        case .skip: skipped += 1
        case .duplicate: duplicates += 1
        case .error: errors += 1
        }
    }
}
