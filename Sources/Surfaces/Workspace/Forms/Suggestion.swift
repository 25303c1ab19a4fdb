internal import Core

/// How a record is told from others of its name.
enum Suggestion {
    /// Phone numbers as they are written in the country, choices in words.
    static func detail(_ text: String, _ context: Context) -> String {
        if text.hasPrefix("+") { return Words.phone(text, context) }
        return text.contains("@") || text.contains(" ") ? text : Words.label(text)
    }
}
