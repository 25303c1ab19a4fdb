public import Core

/// Voice instructions for the carrier, written as XML.
public final class TwiML {
    private let out = ByteWriter(capacity: 1024)

    public init() { out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" as StaticString) }

    /// The finished document.
    public var document: String { out.string + "</Response>" }

    public func say(_ text: String, language: String = "en-US") {
        element("Say", ["language": language]) { out.appendEscapedHTML(text) }
    }

    public func pause(seconds: Int) { empty("Pause", ["length": "\(seconds)"]) }

    /// Listens; `action` gets SpeechResult and Confidence, or Digits. Also called when nothing was heard.
    public func gather(
        action: String, speech: Bool, digits: Int?, timeout: Int, hints: [String], language: String = "en-US",
        prompt: (TwiML) -> Void
    ) {
        let input = speech ? (digits == nil ? "speech" : "dtmf speech") : "dtmf"
        let attributes: KeyValuePairs<String, String> = [
            "input": input, "action": action, "method": "POST", "timeout": "\(timeout)",
            "speechTimeout": speech ? "auto" : "",
            "language": language, "actionOnEmptyResult": "true", "numDigits": digits.map { "\($0)" } ?? "",
            "hints": hints.joined(separator: ","),
        ]
        element("Gather", attributes) { prompt(self) }
    }

    /// Records; `action` gets RecordingUrl, RecordingSid and RecordingDuration.
    public func record(action: String, maximumSeconds: Int) {
        empty(
            "Record",
            [
                "action": action, "method": "POST", "maxLength": "\(maximumSeconds)", "playBeep": "true",
                "finishOnKey": "#", "timeout": "5",
            ])
    }

    /// Connects the caller; `action` gets DialCallStatus.
    public func dial(_ number: String, action: String, timeout: Int = 20) {
        element("Dial", ["action": action, "method": "POST", "timeout": "\(timeout)"]) { out.appendEscapedHTML(number) }
    }

    public func redirect(_ url: String) { element("Redirect", ["method": "POST"]) { out.appendEscapedHTML(url) } }
    /// Must be the first instruction.
    public func reject() { empty("Reject", ["reason": "rejected"]) }
    public func hangUp() { empty("Hangup", [:]) }

    private func element(_ name: StaticString, _ attributes: KeyValuePairs<String, String>, _ content: () -> Void) {
        open(name, attributes)
        out.append(">" as StaticString)
        content()
        out.append("</" as StaticString)
        out.append(name)
        out.append(">" as StaticString)
    }

    private func empty(_ name: StaticString, _ attributes: KeyValuePairs<String, String>) {
        open(name, attributes)
        out.append("/>" as StaticString)
    }

    /// Attributes without a value are left out.
    private func open(_ name: StaticString, _ attributes: KeyValuePairs<String, String>) {
        out.append("<" as StaticString)
        out.append(name)
        for (name, value) in attributes where !value.isEmpty {
            out.append(" " + name + "=\"")
            out.appendEscapedHTML(value)
            out.append("\"" as StaticString)
        }
    }
}
