internal import Core
internal import Synchronization

/// One kind of number kept per family and set of labels.
public protocol MetricValue: AnyObject, Sendable {
    /// Writes the sample lines. `labels` is `a="b",c="d"` or empty.
    func write(name: String, labels: String, to out: SampleWriter)
}

protocol MetricFamily: Sendable {
    func write(to out: ByteWriter)
}

/// All metrics of one name, told apart by their labels: `requests["GET", "200"].increment()`.
public final class Family<Value: MetricValue>: MetricFamily {
    /// Different sets of labels a family keeps; further ones are counted together under `other`,
    /// so that nobody can fill the memory by inventing values.
    public static var limit: Int { 1000 }

    let name: String
    let help: String
    let kind: String
    public let labels: [String]
    private let make: @Sendable () -> Value
    private let children = Mutex<[[String]: Value]>([:])

    init(_ name: String, _ help: String, _ kind: String, _ labels: [String], make: @escaping @Sendable () -> Value) {
        precondition(!labels.contains("le"), "the label le belongs to histograms")
        self.name = name
        self.help = help
        self.kind = kind
        self.labels = labels
        self.make = make
    }

    /// The metric for these values of the labels, in the order the labels were declared. Keep it where it is hot.
    public subscript(values: String...) -> Value {
        precondition(values.count == labels.count, "metric \(name) has the labels \(labels)")
        return children.withLock { children in
            if let child = children[values] { return child }
            let key = children.count < Self.limit ? values : labels.map { _ in "other" }
            if let child = children[key] { return child }
            let child = make()
            children[key] = child
            return child
        }
    }

    func write(to out: ByteWriter) {
        let all = children.withLock { $0 }
        guard !all.isEmpty else { return }
        out.append("# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind)\n")
        let samples = SampleWriter(out: out)
        for key in all.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let pairs = zip(labels, key).map { "\($0)=\"\(Self.escaped($1, quotes: true))\"" }
            all[key]?.write(name: name, labels: pairs.joined(separator: ","), to: samples)
        }
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var out = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\"" where quotes: out += "\\\""
            default: out.unicodeScalars.append(character)
            }
        }
        return out
    }
}

/// Writes sample lines.
public struct SampleWriter {
    let out: ByteWriter

    func sample(_ name: String, _ labels: String, _ value: Double) {
        out.append(labels.isEmpty ? "\(name) " : "\(name){\(labels)} ")
        if let whole = Int64(exactly: value) {
            out.append(whole)
        } else {
            out.append(value.isNaN ? "NaN" : value == .infinity ? "+Inf" : value == -.infinity ? "-Inf" : "\(value)")
        }
        out.append(UInt8(ascii: "\n"))
    }
}
