import Foundation

/// A list that people review: one entry per line, `what: why`. Blank lines and lines that begin with `#` are notes.
struct ReviewedList {
    struct Malformed: Error, CustomStringConvertible { let description: String }

    /// What is listed, with the reason for it.
    let reasons: [String: String]
    let name: String

    /// Reads `Tests/AppTests/<name>`.
    init(_ name: String) throws {
        self.name = name
        let text = try String(contentsOfFile: Repository.tests + "/" + name, encoding: .utf8)
        var reasons: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let colon = line.range(of: ": "), colon.upperBound < line.endIndex else {
                throw Malformed(description: "\(name): “\(line)” needs the form “what: why”.")
            }
            let what = String(line[..<colon.lowerBound])
            guard reasons.updateValue(String(line[colon.upperBound...]), forKey: what) == nil else {
                throw Malformed(description: "\(name) lists “\(what)” twice.")
            }
        }
        self.reasons = reasons
    }

    /// What was found and is not listed.
    func unlisted(_ found: some Sequence<String>) -> [String] { Set(found).filter { reasons[$0] == nil }.sorted() }

    /// What is listed and was not found any more.
    func stale(_ found: some Sequence<String>) -> [String] { Set(reasons.keys).subtracting(found).sorted() }
}

/// Where the sources lie that some tests read.
enum Repository {
    /// `Tests/AppTests`.
    static let tests = (#filePath as NSString).deletingLastPathComponent
    static let root = ((tests as NSString).deletingLastPathComponent as NSString).deletingLastPathComponent
}
