/// Which kind of visit a description calls for.
struct JobTypeMatching {
    /// The words of the description, in small letters.
    private let words: [Substring]

    init(_ description: String) { words = Self.words(description) }

    /// How well a job type fits: words of its keywords that are found, a keyword of several words counting for each.
    /// 0 if none is.
    func score(_ keywords: [String]) -> Int {
        keywords.reduce(0) { $0 + score(keyword: Self.words($1)) }
    }

    /// A keyword is found where its words begin words of the description that follow each other, so that "leak" is
    /// found in "it keeps leaking" and "water heater" in "my water heaters".
    private func score(keyword: [Substring]) -> Int {
        guard !keyword.isEmpty, words.count >= keyword.count else { return 0 }
        let isFound = (0...(words.count - keyword.count)).contains { start in
            zip(words[start...], keyword).allSatisfy { $0.hasPrefix($1) }
        }
        return isFound ? keyword.count : 0
    }

    private static func words(_ text: String) -> [Substring] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }
    }
}
