import Phone
import Testing

@Suite struct PhoneNumberTests {
    @Test(arguments: [
        ("020 8366 1177", "GB", "+442083661177", "020 8366 1177", "+44 20 8366 1177", PhoneNumber.Kind.fixedLine),
        ("(415) 555-2671", "US", "+14155552671", "(415) 555-2671", "+1 415-555-2671", .fixedLineOrMobile),
        ("+49 151 12345678", "US", "+4915112345678", "01511 2345678", "+49 1511 2345678", .mobile),
        ("1-800-FLOWERS", "us", "+18003569377", "(800) 356-9377", "+1 800-356-9377", .tollFree),
        ("06 12 34 56 78", "FR", "+33612345678", "06 12 34 56 78", "+33 6 12 34 56 78", .mobile),
        ("٠٥٠ ١٢٣ ٤٥٦٧", "AE", "+971501234567", "050 123 4567", "+971 50 123 4567", .mobile),
    ])
    func reads_numbers_as_people_write_them(
        text: String, country: String, e164: String, national: String, international: String, kind: PhoneNumber.Kind
    ) throws {
        let number = try PhoneNumber(parsing: text, country: country)
        #expect(number.e164 == e164)
        #expect(number.national == national)
        #expect(number.international == international)
        #expect(number.kind == kind)
        #expect(number.isValid)
    }

    @Test func knows_country_extension_and_link() throws {
        let number = try PhoneNumber(parsing: "+44 20 8366 1177 ext. 123", country: "")
        #expect(number.country == "GB")
        #expect(number.countryCode == 44)
        #expect(number.extension == "123")
        #expect(number.e164 == "+442083661177")
        #expect(number.link == "tel:+44-20-8366-1177;ext=123")
    }

    @Test func writes_a_number_the_way_the_reader_dials_it() throws {
        let number = try PhoneNumber(parsing: "+442083661177", country: "US")
        #expect(number.text(in: "gb") == "020 8366 1177")
        #expect(number.text(in: "US") == "+44 20 8366 1177")
    }

    @Test func an_international_service_belongs_to_no_country() throws {
        #expect(try PhoneNumber(parsing: "+800 1234 5678", country: "US").country == nil)
    }

    @Test func a_number_outside_the_plan_is_read_but_not_valid() throws {
        #expect(try PhoneNumber(parsing: "+1 200 123 4567", country: "US").isValid == false)
    }

    @Test(arguments: [
        ("", "US", PhoneNumber.Failure.notANumber), ("call me", "US", .notANumber), ("12", "US", .tooShort),
        ("+1 415", "US", .tooShort), ("+1 415 555 2671 99999", "US", .tooLong), ("4155552671", "", .invalidCountry),
        ("4155552671", "XX", .invalidCountry), ("+999 123 456 789", "US", .invalidCountry),
        ("\u{0}", "US", .notANumber),
        (String(repeating: "1", count: 5000), "US", .notANumber),
    ])
    func says_why_a_text_is_not_a_number(text: String, country: String, failure: PhoneNumber.Failure) {
        #expect(throws: failure) { try PhoneNumber(parsing: text, country: country) }
    }

    @Test func gives_an_example_for_a_form() {
        #expect(PhoneNumber.example(country: "de")?.country == "DE")
        #expect(PhoneNumber.example(country: "XX") == nil)
    }

    @Test func many_threads_may_read_at_once() async throws {
        try await withThrowingTaskGroup(of: String.self) { group in
            for index in 0..<100 {
                group.addTask { try PhoneNumber(parsing: "(415) 555-\(2000 + index)", country: "US").e164 }
            }
            var seen: Set<String> = []
            for try await number in group { seen.insert(number) }
            #expect(seen.count == 100)
        }
    }
}
