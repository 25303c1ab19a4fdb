/// One instruction of a TwiML document.
public struct TwiMLVerb: Sendable, Equatable {
    public let name: String
    public let attributes: [String: String]
    public var text: String
    public var children: [TwiMLVerb]

    init(name: String, attributes: [String: String], text: String = "", children: [TwiMLVerb] = []) {
        self.name = name
        self.attributes = attributes
        self.text = text
        self.children = children
    }

    /// Seconds or counts; `standard` where the attribute is absent.
    func number(_ name: String, default standard: Int) -> Int { attributes[name].flatMap { Int($0) } ?? standard }
}

/// A document is not what the carrier accepts.
public struct TwiMLError: Error, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}
