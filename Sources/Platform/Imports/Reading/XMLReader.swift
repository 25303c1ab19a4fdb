internal import CExpat
internal import Core

/// Reads XML as it comes. Documents with a type definition are refused: no table has one, and attacks by entities do.
final class XMLReader {
    var begin: (_ name: String, _ attribute: (String) -> String?) throws -> Void = { _, _ in }
    var end: (_ name: String) throws -> Void = { _ in }
    var text: (UnsafeRawBufferPointer) -> Void = { _ in }
    private let parser: XML_Parser
    private var failure: (any Error)?

    init() throws {
        guard let parser = XML_ParserCreate("UTF-8") else { throw Refusal.damaged }
        self.parser = parser
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(parser, begins, ends)
        XML_SetCharacterDataHandler(parser, characters)
        XML_SetStartDoctypeDeclHandler(parser, doctype)
    }

    deinit { XML_ParserFree(parser) }

    /// Gives whether it goes on. Throws what the closures threw, or `Problem` 422.
    func read(_ bytes: UnsafeRawBufferPointer) throws -> Bool {
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        let status = XML_Parse(parser, start, Int32(bytes.count), bytes.isEmpty ? 1 : 0)
        if let failure { throw failure }
        guard status == XML_STATUS_OK else { throw Refusal.damaged }
        return true
    }

    fileprivate func guarded(_ body: () throws -> Void) {
        guard failure == nil else { return }
        do { try body() } catch {
            failure = error
            XML_StopParser(parser, 0)
        }
    }
}

/// `x:row` and `row` are the same: producers differ in prefixes.
private func localName(_ name: UnsafePointer<XML_Char>) -> String {
    let text = String(cString: name)
    guard let colon = text.lastIndex(of: ":") else { return text }
    return String(text[text.index(after: colon)...])
}

private func reader(_ data: UnsafeMutableRawPointer?) -> XMLReader? {
    data.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
}

private func begins(
    _ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<XML_Char>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
) {
    guard let reader = reader(data), let name else { return }
    reader.guarded {
        try reader.begin(localName(name)) { wanted in
            var index = 0
            while let attributes, let key = attributes[index], let value = attributes[index + 1] {
                if String(cString: key) == wanted { return String(cString: value) }
                index += 2
            }
            return nil
        }
    }
}

private func ends(_ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<XML_Char>?) {
    guard let reader = reader(data), let name else { return }
    reader.guarded { try reader.end(localName(name)) }
}

private func characters(_ data: UnsafeMutableRawPointer?, _ text: UnsafePointer<XML_Char>?, _ count: Int32) {
    reader(data)?.text(UnsafeRawBufferPointer(start: text, count: Int(count)))
}

private func doctype(
    _ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<XML_Char>?, _ system: UnsafePointer<XML_Char>?,
    _ publicID: UnsafePointer<XML_Char>?, _ hasSubset: Int32
) {
    reader(data)?.guarded { throw Refusal.damaged }
}
