/// Lengths on paper are points: 72 to the inch.
public struct PageSize: Sendable, Hashable {
    public let width: Double
    public let height: Double

    public init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// 210 × 297 mm.
    public static let a4 = PageSize(width: 595.28, height: 841.89)
    /// 8.5 × 11 inches.
    public static let letter = PageSize(width: 612, height: 792)
}

/// The empty border of a page, in points.
public struct Margins: Sendable, Hashable {
    public var top: Double
    public var left: Double
    public var bottom: Double
    public var right: Double

    public init(top: Double = 56, left: Double = 56, bottom: Double = 64, right: Double = 56) {
        self.top = top
        self.left = left
        self.bottom = bottom
        self.right = right
    }
}
