/// Finds phrases in an utterance by stem, near each other, and not denied.
struct EmergencyMatcher: Sendable {
    private let words: Words
    private let stems: [String]

    init(words: Words) {
        self.words = words
        stems = words.list.map(Stem.of)
    }

    /// The index where the phrase begins; nil if it was not said, or denied.
    func place(of phrase: EmergencyPhrase) -> Int? {
        let wanted = phrase.words.split(separator: " ").map { part in
            Set(part.split(separator: "|").map { Stem.of(String($0)) })
        }
        guard let lead = wanted.first, stems.count >= wanted.count else { return nil }
        let literal = !lead.isDisjoint(with: ["no", "on", "not"])
        let reach = literal ? wanted.count : wanted.count + (wanted.count == 1 ? 0 : 4)
        for start in stems.indices {
            let window = start..<min(stems.count, start + reach)
            guard let places = literal ? inOrder(wanted, window) : anyOrder(wanted, window) else { continue }
            if phrase.weight < 0 || !isDenied(places, by: wanted) { return start }
        }
        return nil
    }

    private func inOrder(_ wanted: [Set<String>], _ window: Range<Int>) -> [Int]? {
        guard window.count == wanted.count else { return nil }
        for (index, part) in zip(window, wanted) where !part.contains(stems[index]) { return nil }
        // "No. Water is everywhere": the sentence ended in between.
        for index in window.dropLast() where words.breaks[index] { return nil }
        return Array(window)
    }

    /// Every part once, one of them at the window's start.
    private func anyOrder(_ wanted: [Set<String>], _ window: Range<Int>) -> [Int]? {
        var places: [Int] = []
        for part in wanted {
            guard let index = window.first(where: { part.contains(stems[$0]) && !places.contains($0) }) else {
                return nil
            }
            places.append(index)
        }
        return places.contains(window.lowerBound) ? places.sorted() : nil
    }

    private static let denials: Set<String> = [
        "no", "not", "isnt", "arent", "wasnt", "werent", "never", "without", "dont", "didnt", "doesnt", "hasnt",
        "havent", "aint", "nor",
    ]
    /// After these a denial does not deny what follows.
    private static let undenied: Set<String> = [
        "know", "sure", "idea", "kidding", "joking", "only", "just", "understand", "want", "longer", "one", "wait",
        "matter",
    ]

    private func isDenied(_ places: [Int], by wanted: [Set<String>]) -> Bool {
        guard let first = places.first, let last = places.last else { return false }
        let own = wanted.contains { !$0.isDisjoint(with: EmergencyMatcher.denials) }
        if own { return false }
        for index in max(0, first - 4)..<last where !places.contains(index) {
            guard EmergencyMatcher.denials.contains(words.list[index]) else { continue }
            if words.breaks[index..<max(index, first)].contains(true) { continue }
            if words.list[index..<max(index, first)].contains("but") { continue }
            let next = index + 1 < words.list.count ? words.list[index + 1] : ""
            if !EmergencyMatcher.undenied.contains(next) { return true }
        }
        // "The smell of gas is gone", "it stopped leaking" are left to `EmergencyDoubt.resolved`.
        return false
    }
}
