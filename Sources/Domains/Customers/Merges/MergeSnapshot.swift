internal import Core
internal import Records

/// What a merge changed, kept so that it can be undone.
struct MergeSnapshot: Sendable {
    struct Moved: Sendable {
        let reference: RecordReference
        let ids: [Identifier]
    }

    /// Two sites at one address: what referred to the one that went.
    struct SiteUnion: Sendable {
        let gone: Identifier
        let kept: Identifier
        var moved: [Moved]
    }

    /// Columns of the customer that stayed, before and after.
    var before: [String: JSON] = [:]
    var after: [String: JSON] = [:]
    var moved: [Moved] = []
    var sites: [SiteUnion] = []
    /// Contacts that were primary before.
    var demoted: [Identifier] = []
    /// Static segments that the merged one was in, and those of them that the other joined for it.
    var segments: [Identifier] = []
    var joined: [Identifier] = []
    /// Open pairs that the merge closed.
    var pairs: [Identifier] = []

    init() {}

    var json: JSON {
        [
            "before": .object(before), "after": .object(after), "moved": Self.json(moved),
            "sites": .array(
                sites.map { ["gone": .text($0.gone), "kept": .text($0.kept), "moved": Self.json($0.moved)] }),
            "demoted": Self.json(demoted), "segments": Self.json(segments), "joined": Self.json(joined),
            "pairs": Self.json(pairs),
        ]
    }

    init(_ json: JSON) {
        before = json["before"]?.object ?? [:]
        after = json["after"]?.object ?? [:]
        moved = Self.moved(json["moved"])
        sites = (json["sites"]?.array ?? []).compactMap { item in
            guard let gone = item["gone"]?.string.flatMap({ Identifier($0) }),
                let kept = item["kept"]?.string.flatMap({ Identifier($0) })
            else { return nil }
            return SiteUnion(gone: gone, kept: kept, moved: Self.moved(item["moved"]))
        }
        demoted = Self.ids(json["demoted"])
        segments = Self.ids(json["segments"])
        joined = Self.ids(json["joined"])
        pairs = Self.ids(json["pairs"])
    }

    private static func json(_ ids: [Identifier]) -> JSON { .array(ids.map { .text($0) }) }

    private static func json(_ moved: [Moved]) -> JSON {
        .array(
            moved.map {
                [
                    "table": .string($0.reference.table), "column": .string($0.reference.column),
                    "kind": .text($0.reference.kindColumn), "ids": json($0.ids),
                ]
            })
    }

    static func ids(_ json: JSON?) -> [Identifier] {
        (json?.array ?? []).compactMap { $0.string.flatMap { Identifier($0) } }
    }

    private static func moved(_ json: JSON?) -> [Moved] {
        (json?.array ?? []).compactMap { item in
            guard let table = item["table"]?.string, let column = item["column"]?.string else { return nil }
            let reference = RecordReference(table: table, column: column, kindColumn: item["kind"]?.string)
            return Moved(reference: reference, ids: ids(item["ids"]))
        }
    }
}
