/// What a sentence says about the trouble it names that makes it less of an emergency.
enum EmergencyDoubt: String, CaseIterable, Sendable {
    case resolved, contained, hypothetical, question, past, thirdPerson = "third_person"

    /// What is left of the score.
    var factor: Double {
        switch self {
        case .contained: 0.6
        case .resolved, .hypothetical, .question, .past, .thirdPerson: 0.25
        }
    }

    private static let present = [
        "still", "right now", "again", "happening", "even now", "back again", "came back", "is back",
    ]

    /// `place` is where the trouble is named.
    func applies(to words: Words, at place: Int) -> Bool {
        let isPresent = words.containsAny(EmergencyDoubt.present)
        switch self {
        case .resolved:
            return !isPresent
                && words.containsAny([
                    "already fixed", "is fixed", "its fixed", "got fixed", "fixed it", "been fixed", "was fixed",
                    "stopped leaking", "it stopped", "has stopped",
                    "false alarm", "under control", "taken care of", "resolved", "was repaired", "been repaired",
                    "got repaired", "anymore", "any more", "no longer",
                    "cleaned up", "is gone", "its gone", "went away", "all good now", "all clear", "is over",
                    "is out now", "back on now", "works now", "working now",
                    "is working again", "came back on", "dried", "fire is out", "repaired", "put it out", "put out",
                ])
        case .contained:
            return !isPresent && !words.containsAny(["wont", "cant"])
                && words.containsAny([
                    "already shut off", "already turned off", "shut it off", "turned it off", "shut off the",
                    "turned off the", "shut the water off",
                    "turned the water off", "water is off", "is shut off", "is turned off",
                ])
        case .hypothetical:
            return led(
                words, place,
                [
                    "what if", "what happens if", "in case", "if my", "if a", "if the", "if there", "if i", "if we",
                    "if something", "hypothetically", "suppose", "were to",
                    "prevent", "avoid", "protect", "worried about", "ever", "what would", "what should i do if",
                    "how would", "what to do if",
                ])
                && !words.containsAny([
                    "know if", "sure if", "see if", "check if", "wondering if", "asking if", "tell if",
                ])
        case .question:
            return led(
                words, place,
                [
                    "do you do", "do you handle", "do you offer", "do you have", "do you guys", "do you fix",
                    "do you provide", "do you repair", "do you service",
                    "do you also", "do you work", "do you come", "do you take", "do you deal", "how much", "how long",
                    "what do you charge", "what does", "whats your", "what is your", "are you available for",
                    "can you do",
                    "is there a", "is there an", "do you charge", "your emergency", "is that an", "what counts as",
                    "is it considered", "how do i know", "how do you", "how can i tell", "do i need", "what is a",
                    "whats a",
                ])
        case .past:
            return !isPresent && !words.contains("now")
                && words.containsAny([
                    "last year", "last month", "last week", "last winter", "last summer", "last spring", "last fall",
                    "last time", "years ago", "months ago", "weeks ago",
                    "year ago", "month ago", "week ago", "used to", "previously", "in the past", "back in", "once had",
                    "a while ago", "a while back", "long ago", "previous",
                ])
        case .thirdPerson:
            return words.containsAny([
                "on the news", "in the news", "heard about", "read about", "on tv", "a movie", "saw a",
                "saw an article", "a story", "for a school", "a podcast", "an article",
            ])
                || (words.containsAny([
                    "neighbor", "neighbors", "neighbour", "friend", "coworker", "cousin", "friends", "colleague",
                ]) && words.containsAny(["had", "told", "said", "was", "got"]))
        }
    }

    /// One of `leads` stands before the trouble and nothing in between tells of the caller's own.
    private func led(_ words: Words, _ place: Int, _ leads: [String]) -> Bool {
        for lead in leads {
            guard let index = words.index(of: lead), index <= place else { continue }
            let end = index + lead.split(separator: " ").count
            guard end < place else { return true }
            var between = Words("")
            between.list = Array(words.list[end..<min(place, words.list.count)])
            let own = [
                "my", "our", "theres", "there is", "i have", "i smell", "we have", "i see", "im", "because", "i got",
            ]
            if self == .question, between.containsAny(own) { continue }
            if words.breaks[index..<min(place, words.breaks.count)].contains(true) { continue }
            if place - end <= 8 { return true }
        }
        return false
    }
}
