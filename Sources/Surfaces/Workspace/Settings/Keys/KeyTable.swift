internal import Access
internal import Core
internal import HTML
internal import Interface

/// The keys of an organisation: those in force first, then those that have ended.
struct KeyTable {
    let keys: [APIKey]
    let page: PageContext

    func write(_ html: HTML) {
        let ended = keys.filter { [.expired, .revoked].contains($0.state(at: page.now)) }
        let inForce = keys.filter { ![.expired, .revoked].contains($0.state(at: page.now)) }
        if inForce.isEmpty { html.p(.class("muted"), "No key is in force.") } else { table(html, "keys", inForce) }
        guard !ended.isEmpty else { return }
        html.details {
            html.summary("Ended keys (\(ended.count))")
            table(html, "ended-keys", ended)
        }
    }

    private func table(_ html: HTML, _ id: String, _ keys: [APIKey]) {
        let columns = [
            TableColumn("Key", .wide), TableColumn("Begins with", .optional), TableColumn("Role"),
            TableColumn("Limited to", .optional), TableColumn("Last used"), TableColumn("From", .optional),
            TableColumn("Today", .number), TableColumn("Ends", .optional), TableColumn("State"),
        ]
        html.dataTable(id: id, label: "API keys", columns: columns) {
            for key in keys {
                html.tr {
                    html.linkCell(key.name, to: "\(KeyPages.path)/\(key.id)")
                    html.td(.class("optional")) { html.code(key.prefix) }
                    html.td(KeyWords.role(key.role))
                    html.cell(KeyWords.reach(key), optional: true)
                    html.td {
                        if let used = key.lastUsedAt { html.relativeTime(used, page) } else { html.text("Never") }
                    }
                    html.cell(key.lastUsedAddress, optional: true)
                    html.numberCell(Grouped(key.requestsToday))
                    html.td(.class("optional")) {
                        if let end = key.expiresAt { html.relativeTime(end, page) } else { html.text("Never") }
                    }
                    html.td { state(html, key) }
                }
            }
        }
    }

    private func state(_ html: HTML, _ key: APIKey) {
        let (words, tone) = KeyWords.state(key.state(at: page.now))
        html.status(words, tone)
    }
}

/// Keys in words.
enum KeyWords {
    static func role(_ role: Role) -> String { role.rawValue.prefix(1).uppercased() + role.rawValue.dropFirst() }

    static func state(_ state: APIKey.State) -> (String, Tone) {
        switch state {
        case .active: ("Active", .good)
        case .replaced: ("Being replaced", .warn)
        case .expired: ("Expired", .neutral)
        case .revoked: ("Revoked", .neutral)
        }
    }

    /// What holds it in besides its role, shortly.
    static func reach(_ key: APIKey) -> String? {
        var parts: [String] = []
        if !key.scopes.isEmpty { parts.append(key.scopes.count == 1 ? "1 scope" : "\(key.scopes.count) scopes") }
        if !key.allowedAddresses.isEmpty {
            parts.append(key.allowedAddresses.count == 1 ? "1 address" : "\(key.allowedAddresses.count) addresses")
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
