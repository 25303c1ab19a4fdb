import Foundation
import Mail
import Testing

@Suite struct SMTPMailerTests {
    @Test func hands_over_envelope_and_message() async throws {
        let sink = try SMTPSink()
        defer { sink.stop() }
        let mailer = SMTPMailer(try SMTPServer(url: sink.url, user: "u", password: "p"))
        let boss = try MailAddress("boss@example.org")
        let message = try sampleMessage({ $0.bcc = [boss] }, text: "one\n.two\nthree")
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
            try await mailer.send(sampleMessage())
        }
        #expect(!MailError.refused(code: 550, reply: "").isTransient)
        #expect(sink.deliveries.isEmpty)
    }

    @Test func a_busy_server_is_a_passing_refusal() async throws {
        let sink = try SMTPSink(refusals: ["MAIL": "451 4.7.1 greylisted"])
        defer { sink.stop() }
        let mailer = SMTPMailer(try SMTPServer(url: sink.url))
        await #expect {
            try await mailer.send(sampleMessage())
        } throws: {
            ($0 as? MailError)?.isTransient == true
        }
    }

    @Test func a_wrong_password_says_so() async throws {
        let sink = try SMTPSink(refusals: ["AUTH": "535 5.7.8 wrong"])
        defer { sink.stop() }
        let mailer = SMTPMailer(try SMTPServer(url: sink.url, user: "u", password: "p"))
        await #expect(throws: MailError.signInRefused(reply: "535 5.7.8 wrong")) {
            try await mailer.send(sampleMessage())
        }
    }

    @Test func starttls_never_falls_back_to_clear_text() async throws {
        let sink = try SMTPSink()
        defer { sink.stop() }
        let mailer = SMTPMailer(try SMTPServer(url: "starttls://127.0.0.1:\(sink.port)"))
        await #expect(throws: MailError.self) { try await mailer.send(sampleMessage()) }
        #expect(sink.deliveries.isEmpty)
    }

    @Test(arguments: [
        "", "mail.example.com", "http://mail.example.com", "smtp://u:p@mail.example.com", "smtp://h/path", "smtp://",
    ])
    func refuses_settings_that_are_not_a_mail_server(url: String) {
        #expect(throws: MailError.self) { try SMTPServer(url: url) }
    }

    @Test func a_log_line_does_not_show_the_password() throws {
        let server = try SMTPServer(url: "smtps://mail.example.com:465", user: "u", password: "secret")
        #expect(!"\(server)".contains("secret"))
    }

    @Test func refuses_to_send_a_password_in_the_clear() {
        #expect(throws: MailError.self) { try SMTPServer(url: "smtp://mail.example.com", user: "u", password: "p") }
        #expect(throws: Never.self) { try SMTPServer(url: "smtps://mail.example.com", user: "u", password: "p") }
    }
}
