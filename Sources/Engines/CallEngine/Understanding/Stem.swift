/// A word without its ending, so that "leaks", "leaking" and "leaked" are one. Light on purpose: a handful of English
/// endings and the irregular words of trouble.
enum Stem {
    private static let irregular: [String: String] = [
        "bursted": "burst", "bust": "burst", "busted": "burst", "coming": "come", "came": "come", "exposed": "expose",
        "lost": "lose", "bursting": "burst", "bursts": "burst", "broke": "break", "broken": "break",
        "breaking": "break",
        "smelling": "smell", "smelled": "smell", "smelt": "smell", "smells": "smell", "froze": "freeze",
        "frozen": "freeze",
        "freezing": "freeze", "overflowing": "overflow", "flooded": "flood", "gushing": "gush", "spraying": "spray",
        "ac": "ac", "a/c": "ac", "gas": "gas", "this": "this", "was": "was", "has": "has", "is": "is", "its": "it",
        "us": "us",
        "sparking": "spark", "sparks": "spark", "smoking": "smoke", "smoky": "smoke", "burning": "burn",
        "burnt": "burn", "burned": "burn",
        "ceiling": "ceiling", "during": "during", "plumbing": "plumbing", "nothing": "nothing",
        "something": "something",
        "everything": "everything", "anything": "anything", "thing": "thing", "bring": "bring", "spring": "spring",
        "wires": "wire", "wiring": "wire",
        "shoots": "shoot", "shooting": "shoot", "rising": "rise", "rises": "rise", "losing": "lose", "pouring": "pour",
        "leaky": "leak", "alarms": "alarm", "elderly": "elderly",
        "does": "do", "goes": "go", "going": "go", "went": "go", "arcing": "arc", "need": "need", "bleeding": "bleed",
        "backing": "back", "backed": "back", "backs": "back",
        "cracked": "crack", "exploded": "explode", "exploding": "explode", "collapsed": "collapse",
        "collapsing": "collapse",
        "hissing": "hiss", "ruptured": "rupture", "detector": "alarm", "detectors": "alarm", "shocked": "shock",
        "shocking": "shock",
        "unconscious": "unconscious", "fainted": "faint",
    ]

    static func of(_ word: String) -> String {
        if let known = irregular[word] { return known }
        for (ending, least) in [("ing", 6), ("ed", 5), ("es", 6), ("s", 4)]
        where word.hasSuffix(ending) && word.count >= least {
            if ending == "s", word.hasSuffix("ss") { return word }
            var stem = String(word.dropLast(ending.count))
            // "dripping" → "drip"
            if ending != "s", stem.count > 3, let last = stem.last, stem.dropLast().last == last, !"lsz".contains(last)
            {
                stem.removeLast()
            }
            if ending == "es", let last = stem.last, !"sxzh".contains(last) { stem += "e" }
            return stem
        }
        return word
    }
}
