internal import Foundation

/// Which time zone most people of a country live in, from the system's time zone data.
enum CountryZones {
    /// `DE` → `Europe/Berlin`; nil for a country the data does not know.
    static func zone(of country: String) -> String? { zones[country] }

    /// The first that `zone.tab` lists for each country is its most populous. Without the file nothing is suggested.
    private static let zones: [String: String] = {
        guard let data = FileManager.default.contents(atPath: "/usr/share/zoneinfo/zone.tab"),
            let text = String(data: data, encoding: .utf8)
        else { return [:] }
        var zones: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let columns = line.split(separator: "\t")
            guard columns.count >= 3, zones[String(columns[0])] == nil else { continue }
            zones[String(columns[0])] = String(columns[2])
        }
        return zones
    }()
}
