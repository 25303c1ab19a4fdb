import Simulation
import Testing

@Suite struct TwiMLReaderTests {
    private func read(_ body: String) throws -> [TwiMLVerb] {
        try TwiMLReader.read(Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>\(body)</Response>".utf8))
    }

    @Test func reads_verbs_with_their_attributes_and_text() throws {
        let verbs = try read(
            "<Gather input=\"speech\" action=\"/a?n=1&amp;x=2\"><Say>Fish &amp; chips?</Say></Gather><Hangup/>")
        #expect(verbs.map(\.name) == ["Gather", "Hangup"])
        #expect(verbs[0].attributes["action"] == "/a?n=1&x=2")
        #expect(verbs[0].children.map(\.text) == ["Fish & chips?"])
    }

    @Test(arguments: [
        "<Say>open", "<Speak>Hi</Speak>", "<Say tone=\"kind\">Hi</Say>", "<Gather timeout=\"0\"/>",
        "<Gather input=\"voice\"/>",
        "<Gather numDigits=\"many\"/>", "<Say>Hi</Say><Reject/>", "<Gather><Record/></Gather>", "<Say></Say>",
        "<Hangup>now</Hangup>",
        "<Number>+15125550100</Number>", "<Record action=\"next\"/>", "loose words",
    ])
    func refuses_what_the_carrier_refuses(_ body: String) {
        #expect(throws: TwiMLError.self) { try read(body) }
    }

    @Test func refuses_another_root() {
        #expect(throws: TwiMLError.self) { try TwiMLReader.read(Array("<Answer/>".utf8)) }
        #expect(throws: TwiMLError.self) { try TwiMLReader.read([]) }
    }
}
