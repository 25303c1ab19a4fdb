import Crypto
import Testing

@Suite struct Base64Tests {
    /// RFC 4648 §10.
    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
    func encodes_and_decodes_the_published_examples(plain: String, encoded: String) {
        #expect(Base64.standard.encode(plain.utf8) == encoded)
        #expect(Base64.standard.decode(encoded) == Array(plain.utf8))
        #expect(Base64.urlSafe.decode(Base64.urlSafe.encode(plain.utf8)) == Array(plain.utf8))
    }

    @Test func url_safe_text_needs_no_escaping() {
        #expect(Base64.urlSafe.encode([0xfb, 0xff, 0xfe, 0xff]) == "-__-_w")
        #expect(Base64.standard.encode([0xfb, 0xff, 0xfe, 0xff]) == "+//+/w==")
    }

    @Test(arguments: ["Zg", "Zg=", "Zm9v ", "-__-", "Zm9vYg==Zg=="])
    func refuses_what_is_not_standard_base64(text: String) { #expect(Base64.standard.decode(text) == nil) }

    @Test(arguments: ["Zg==", "+//+", "Z", "Zm 9v"])
    func refuses_what_is_not_url_safe_base64(text: String) { #expect(Base64.urlSafe.decode(text) == nil) }
}
