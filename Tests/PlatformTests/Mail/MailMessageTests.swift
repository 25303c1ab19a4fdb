import Core
import Foundation
import Mail
import Testing

@Suite struct MailMessageTests {
    private func text(_ message: MailMessage) throws -> String {
        String(decoding: try message.encoded(), as: UTF8.self)
    }

    @Test func a_plain_message_is_what_the_standard_says() throws {
        let expected = """
            Date: Sun, 01 Mar 2026 14:05:00 +0000
            Message-ID: <00000000-0000-0001-0000-000000000002@example.com>
            From: "Front Desk" <desk@example.com>
            To: ada@example.org
            Subject: Hello
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Hi

            """
        #expect(try text(sampleMessage()) == expected.replacingOccurrences(of: "\n", with: "\r\n"))
    }

    @Test func words_outside_ascii_are_encoded() throws {
        let text = try text(sampleMessage(subject: "Termin für Zoë", text: "Grüße = 1 "))
        #expect(text.contains("Subject: =?UTF-8?B?VGVybWluIGbDvHIgWm/Dqw==?=\r\n"))
        #expect(text.hasSuffix("Gr=C3=BC=C3=9Fe =3D 1=20\r\n"))
    }

    @Test func no_line_is_longer_than_the_standard_allows() throws {
        let long = String(repeating: "ñ𝄞 word ", count: 100)
        let message = try sampleMessage(
            {
                $0.html = long
                $0.attachments = [
                    .init(
                        name: "Überblick.pdf", contentType: "application/pdf", bytes: [UInt8](repeating: 7, count: 500))
                ]
            }, subject: long, text: long)
        #expect(try text(message).split(separator: "\r\n").allSatisfy { $0.utf8.count <= 78 })
    }

    @Test func text_html_and_files_are_parts_of_one_message() throws {
        let text = try text(
            sampleMessage {
                $0.html = "<p>Hi</p>"
                $0.attachments = [.init(name: "Überblick.pdf", contentType: "application/pdf", bytes: [1, 2, 3])]
            })
        for part in [
            "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "<p>Hi</p>",
            "filename=\"_berblick.pdf\";\r\n filename*=UTF-8''%C3%9Cberblick.pdf", "\r\n\r\nAQID\r\n",
            "\r\n--=_mixed--\r\n",
        ] { #expect(text.contains(part)) }
    }

    @Test func the_same_message_has_the_same_bytes() throws {
        #expect(try sampleMessage { $0.html = "x" }.encoded() == sampleMessage { $0.html = "x" }.encoded())
    }

    @Test(arguments: ["a\r\nBcc: eve@example.com", "a\nb", "a\0"])
    func refuses_a_subject_that_breaks_out_of_its_line(subject: String) {
        #expect(throws: MailError.invalidHeader("Subject")) { try sampleMessage(subject: subject).encoded() }
    }

    @Test(arguments: ["Bcc", "From", "a:b", "", "A b"])
    func refuses_headers_that_are_not_the_callers(name: String) {
        #expect(throws: MailError.invalidHeader(name)) {
            try sampleMessage { $0.headers = [.init(name, "x")] }.encoded()
        }
    }

    @Test(arguments: [
        "", "ada", "@example.com", "ada@", "a b@example.com", "a@b@c", "a@b\r\nBcc: c@d", "ä@example.com", "<a@b.c>",
    ])
    func refuses_what_is_not_an_address(address: String) {
        #expect(throws: MailError.invalidAddress(address)) { try MailAddress(address) }
    }

    @Test func refuses_a_name_with_a_line_break() {
        #expect(throws: MailError.self) { try MailAddress("ada@example.com", name: "Ada\r\nBcc: eve@example.com") }
    }

    @Test func quotes_in_a_name_are_escaped() throws {
        let to = try MailAddress("ada@example.com", name: "Ada \"A\" <x>")
        let message = MailMessage(
            id: Identifier(high: 1, low: 2), date: Instant(seconds: 0), from: to, to: [to], subject: "", text: "")
        #expect(try text(message).contains(#"From: "Ada \"A\" <x>" <ada@example.com>"#))
    }
}
