/// Whether somebody agreed.
public enum YesNo: String, Codable, Sendable, Hashable, CaseIterable {
    case yes, no

    private static let noes = [
        "no", "nope", "nah", "negative", "not", "dont", "doesnt", "wont", "cant", "neither", "none", "never mind",
        "nevermind", "wrong", "incorrect", "different", "nein",
    ]
    private static let yeses = [
        "yes", "yeah", "yep", "yup", "ya", "sure", "ok", "okay", "alright", "all right", "correct", "right", "perfect",
        "great", "fine", "please", "absolutely", "definitely", "of course", "go ahead", "sounds good", "works",
        "thats it",
        "it is", "do it", "book it", "lets do", "i do", "good", "exactly", "affirmative", "uh huh", "mhm", "you bet",
        "id like that", "wonderful", "lovely", "confirm", "confirmed", "si", "i would",
    ]
    /// Contain a "no" and mean yes.
    private static let friendly = [
        "no problem", "why not", "no worries", "not a problem", "dont mind", "cant wait", "no not at all",
    ]

    /// nil when neither was said; no when both were.
    public init?(in text: String) {
        var words = Words(text)
        var saidFriendly = false
        for phrase in YesNo.friendly {
            guard let index = words.index(of: phrase) else { continue }
            words.list.removeSubrange(index..<(index + phrase.split(separator: " ").count))
            saidFriendly = true
        }
        let refuses = words.containsAny(YesNo.noes)
        let agrees = saidFriendly || words.containsAny(YesNo.yeses)
        switch (agrees, refuses) {
        case (true, false): self = .yes
        case (false, true): self = .no
        case (false, false): return nil
        // "Yes, but not at two", "no, that's fine": whatever is agreed to here is written down, so doubt is a no.
        case (true, true): self = .no
        }
    }
}
