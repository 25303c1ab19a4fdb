internal import HTTP
internal import Records

/// The list from which a record's page was opened, as its link says it: the page's arrows then lead through that list.
enum RecordOrigin {
    /// `?in=…`, to put behind a record's path; nothing for the list in its own order without a filter.
    static func query(_ state: ListState, _ resource: Resource) -> String {
        var fields = Fields()
        for pair in state.pairs(resource) where pair.name != "columns" && pair.name != "layout" {
            fields.append(pair.name, pair.value)
        }
        return fields.isEmpty ? "" : "?in=" + QueryText.encode(fields.encoded)
    }
}
