import Core
import Foundation
import Mail
import Testing

private func message(_ change: (inout MailMessage) -> Void = { _ in }, subject: String = "Hello", text: String = "Hi")
    throws
    -> MailMessage
{
    var message = MailMessage(
        id: Identifier(high: 1, low: 2), date: Instant(seconds: 1_772_373_900),
        from: try MailAddress("desk@example.com", name: "Front Desk"), to: [try MailAddress("ada@example.org")],
        subject: subject, text: text)
    change(&message)
    return message
}

private func text(_ message: MailMessage) throws -> String { String(decoding: try message.encoded(), as: UTF8.self) }

@Suite struct MailMessageTests {
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
        #expect(try text(message()) == expected.replacingOccurrences(of: "\n", with: "\r\n"))
    }

    @Test func words_outside_ascii_are_encoded() throws {
        let text = try text(message(subject: "Termin für Zoë", text: "Grüße = 1 "))
        #expect(text.contains("Subject: =?UTF-8?B?VGVybWluIGbDvHIgWm/Dqw==?=\r\n"))
        #expect(text.hasSuffix("Gr=C3=BC=C3=9Fe =3D 1=20\r\n"))
    }

    @Test func no_line_is_longer_than_the_standard_allows() throws {
        let long = String(repeating: "ñ𝄞 word ", count: 100)
        let message = try message(
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
            message {
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
        #expect(try message { $0.html = "x" }.encoded() == message { $0.html = "x" }.encoded())
    }

    @Test(arguments: ["a\r\nBcc: eve@example.com", "a\nb", "a\0"])
    func refuses_a_subject_that_breaks_out_of_its_line(subject: String) {
        #expect(throws: MailError.invalidHeader("Subject")) { try message(subject: subject).encoded() }
    }

    @Test(arguments: ["Bcc", "From", "a:b", "", "A b"])
    func refuses_headers_that_are_not_the_callers(name: String) {
        #expect(throws: MailError.invalidHeader(name)) { try message { $0.headers = [.init(name, "x")] }.encoded() }
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

@Suite struct SMTPMailerTests {
    @Test func hands_over_envelope_and_message() async throws {
        let sink = try SMTPSink()
        defer { sink.stop() }
        let mailer = SMTPMailer(try SMTPServer(url: sink.url, user: "u", password: "p"))
        let boss = try MailAddress("boss@example.org")
        let message = try message({ $0.bcc = [boss] }, text: "one\n.two\nthree")
        try await mailer.send(message)
        let delivery = try #require(sink.deliveries.first)
        #expect(delivery.commands.contains("EHLO example.com"))
        #expect(delivery.commands.contains { $0.hasPrefix("AUTH PLAIN") })
        #expect(delivery.commands.contains { $0.hasPrefix("MAIL FROM:<desk@example.com>") })
        #expect(delivery.commands.contains("RCPT TO:<ada@example.org>"))
        #expect(delivery.commands.contains("RCPT TO:<boss@example.org>"))
        #expect(!delivery.data.contains("boss@"))
        // The line that begins with a dot is protected on the way (RFC 5321 §4.5.2).
        #expect(
            delivery.data
                == String(decoding: try message.encoded(), as: UTF8.self).replacingOccurrences(
                    of: "\r\n.", with: "\r\n.."))
    }

    @Test func a_refused_recipient_is_a_lasting_refusal_with_the_servers_words() async throws {
        let sink = try SMTPSink(refusals: ["RCPT": "550 5.1.1 no such user"])
        defer { sink.stop() }
        let mailer = SMTPMailer(try SMTPServer(url: sink.url))
        await #expect(throws: MailError.refused(code: 550, reply: "550 5.1.1 no such user")) {
            try await mailer.send(message())
        }
        #expect(!MailError.refused(code: 550, reply: "").isTransient)
        #expect(sink.deliveries.isEmpty)
    }

    @Test func a_busy_server_is_a_passing_refusal() async throws {
        let sink = try SMTPSink(refusals: ["MAIL": "451 4.7.1 greylisted"])
        defer { sink.stop() }
        let mailer = SMTPMailer(try SMTPServer(url: sink.url))
        await #expect {
            try await mailer.send(message())
        } throws: {
            ($0 as? MailError)?.isTransient == true
        }
    }

    @Test func a_wrong_password_says_so() async throws {
        let sink = try SMTPSink(refusals: ["AUTH": "535 5.7.8 wrong"])
        defer { sink.stop() }
        let mailer = SMTPMailer(try SMTPServer(url: sink.url, user: "u", password: "p"))
        await #expect(throws: MailError.signInRefused(reply: "535 5.7.8 wrong")) { try await mailer.send(message()) }
    }

    @Test func starttls_never_falls_back_to_clear_text() async throws {
        let sink = try SMTPSink()
        defer { sink.stop() }
        let mailer = SMTPMailer(try SMTPServer(url: "starttls://127.0.0.1:\(sink.port)"))
        await #expect(throws: MailError.self) { try await mailer.send(message()) }
        #expect(sink.deliveries.isEmpty)
    }

    @Test(arguments: [
        "", "mail.example.com", "http://mail.example.com", "smtp://u:p@mail.example.com", "smtp://h/path", "smtp://",
    ])
    func refuses_settings_that_are_not_a_mail_server(url: String) {
        #expect(throws: MailError.self) { try SMTPServer(url: url) }
    }

    @Test func refuses_to_send_a_password_in_the_clear() {
        #expect(throws: MailError.self) { try SMTPServer(url: "smtp://mail.example.com", user: "u", password: "p") }
        #expect(throws: Never.self) { try SMTPServer(url: "smtps://mail.example.com", user: "u", password: "p") }
    }
}

@Suite struct FolderMailerTests {
    @Test func each_message_is_a_file_with_all_recipients() async throws {
        let path = NSTemporaryDirectory() + "mail-\(UUID())"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let mailer = FolderMailer(path: path)
        try await mailer.send(message())
        try await mailer.send(message())
        let files = try FileManager.default.contentsOfDirectory(atPath: path)
        #expect(files == ["1772373900-00000000-0000-0001-0000-000000000002.eml"])
        let text = try String(contentsOfFile: path + "/" + files[0], encoding: .utf8)
        #expect(text.hasPrefix("X-Envelope-To: ada@example.org\r\nDate: "))
    }

    @Test func a_folder_that_cannot_be_made_is_named() async throws {
        let mailer = FolderMailer(path: "/proc/no/such")
        await #expect {
            try await mailer.send(message())
        } throws: {
            if case MailError.folder(path: "/proc/no/such", _) = $0 { true } else { false }
        }
    }
}
