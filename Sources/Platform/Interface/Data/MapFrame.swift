public import HTML

/// Where the pictures of a map come from.
public struct TileSource: Sendable, Hashable {
    /// With `{z}`, `{x}` and `{y}`.
    public let address: String
    /// For the content security policy.
    public let host: String
    /// Shown in the corner of the map.
    public let credit: String

    public static let openStreetMap = TileSource(
        address: "https://tile.openstreetmap.org/{z}/{x}/{y}.png", host: "https://tile.openstreetmap.org",
        credit: "© OpenStreetMap contributors")

    /// nil unless it is a web address with `{z}`, `{x}` and `{y}`.
    public init?(address: String, credit: String) {
        let scheme = address.prefix { $0 != ":" }
        let host = address.dropFirst(scheme.count + 3).prefix { $0 != "/" }
        let safe = host.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".-:".contains($0)) }
        guard ["http", "https"].contains(scheme), address.dropFirst(scheme.count).hasPrefix("://"), !host.isEmpty, safe,
            ["{z}", "{x}", "{y}"].allSatisfy(address.contains)
        else { return nil }
        self.init(address: address, host: "\(scheme)://\(host)", credit: credit)
    }

    private init(address: String, host: String, credit: String) {
        self.address = address
        self.host = host
        self.credit = credit
    }
}

extension HTML {
    /// A map with a list beside it; `places` writes `mapPlace`s. The page loads `map.js` with the library
    /// `leaflet.min.js` and the style sheet `leaflet.css`. Without a network the list and the points remain.
    /// - Parameter points: Answers GET with the points in `box`, as JSON.
    public func mapFrame(label: String, points: String, tiles: TileSource, _ places: () throws -> Void) rethrows {
        try div(.class("map-frame")) {
            try ul(.class("map-list"), .aria("label", "Places")) { try places() }
            div(
                .class("map"), .role("region"), .aria("label", label), .data("map"), .data("points", points),
                .data("tiles", tiles.address), .data("credit", tiles.credit)
            ) {
                p(.class("map-note muted"), .data("map-note"), "The map needs scripts. The list has the places.")
            }
        }
    }

    /// A place in the list; a press on its sign shows it on the map.
    public func mapPlace(
        id: String, _ title: String, to path: String, at place: (latitude: String, longitude: String)?,
        _ facts: () throws -> Void
    ) rethrows {
        try li(.class("map-place"), .data("place", id)) {
            try div(.class("work-text")) {
                a(.href(path), .dir("auto"), title)
                try facts()
                if let place {
                    span(.class("muted tabular"), "\(place.latitude), \(place.longitude)")
                } else {
                    span(.class("muted"), "Not on the map yet")
                }
            }
            if let place {
                iconButton(
                    .mapPin, "Show \(title) on the map", size: .small,
                    attributes: [.data("shows", "\(place.latitude),\(place.longitude)")])
            }
        }
    }
}
