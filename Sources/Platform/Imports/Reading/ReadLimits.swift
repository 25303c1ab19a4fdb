internal import Core

/// What a file may be. Beyond it the file is refused with a word on what to do.
public struct ReadLimits: Sendable {
    /// Bytes of the upload.
    public var file = 512 << 20
    public var columns = 200
    public var rows = 5_000_000
    /// Bytes of one row.
    public var row = 1 << 20
    /// Bytes that a workbook may unfold to, and how many times its own size.
    public var unfolded = 2 << 30
    public var ratio = 200

    public init() {}
}

/// What a file turned out to be.
struct FileSummary: Sendable {
    let kind: String
    let headers: [String]
    let rows: Int
    let samples: [[String]]
}

/// Why a file is refused as a whole.
enum Refusal {
    static func problem(_ code: String, _ detail: String) -> Problem { Problem(status: 422, code: code, detail) }

    static let empty = problem("empty", "The file is empty. Choose one with a line of headings and the records below.")
    static let headingsOnly = problem(
        "no_rows", "The file has headings but no rows below them. Nothing would be imported.")
    static func tooManyColumns(_ count: Int, _ limit: Int) -> Problem {
        problem(
            "too_many_columns",
            "The file has \(count) columns; at most \(limit) are read. Take out the columns that are not needed.")
    }
    static func tooManyRows(_ limit: Int) -> Problem {
        problem("too_many_rows", "The file has more than \(limit) rows. Split it and import the parts.")
    }
    static func longRow(_ line: Int, _ limit: Int) -> Problem {
        problem(
            "long_line",
            "The row at line \(line) is longer than \(limit >> 10) KiB. A quotation mark may be missing there, or this is not a table."
        )
    }
    static func openQuote(_ line: Int) -> Problem {
        problem("open_quote", "A quotation mark opens at line \(line) and never closes. Mend that line and try again.")
    }
    static let damaged = problem(
        "damaged", "The workbook cannot be read. Open it in a spreadsheet program, save it anew as XLSX, and try again."
    )
    static let bomb = problem(
        "unfolds", "The workbook unfolds to far more than its size. Save it anew as XLSX or CSV, and try again.")
    static let binary = problem(
        "not_a_table", "This is not a table or address book. CSV, XLSX and vCard files can be imported.")
}
