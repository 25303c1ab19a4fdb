/// A person's name in what they say.
enum SpokenName {
    private static let leads = [
        "my name is", "the name is", "my names", "the names", "this is", "name is", "i am", "im", "its", "it is",
        "call me",
        "under", "speaking with", "names", "you can call me", "thats", "that is",
    ]
    private static let notNames: Set<String> = [
        "as", "soon", "possible", "asap", "any", "anytime", "time", "maybe", "hmm", "hm", "hold", "wait", "one",
        "moment",
        "whoever", "next", "week", "noon", "first", "second", "only", "anything", "nothing", "whatever",
        "a", "an", "the", "my", "your", "our", "at", "on", "in", "is", "it", "its", "im", "i", "am", "and", "or", "but",
        "calling",
        "here", "about", "from", "with", "for", "to", "not", "no", "yes", "yeah", "hi", "hello", "hey", "please",
        "thanks", "thank",
        "you", "sure", "okay", "ok", "well", "so", "um", "uh", "like", "just", "really", "very", "going", "having",
        "looking",
        "trying", "wondering", "leaking", "broken", "urgent", "sorry", "good", "fine", "great", "me", "we", "have",
        "need", "want",
        "can", "could", "would", "what", "when", "where", "who", "why", "how", "someone", "somebody", "water", "sink",
        "pipe",
        "emergency", "tomorrow", "today", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "morning",
        "afternoon", "evening", "street", "avenue", "road", "speaking", "mr", "mrs", "ms", "miss", "sir", "maam",
        "this", "that",
        "there", "his", "her", "their", "appointment", "was", "be", "been", "do", "dont", "did", "if", "repeat",
        "pardon", "huh",
        "customer", "new", "home", "house", "number", "address", "wrong", "stupid", "because", "right", "correct",
    ]

    /// "this is Ada Marsh", "my name's Ada", and, where a name was asked for (`asked`), bare "Ada Marsh".
    static func find(in text: String, asked: Bool) -> String? {
        let words = Words(text)
        for lead in leads {
            guard let index = words.index(of: lead) else { continue }
            // Only a clear lead counts where the name was not asked for: "it's leaking" names nobody.
            let clear = lead.contains("name") || lead == "this is" || lead == "call me"
            guard asked || clear else { continue }
            let name = run(words, from: index + lead.split(separator: " ").count)
            if !name.isEmpty, asked || lead.contains("name") || isCapitalised(name) { return shown(name) }
        }
        guard asked else { return nil }
        var start = 0
        let skipped: Set<String> = [
            "um", "uh", "yes", "yeah", "sure", "okay", "ok", "well", "hi", "hello", "so", "mr", "mrs", "ms", "miss",
            "its",
        ]
        while start < words.list.count, skipped.contains(words.list[start]) { start += 1 }
        let name = run(words, from: start)
        let rest = Array(words.list.dropFirst(start + name.count))
        let tail: Set<String> = [
            "here", "speaking", "please", "thanks", "thank", "you", "is", "my", "name", "and", "calling",
        ]
        guard !name.isEmpty, name.count <= 4,
            rest.isEmpty || tail.contains(rest[0]) || words.breaks[start + name.count - 1]
        else { return nil }
        return shown(name)
    }

    private static func run(_ words: Words, from start: Int) -> [String] {
        var name: [String] = []
        for index in words.list.indices.dropFirst(start) {
            let word = words.list[index]
            if name.isEmpty, ["mr", "mrs", "ms", "miss", "doctor", "dr"].contains(word) { continue }
            guard !notNames.contains(word), word.allSatisfy(\.isLetter), SpokenNumber.units[word] == nil, name.count < 4
            else { break }
            name.append(words.original[index])
            if words.breaks[index] { break }
        }
        return name
    }

    private static func isCapitalised(_ name: [String]) -> Bool { name.allSatisfy { $0.first?.isUppercase ?? false } }

    private static func shown(_ name: [String]) -> String {
        name.map { word in
            word.contains(where: \.isUppercase) ? word : word.prefix(1).uppercased() + word.dropFirst()
        }.joined(separator: " ")
    }
}
