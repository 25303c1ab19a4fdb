/// A setting that cannot be used: which, where it was written, and what to write instead.
public struct SettingsError: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }

    /// `place` is where it was written, such as `mainline.toml, line 3`.
    static func unknown(_ written: String, in place: String, near known: String?) -> SettingsError {
        SettingsError(
            "There is no setting “\(written)” (\(place))." + (known.map { " Did you mean “\($0)”?" } ?? "")
                + " “mainline serve --help” lists all settings.")
    }

    static func wrong(_ setting: Setting, _ value: String, in place: String) -> SettingsError {
        let shown = setting.isSecret ? "its value" : "“\(value)”"
        return SettingsError("The setting “\(setting.name)” (\(place)) expects \(setting.expects), not \(shown).")
    }
}

enum Spelling {
    /// The candidate nearest to `word`, if near enough to be what was meant.
    static func nearest(to word: String, among candidates: [String]) -> String? {
        let scored = candidates.map { ($0, distance(word, $0)) }
        guard let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= max(2, word.count / 3) else { return nil }
        return best.0
    }

    /// Levenshtein's distance: characters to insert, remove or replace.
    static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a), Array(b))
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let replaced = diagonal + (a[i] == b[j] ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
            }
        }
        return row[b.count]
    }
}
