/// What a browser says of itself, in the words people use. A claim, not a fact.
struct UserAgent: Sendable {
    let words: String
    let isPhone: Bool

    init(_ text: String) {
        let browser = Self.first(
            [
                ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"),
                ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
            ], in: text)
        let system = Self.first(
            [
                ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
                ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
            ], in: text)
        isPhone = system.map { ["iPhone", "iPad", "Android"].contains($0) } ?? false
        switch (browser, system) {
        case (let browser?, let system?): words = "\(browser) on \(system)"
        case (let one?, nil), (nil, let one?): words = one
        case (nil, nil): words = "Unknown browser"
        }
    }

    private static func first(_ known: [(sign: String, name: String)], in text: String) -> String? {
        known.first { text.contains($0.sign) }?.name
    }
}
