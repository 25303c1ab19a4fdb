public import Core

/// A whole number with thousands separators: `1,204`.
public struct Grouped: HTMLContent, Sendable, Hashable {
    /// The number.
    public let value: Int

    public init(_ value: Int) { self.value = value }

    public func write(to html: HTML) {
        if value < 0 { html.out.append("−" as StaticString) }
        html.out.appendGrouped(UInt64(value.magnitude), decimals: 0)
    }
}

extension Money: HTMLContent {
    /// `$1,234.50`, as `description` has it, without a string in between.
    public func write(to html: HTML) {
        if minor < 0 { html.out.append("−" as StaticString) }
        html.out.appendEscapedHTML(currency.symbol)
        html.out.appendGrouped(minor.magnitude, decimals: currency.digits)
    }
}

extension ByteWriter {
    /// Digits in groups of three, the last `decimals` (0 to 3) after a point.
    func appendGrouped(_ value: UInt64, decimals: Int) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 40) { buffer in
            var position = 40
            var rest = value
            var written = 0
            repeat {
                let wholeDigits = written - decimals
                if written == decimals, decimals > 0 {
                    position -= 1
                    buffer[position] = UInt8(ascii: ".")
                } else if wholeDigits > 0, wholeDigits % 3 == 0 {
                    position -= 1
                    buffer[position] = UInt8(ascii: ",")
                }
                position -= 1
                buffer[position] = UInt8(48 + rest % 10)
                rest /= 10
                written += 1
            } while rest > 0 || written <= decimals
            append(UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[position...]))
        }
    }
}
