public import HTML

extension HTML {
    /// Several people as overlapping initials; those beyond `limit` are counted. All names are read aloud.
    public func avatarGroup(_ names: [String], limit: Int = 4) {
        span(
            .class("avatar-group"), .role("img"), .aria("label", names.joined(separator: ", ")),
            .title(names.joined(separator: ", "))
        ) {
            for name in names.prefix(limit) { avatar(name) }
            if names.count > limit { span(.class("avatar avatar-more"), "+\(names.count - limit)") }
        }
    }
}
