internal import Foundation
internal import FoundationXML

/// Reads a TwiML document and holds it against the carrier's rules: well-formed XML, known verbs, known attributes with
/// values of their kind, nesting as documented. (https://www.twilio.com/docs/voice/twiml)
public enum TwiMLReader {
    /// Throws `TwiMLError` with what the carrier would complain about (error 12100 or 12200).
    public static func read(_ document: [UInt8]) throws -> [TwiMLVerb] {
        guard document.count <= 64 << 10 else {
            throw TwiMLError("the document has \(document.count) bytes; the carrier takes 64 KiB")
        }
        let collector = Collector()
        let parser = XMLParser(data: Data(document))
        parser.delegate = collector
        guard parser.parse(), let root = collector.root else {
            throw TwiMLError("the document is not well-formed: \(parser.parserError.map { "\($0)" } ?? "it is empty")")
        }
        guard root.name == "Response" else { throw TwiMLError("the root is <\(root.name)>, not <Response>") }
        guard root.attributes.isEmpty, root.text.isEmpty else {
            throw TwiMLError("<Response> takes neither attributes nor text")
        }
        for (index, verb) in root.children.enumerated() {
            try TwiMLRules.check(verb, inside: nil)
            if verb.name == "Reject", index > 0 { throw TwiMLError("<Reject> must come first") }
        }
        return root.children
    }

    private final class Collector: NSObject, XMLParserDelegate {
        var root: TwiMLVerb?
        private var open: [TwiMLVerb] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String] = [:]
        ) {
            open.append(TwiMLVerb(name: name, attributes: attributes))
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            if !open.isEmpty { open[open.count - 1].text += text }
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            guard var verb = open.popLast() else { return }
            verb.text = verb.text.trimmingCharacters(in: .whitespacesAndNewlines)
            if open.isEmpty { root = verb } else { open[open.count - 1].children.append(verb) }
        }
    }
}
