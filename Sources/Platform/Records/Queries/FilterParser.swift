internal import Core

/// Reads one condition of a query string and checks it. Throws `Problem` 400 that names the column, operator or value.
struct FilterParser {
    private let compiler: FilterCompiler

    init(_ fields: [Field], context: Context) { compiler = FilterCompiler(fields: fields, context: context) }

    /// `name` and `text` of one query parameter.
    func filter(_ name: String, _ text: String) throws -> Filter {
        if !["and", "or", "not.and", "not.or"].contains(name) { try compiler.requireField(name) }
        return try compiler.filter(try FilterGrammar.tree(name, text))
    }
}
