internal import CPhoneNumber

/// A telephone number, read and written by the rules of its country (Google's libphonenumber).
public struct PhoneNumber: Sendable, Hashable {
    /// What kind of line it is, as far as the number tells.
    public enum Kind: String, Sendable, CaseIterable {
        case fixedLine = "fixed_line"
        case mobile
        /// Where the numbering plan does not tell them apart, as in North America.
        case fixedLineOrMobile = "fixed_line_or_mobile"
        case tollFree = "toll_free"
        case premiumRate = "premium_rate"
        case sharedCost = "shared_cost"
        case voip
        case personal
        case pager
        /// One number for a company's many lines.
        case universalAccess = "universal_access"
        case voicemail
        case unknown

        /// Whether a text message may arrive.
        public var mayReceiveText: Bool { [.mobile, .fixedLineOrMobile, .voip, .personal, .unknown].contains(self) }
    }

    /// Why a text is not a telephone number.
    public enum Failure: String, Error, Sendable {
        /// Neither a country code in the number nor a country to assume.
        case invalidCountry = "invalid_country"
        case notANumber = "not_a_number"
        case tooShort = "too_short"
        case tooLong = "too_long"
    }

    /// `+442083661177`: the form to store, compare and dial. Without the extension.
    public let e164: String
    /// `020 8366 1177`: as written in its own country, with the extension.
    public let national: String
    /// `+44 20 8366 1177`: as written anywhere else, with the extension.
    public let international: String
    /// `tel:+44-20-8366-1177` (RFC 3966), for links.
    public let link: String
    /// Dialled after the connection; nil if there is none.
    public let `extension`: String?
    /// ISO 3166; nil for international services and numbers no country claims.
    public let country: String?
    /// `44`
    public let countryCode: Int
    public let kind: Kind
    /// Whether the number follows its country's plan. A number of plausible length that does not is still dialable
    /// in places with new prefixes: refuse it only where that is wanted.
    public let isValid: Bool

    /// Reads a number as people write it. Throws `Failure`.
    /// - Parameter country: ISO 3166 country in which a number without `+` is dialled.
    public init(parsing text: String, country: String) throws {
        guard text.utf8.count <= 250, !text.utf8.contains(0) else { throw Failure.notANumber }
        var number = phone_number()
        switch phone_parse(text, country.uppercased(), &number) {
        case PHONE_OK: self.init(number)
        case PHONE_INVALID_COUNTRY: throw Failure.invalidCountry
        case PHONE_TOO_SHORT: throw Failure.tooShort
        case PHONE_TOO_LONG: throw Failure.tooLong
        default: throw Failure.notANumber
        }
    }

    /// A number of the kind a country has, to show in forms; nil for a country without any.
    public static func example(country: String) -> PhoneNumber? {
        var number = phone_number()
        return phone_example(country.uppercased(), &number) == 1 ? PhoneNumber(number) : nil
    }

    /// As people in `country` write it: national at home, international elsewhere.
    public func text(in country: String) -> String { self.country == country.uppercased() ? national : international }

    private init(_ number: phone_number) {
        e164 = Self.text(number.e164)
        national = Self.text(number.national)
        international = Self.text(number.international)
        link = Self.text(number.rfc3966)
        let `extension` = Self.text(number.extension)
        self.extension = `extension`.isEmpty ? nil : `extension`
        let country = Self.text(number.country)
        self.country = country.isEmpty || country == "001" ? nil : country
        countryCode = Int(number.country_code)
        kind = Kind.allCases[min(max(0, Int(number.type)), Kind.allCases.count - 1)]
        isValid = number.is_valid != 0
    }

    /// A C array of characters arrives as a tuple.
    private static func text(_ characters: some Any) -> String {
        withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}

extension PhoneNumber.Failure: CustomStringConvertible {
    /// A sentence that says what to do.
    public var description: String {
        switch self {
        case .invalidCountry: "Write the number with “+” and its country code, as in +44 20 8366 1177."
        case .notANumber: "This is not a telephone number."
        case .tooShort: "This telephone number is too short."
        case .tooLong: "This telephone number is too long."
        }
    }
}

extension PhoneNumber: CustomStringConvertible {
    public var description: String { e164 }
}
