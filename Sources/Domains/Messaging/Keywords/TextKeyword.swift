/// What a text message asks for when it is nothing but a keyword: to get no more texts, to get them again, or who this is.
///
/// Carriers know only the bare English words in capitals or not; people write “Stop!!”, “please stop 🙏” and “ARRÊT”.
/// A sentence that merely holds such a word (“stop by tomorrow”) is no keyword.
enum TextKeyword: Hashable, Sendable {
    case stop
    /// Explicit: they want texts.
    case start
    /// A yes that may have been said to something else.
    case yes
    case help

    /// nil: an ordinary message.
    init?(_ text: String) {
        let words = TextKeyword.words(text)
        guard !words.isEmpty, words.count <= 6 else { return nil }
        let joined = words.joined(separator: " ")
        // "S T O P", and "STOP STOP STOP".
        let spelt = words.allSatisfy { $0.count == 1 } ? words.joined() : joined
        let candidates = [joined, spelt] + (Set(words).count == 1 ? [words[0]] : [])
        func isAmong(_ set: Set<String>) -> Bool { candidates.contains(where: set.contains) }
        if isAmong(Self.stops) {
            self = .stop
        } else if isAmong(Self.starts) {
            self = .start
        } else if isAmong(["YES", "Y"]) {
            self = .yes
        } else if isAmong(Self.helps) {
            self = .help
        } else {
            return nil
        }
    }

    /// The carriers' words (CTIA, Twilio), the same in languages that customers write, and what people say instead.
    private static let stops: Set<String> = [
        "STOP", "STOPALL", "STOP ALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "OPT OUT",
        "ARRET", "ARRETER", "ARRETEZ", "STOPP", "STOPPEN", "ABMELDEN", "PARAR", "BAJA", "ALTO", "DETENER", "AVSLUTA",
        "PLEASE STOP", "STOP PLEASE", "STOP IT", "STOP THIS", "STOP TEXTING", "STOP TEXTING ME", "STOP MESSAGING ME",
        "PLEASE STOP TEXTING ME", "STOP SENDING TEXTS", "STOP MESSAGES", "STOP TEXTS", "NO MORE TEXTS",
        "DO NOT TEXT ME", "DONT TEXT ME", "DO NOT CONTACT ME", "DONT CONTACT ME", "UNSUBSCRIBE ME", "REMOVE ME",
        "TAKE ME OFF YOUR LIST", "REMOVE ME FROM YOUR LIST", "OPT ME OUT",
    ]
    private static let starts: Set<String> = [
        "START", "UNSTOP", "RESUBSCRIBE", "SUBSCRIBE", "OPTIN", "OPT IN", "COMMENCER", "INICIAR", "STARTEN",
    ]
    private static let helps: Set<String> = [
        "HELP", "INFO", "AIDE", "AYUDA", "HILFE", "HJALP", "HELP ME", "HELP PLEASE",
    ]

    /// The words in capitals, without accents, punctuation, emoji and what keyboards put around them.
    private static func words(_ text: String) -> [String] {
        // Longer than any keyword: not worth looking at.
        guard text.utf8.count <= 120 else { return [] }
        var words: [String] = []
        var word = ""
        for character in text.uppercased() {
            if let plain = plain(character) {
                word += plain
            } else if isApostrophe(character) {
                continue
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    private static func isApostrophe(_ character: Character) -> Bool {
        character == "'" || character == "\u{2019}" || character == "\u{200D}" || character == "\u{200B}"
    }

    /// A letter or digit without its accent; nil for anything else.
    private static func plain(_ character: Character) -> String? {
        guard let first = character.unicodeScalars.first else { return nil }
        // A digit with a keycap or a letter with a combining accent begins with the plain one.
        if first.isASCII {
            let byte = UInt8(first.value)
            return (65...90).contains(byte) || (48...57).contains(byte) ? String(first) : nil
        }
        // Full-width letters, as Asian keyboards write them.
        if (0xFF21...0xFF3A).contains(first.value) {
            return Unicode.Scalar(first.value - 0xFF21 + 65).map { String($0) }
        }
        return accents[character]
    }

    private static let accents: [Character: String] = {
        var table: [Character: String] = ["ß": "SS", "Æ": "AE", "Œ": "OE", "Ñ": "N", "Ç": "C", "Ø": "O"]
        for (plain, accented) in [
            ("A", "ÀÁÂÃÄÅ"), ("E", "ÈÉÊË"), ("I", "ÌÍÎÏ"), ("O", "ÒÓÔÕÖ"), ("U", "ÙÚÛÜ"),
        ] {
            for character in accented { table[character] = plain }
        }
        return table
    }()
}
