/// Why a document could not be made.
public enum DocumentError: Error, Sendable, Hashable {
    /// Something that stays on one page is taller than a page.
    case tooTall
    /// The margins leave no room, or a column is too narrow for a word.
    case noRoom
    /// More than 2,000 pages.
    case tooLong
    case failed(reason: String)
}

extension DocumentError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooTall: "A part of the document that must stay together does not fit on one page."
        case .noRoom: "The margins or columns leave no room for text."
        case .tooLong: "The document would have more than \(PageFlow.maximumPages) pages."
        case .failed(let reason): "The PDF could not be made: \(reason)."
        }
    }
}
