/// A comma-separated list with `;q=` weights.
struct QualityList {
    private var weights: [String: Double] = [:]

    init(_ lines: [String]) {
        for line in lines {
            for item in line.split(separator: ",") {
                let parts = item.split(separator: ";").map { trimmed($0).lowercased() }
                guard let name = parts.first else { continue }
                let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 }
                weights[name] = max(weights[name] ?? 0, weight ?? 1)
            }
        }
    }

    /// 0…1, nil if not listed.
    subscript(name: String) -> Double? { weights[name] }
}
