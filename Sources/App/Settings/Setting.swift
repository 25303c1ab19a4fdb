/// One setting as declared: the single place its name, kind, default and meaning are written. Help, the documents and
/// parsing come from here.
struct Setting: Sendable {
    enum Kind: Sendable, Equatable {
        case text
        case whole(ClosedRange<Int>)
        case flag
        case choice([String])
        /// Several texts: separated by commas on the command line and in the environment, an array in the file.
        case list
    }

    /// In the file and, after `MAINLINE_` and in capitals, in the environment; dots become underscores there and
    /// hyphens on the command line.
    let name: String
    let kind: Kind
    /// As it would be written; nil where there is none.
    let standard: String?
    let help: String
    var isSecret = false
    /// A name many hosts set already, such as `DATABASE_URL`.
    var otherVariable: String?

    var flag: String { "--" + name.map { $0 == "." || $0 == "_" ? "-" : String($0) }.joined() }
    var variable: String { "MAINLINE_" + name.map { $0 == "." ? "_" : $0.uppercased() }.joined() }

    /// What may be written, for help and errors.
    var expects: String {
        switch kind {
        case .text: "text"
        case .whole(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .flag: "true or false"
        case .choice(let choices): choices.joined(separator: ", ")
        case .list: "texts separated by commas"
        }
    }
}
