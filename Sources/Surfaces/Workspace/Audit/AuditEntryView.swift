internal import Core
internal import HTML
internal import Interface
internal import Records

/// One entry of the audit trail with all it says: before and after, from where, its place in the chain.
struct AuditEntryView {
    let entry: AuditEntry
    let sentence: AuditSentence
    /// Its link in the chain of seals, once it has one.
    let position: Int64?
    let sealedAt: Instant?
    let zone: Zone

    func write(_ html: HTML) {
        html.div(.class("stack")) {
            html.p(.dir("auto")) {
                html.strong(sentence.names.actor(entry.actor))
                html.text(" \(sentence.text(entry)).")
            }
            changes(html)
            html.dl(.class("facts")) {
                fact(html, "When", Moment.exact(entry.at, zone))
                fact(html, "Role", Words.label(entry.role))
                fact(html, "Way", Words.label(entry.surface))
                fact(html, "Network address", entry.address.isEmpty ? "—" : entry.address)
                fact(html, "Action", entry.action)
                fact(html, "Seal", seal)
            }
            links(html)
        }
    }

    private var seal: String {
        guard let position, let sealedAt else { return "Not yet; a minute after it was made" }
        return "Link \(position), \(Moment.exact(sealedAt, zone))"
    }

    private func changes(_ html: HTML) {
        let changes = sentence.changes(entry)
        if entry.isErased {
            html.callout(.info, "What was changed has been erased with the person it was about.")
        } else if changes.isEmpty {
            html.p(.class("muted"), "No values were changed.")
        } else {
            ChangeWords.write(html, changes)
        }
    }

    private func fact(_ html: HTML, _ name: String, _ value: String) {
        html.div {
            html.dt(name)
            html.dd(.dir("auto"), value)
        }
    }

    private func links(_ html: HTML) {
        let filter = AuditPages.path
        html.div(.class("row-group")) {
            if let record = entry.record {
                if let resource = sentence.catalogue.resources[entry.kind], resource.presentation != nil {
                    html.linkButton("Open the record", to: "\(resource.path)/\(record)", size: .small)
                }
                html.linkButton(
                    "All about this record",
                    to: "\(filter)?kind=\(QueryText.encode(entry.kind))&record=\(record)", .quiet, size: .small)
            }
            html.linkButton(
                "All by them", to: "\(filter)?who=\(QueryText.encode(entry.actor))", .quiet, size: .small)
            if !entry.correlation.isEmpty {
                html.linkButton(
                    "Its story", to: "\(filter)?story=\(QueryText.encode(entry.correlation))", .quiet, size: .small)
            }
            if !entry.address.isEmpty {
                html.linkButton(
                    "From this address", to: "\(filter)?address=\(QueryText.encode(entry.address))", .quiet,
                    size: .small)
            }
        }
    }
}
