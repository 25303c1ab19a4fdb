public import Core

/// How a file's columns are meant and what is done with its rows; kept with the import and in templates.
public struct ImportPlan: Sendable, Hashable {
    /// What is done with rows whose record there is, and with rows whose record there is not.
    public enum Mode: String, Sendable, CaseIterable {
        /// New ones are added, known ones are left alone.
        case create
        /// Known ones are changed, new ones are left out.
        case update
        case both
        /// New ones are added; known ones get values only where they have none.
        case fill

        var adds: Bool { self != .update }
        var changes: Bool { self != .create }
    }

    /// Where a column goes.
    public enum Target: Sendable, Hashable {
        case ignore
        /// A field of the resource, by name.
        case field(String)
        /// The key under which another system knows the record.
        case externalID
        /// A field of the address that the record is served at: `site.line1`.
        case site(String)

        public var text: String {
            switch self {
            case .ignore: ""
            case .field(let name): name
            case .externalID: "external_id"
            case .site(let name): "site." + name
            }
        }

        public init(_ text: String) {
            self =
                switch text {
                case "": .ignore
                case "external_id": .externalID
                case _ where text.hasPrefix("site."): .site(String(text.dropFirst(5)))
                default: .field(text)
                }
        }
    }

    /// One for each column of the file.
    public var targets: [Target]
    public var mode: Mode
    /// What a row's record is known by: `external_id`, `id`, or the name of a field; nil adds every row.
    public var key: String?
    /// Where the external ids come from: `hubspot`.
    public var source: String
    /// Whether 3/4/2026 is the third of April.
    public var isDayFirst: Bool

    public init(targets: [Target], mode: Mode = .both, key: String?, source: String = "file", isDayFirst: Bool = false)
    {
        self.targets = targets
        self.mode = mode
        self.key = key
        self.source = source
        self.isDayFirst = isDayFirst
    }

    public var json: JSON {
        [
            "targets": .array(targets.map { .string($0.text) }), "mode": .string(mode.rawValue),
            "key": key.map { .string($0) } ?? .null, "source": .string(source), "day_first": .bool(isDayFirst),
        ]
    }

    /// nil if it is none.
    public init?(_ json: JSON) {
        guard let targets = json["targets"]?.array, let mode = json["mode"]?.string.flatMap(Mode.init(rawValue:)) else {
            return nil
        }
        self.init(
            targets: targets.map { Target($0.string ?? "") }, mode: mode, key: json["key"]?.string,
            source: json["source"]?.string ?? "file", isDayFirst: json["day_first"]?.bool ?? false)
    }

    func column(of target: Target) -> Int? { targets.firstIndex(of: target) }
}
