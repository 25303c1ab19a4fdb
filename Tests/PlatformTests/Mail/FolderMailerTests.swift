import Foundation
import Mail
import Testing

@Suite struct FolderMailerTests {
    @Test func each_message_is_a_file_with_all_recipients() async throws {
        let path = NSTemporaryDirectory() + "mail-\(UUID())"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let mailer = FolderMailer(path: path)
        try await mailer.send(sampleMessage())
        try await mailer.send(sampleMessage())
        let files = try FileManager.default.contentsOfDirectory(atPath: path)
        #expect(files == ["1772373900-00000000-0000-0001-0000-000000000002.eml"])
        let text = try String(contentsOfFile: path + "/" + files[0], encoding: .utf8)
        #expect(text.hasPrefix("X-Envelope-To: ada@example.org\r\nDate: "))
    }

    @Test func a_folder_that_cannot_be_made_is_named() async throws {
        let mailer = FolderMailer(path: "/proc/no/such")
        await #expect {
            try await mailer.send(sampleMessage())
        } throws: {
            if case MailError.folder(path: "/proc/no/such", _) = $0 { true } else { false }
        }
    }
}
