public import Core

/// A document as blocks below each other, made into pages.
///
/// Setting text takes milliseconds of a core: run `render` on a `WorkerPool`, never on an event loop.
public struct PDFDocument: Sendable {
    /// What readers show about the file. The same document with the same information has the same bytes.
    public struct Information: Sendable {
        public var title: String
        public var author: String
        public var subject = ""
        public var created: Instant

        public init(title: String, author: String, created: Instant) {
            self.title = title
            self.author = author
            self.created = created
        }
    }

    public var information: Information
    public var page: PageSize
    public var margins: Margins
    public var blocks: [Block]
    /// Small print at the foot of each page, left of the page's number.
    public var footer: String
    /// BCP 47; chooses the shapes of characters that languages share.
    public var language = "en"

    public init(
        _ information: Information, page: PageSize = .a4, margins: Margins = Margins(), footer: String = "",
        blocks: [Block] = []
    ) {
        self.information = information
        self.page = page
        self.margins = margins
        self.footer = footer
        self.blocks = blocks
    }

    /// The document as PDF 1.5. Throws `DocumentError`.
    public func render() throws -> [UInt8] {
        let setter = try TextSetter(language: language)
        let pages = try PageFlow.pages(of: self, setter: setter)
        return try PDFWriter.write(self, pages, setter)
    }
}
