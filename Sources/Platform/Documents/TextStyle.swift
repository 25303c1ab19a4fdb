/// An opaque colour; each part in 0...1.
public struct Color: Sendable, Hashable {
    public let red: Double
    public let green: Double
    public let blue: Double

    public init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// `0x1a2b3c`
    public init(hex: UInt32) {
        self.init(
            red: Double(hex >> 16 & 255) / 255, green: Double(hex >> 8 & 255) / 255, blue: Double(hex & 255) / 255)
    }

    public static let ink = Color(hex: 0x171a21)
    public static let muted = Color(hex: 0x687081)
    public static let hairline = Color(hex: 0xd9dce3)
}

/// How text looks.
public struct TextStyle: Sendable, Hashable {
    /// As fonts count it.
    public enum Weight: Int, Sendable {
        case regular = 400, medium = 500, semibold = 600, bold = 700
    }

    /// In points.
    public var size: Double
    public var weight: Weight
    public var color: Color
    /// Scripts the family does not have come from whatever font has them.
    public var family: String
    /// Digits of one width, for figures that stand below each other.
    public var hasTabularDigits = false
    /// Points added after each character.
    public var tracking = 0.0

    public init(size: Double = 9.5, weight: Weight = .regular, color: Color = .ink, family: String = "Inter") {
        self.size = size
        self.weight = weight
        self.color = color
        self.family = family
    }

    /// The same with another weight.
    public func weight(_ weight: Weight) -> TextStyle { changed { $0.weight = weight } }
    /// The same in another colour.
    public func color(_ color: Color) -> TextStyle { changed { $0.color = color } }
    /// The same in another size.
    public func size(_ size: Double) -> TextStyle { changed { $0.size = size } }
    /// The same with digits of one width.
    public var figures: TextStyle { changed { $0.hasTabularDigits = true } }

    private func changed(_ change: (inout TextStyle) -> Void) -> TextStyle {
        var copy = self
        change(&copy)
        return copy
    }
}
