internal import Core

/// Reads one condition of a query string and checks it. Throws `Problem` 400 that names the column, operator or value.
struct FilterParser {
    private let compiler: FilterCompiler

    init(_ fields: [Field], context: Context) { compiler = FilterCompiler(fields: fields, context: context) }

    /// `name` and `text` of one query parameter.
    func filter(_ name: String, _ text: String) throws -> Filter {
        if !["and", "or", "not.and", "not.or"].contains(name) { try compiler.requireField(name) }
        // A named set may stand by its id alone: `segment=0190…`.
        if compiler.isSet(name), Identifier(text) != nil { return try compiler.filter(.test(name, .equals, text)) }
        return try compiler.filter(try FilterGrammar.tree(name, text))
    }
}
