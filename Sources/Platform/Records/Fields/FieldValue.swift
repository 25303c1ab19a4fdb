public import Core
internal import Phone

extension Field {
    /// Checks what a client sent and gives it in the form in which it is stored (phones as E.164, times in UTC, text
    /// trimmed). Numbers and booleans may come as text, as forms send them. An empty text is null.
    /// Throws `Problem.FieldError` as `FieldFault` with a sentence for the person.
    public func normalise(_ value: JSON, country: String, zone: Zone) throws(FieldFault) -> JSON {
        if value.isNull || value.string?.isBlank == true {
            if isRequired { throw fault("required", "\(label) is needed.") }
            return .null
        }
        switch kind {
        case .text(let max): return try text(value, max: max)
        case .longText(let max): return try text(value, max: max, multiline: true)
        case .email: return try email(value)
        case .phone: return try phone(value, country: country)
        case .url: return try url(value)
        case .number(let range): return try integer(value, range)
        case .money, .duration: return try integer(value, -1_000_000_000_000_000...1_000_000_000_000_000)
        case .percent: return try percent(value)
        case .boolean: return try boolean(value)
        case .date: return try date(value)
        case .timestamp: return try timestamp(value, zone)
        case .choice(let choices): return try choice(value, choices)
        case .multiChoice(let choices): return try list(value) { item throws(FieldFault) in try choice(item, choices) }
        case .reference, .file: return try identifier(value)
        case .tags: return try list(value) { item throws(FieldFault) in try text(item, max: 60) }
        case .json: return value
        case .address: return try address(value)
        }
    }

    func fault(_ code: String, _ message: String) -> FieldFault { FieldFault(.init(name, code, message)) }

    private func text(_ value: JSON, max: Int, multiline: Bool = false) throws(FieldFault) -> JSON {
        guard let text = value.string else { throw fault("invalid", "\(label) must be text.") }
        let clean = text.trimmed
        if clean.count > max {
            throw fault("too_long", "\(label) may have at most \(max) characters; this has \(clean.count).")
        }
        let allowed = clean.unicodeScalars.allSatisfy {
            $0.value >= 32 && $0.value != 127 || (multiline && ($0 == "\n" || $0 == "\r" || $0 == "\t"))
        }
        if !allowed { throw fault("invalid", "\(label) has characters that cannot be shown. Take them out.") }
        return .string(clean)
    }

    private func email(_ value: JSON) throws(FieldFault) -> JSON {
        guard let text = try text(value, max: 254).string else { return .null }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isPlausible =
            parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !parts[1].hasPrefix(".")
            && !parts[1].hasSuffix(".")
            && !parts[1].contains("..")
            && !text.contains(where: { $0.isWhitespace || $0 == "," || $0 == ";" || $0 == "<" || $0 == ">" })
        guard isPlausible else { throw fault("invalid", "\(label) needs an address like ada@example.com.") }
        return .string(text.lowercased())
    }

    private func phone(_ value: JSON, country: String) throws(FieldFault) -> JSON {
        guard let text = value.string else { throw fault("invalid", "\(label) must be text.") }
        do {
            return .string(try PhoneNumber(parsing: text, country: country).e164)
        } catch {
            throw fault(
                "invalid", "\(label) is not a phone number. Write it as (512) 555-0142, or with + and the country code."
            )
        }
    }

    private func url(_ value: JSON) throws(FieldFault) -> JSON {
        guard let text = try text(value, max: 2000).string, text.hasPrefix("https://") || text.hasPrefix("http://"),
            text.count > 10, !text.contains(where: \.isWhitespace)
        else { throw fault("invalid", "\(label) needs an address that starts with https://.") }
        // A name before the host makes one host look like another, and a password is no part of a link.
        let authority = text.drop { $0 != "/" }.dropFirst(2).prefix { !"/?#\\".contains($0) }
        guard !authority.contains("@") else {
            throw fault("invalid", "\(label) needs an address without a name before its host.")
        }
        return .string(text)
    }

    private func integer(_ value: JSON, _ range: ClosedRange<Int64>) throws(FieldFault) -> JSON {
        guard let number = value.int ?? value.string.flatMap({ Int64($0.trimmed) }) else {
            throw fault("invalid", "\(label) must be a whole number.")
        }
        guard range.contains(number) else {
            throw fault("out_of_range", "\(label) must be from \(range.lowerBound) to \(range.upperBound).")
        }
        return .int(number)
    }

    private func percent(_ value: JSON) throws(FieldFault) -> JSON {
        let text = value.string?.trimmed ?? value.double.map { "\($0)" } ?? ""
        guard let number = Double(text), number.isFinite, (-1000...1000).contains(number),
            text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") })
        else { throw fault("invalid", "\(label) must be a percentage such as 8.25.") }
        return .string(text)
    }

    private func boolean(_ value: JSON) throws(FieldFault) -> JSON {
        if let flag = value.bool { return .bool(flag) }
        switch value.string?.lowercased() {
        case "true", "on", "yes", "1": return .bool(true)
        case "false", "off", "no", "0": return .bool(false)
        default: throw fault("invalid", "\(label) must be true or false.")
        }
    }

    private func date(_ value: JSON) throws(FieldFault) -> JSON {
        guard let text = value.string, let date = LocalDate(text.trimmed) else {
            throw fault("invalid", "\(label) must be a date such as 2026-03-01.")
        }
        return .text(date)
    }

    /// With an offset, or (as `<input type="datetime-local">` sends it) in the organisation's zone.
    private func timestamp(_ value: JSON, _ zone: Zone) throws(FieldFault) -> JSON {
        let text = value.string?.trimmed ?? ""
        if let instant = Instant(text) { return .text(instant) }
        let parts = text.split(whereSeparator: { $0 == "T" || $0 == " " })
        guard parts.count == 2, let date = LocalDate(parts[0]), let time = LocalTime(parts[1]) else {
            throw fault("invalid", "\(label) must be a time such as 2026-03-01T14:00:00Z.")
        }
        return .text(zone.instant(LocalDateTime(date, time)))
    }

    private func choice(_ value: JSON, _ choices: [Choice]) throws(FieldFault) -> JSON {
        guard let text = value.string, choices.contains(where: { $0.value == text }) else {
            throw fault("invalid", "\(label) must be one of: \(choices.map(\.value).joined(separator: ", ")).")
        }
        return .string(text)
    }

    private func identifier(_ value: JSON) throws(FieldFault) -> JSON {
        guard let text = value.string, let id = Identifier(text.trimmed) else {
            throw fault("invalid", "\(label) must be the id of a record.")
        }
        return .text(id)
    }

    private func list(_ value: JSON, _ item: (JSON) throws(FieldFault) -> JSON) throws(FieldFault) -> JSON {
        let items = value.array ?? value.string.map { $0.split(separator: ",").map { .string(String($0)) } }
        guard let items else { throw fault("invalid", "\(label) must be a list.") }
        guard items.count <= 100 else { throw fault("too_long", "\(label) may have at most 100 entries.") }
        var clean: [JSON] = []
        for element in items {
            let value = try item(element)
            if !clean.contains(value), !value.isNull { clean.append(value) }
        }
        return .array(clean)
    }

    private func address(_ value: JSON) throws(FieldFault) -> JSON {
        guard let members = value.object else {
            throw fault("invalid", "\(label) must be an object with line1, city, …")
        }
        let known: Set = ["line1", "line2", "city", "region", "postcode", "country"]
        if let stranger = members.keys.filter({ !known.contains($0) }).sorted().first {
            throw fault(
                "invalid",
                "\(label) has no part “\(stranger)”. Its parts are line1, line2, city, region, postcode, country.")
        }
        var clean: [String: JSON] = [:]
        for (key, part) in members where !part.isNull { clean[key] = try text(part, max: 200) }
        return .object(clean)
    }
}

/// What is wrong with a field's value.
public struct FieldFault: Error {
    public let error: Problem.FieldError
    public init(_ error: Problem.FieldError) { self.error = error }
}

extension StringProtocol {
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
    var trimmed: String {
        let start = drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
