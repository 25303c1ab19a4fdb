internal import Core

/// What a person is told about their account by e-mail: plain words, and at most one thing to do.
public struct AccountLetter: Sendable, Hashable {
    public let subject: String
    public let paragraphs: [String]
    /// What to do, and the whole address where: `("Choose a new password", "https://…/reset/…")`.
    public let link: Link?

    public struct Link: Sendable, Hashable {
        public let words: String
        public let address: String

        public init(_ words: String, _ address: String) {
            self.words = words
            self.address = address
        }
    }

    public init(_ subject: String, _ paragraphs: [String], link: Link? = nil) {
        self.subject = subject
        self.paragraphs = paragraphs
        self.link = link
    }

    /// The letter's body. The link stands on a line of its own after the first paragraph, where programs find it.
    public func text(to name: String) -> String {
        var parts = ["Hello \(name),"]
        for (index, paragraph) in paragraphs.enumerated() {
            parts.append(paragraph)
            if index == 0, let link { parts.append("\(link.words):\n\(link.address)") }
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// For a job's payload. Only for letters whose link is no secret.
    var json: JSON {
        [
            "subject": .string(subject), "paragraphs": .array(paragraphs.map { .string($0) }),
            "words": .text(link?.words), "address": .text(link?.address),
        ]
    }

    init?(json: JSON) {
        guard let subject = json["subject"]?.string, let paragraphs = json["paragraphs"]?.array else { return nil }
        let link = json["words"]?.string.flatMap { words in json["address"]?.string.map { Link(words, $0) } }
        self.init(subject, paragraphs.compactMap(\.string), link: link)
    }
}
