import Foundation

/// Maps the name of an asset (`base.css`) to the address it is served at, with the hash of its content where known.
/// Every asset also answers at its plain address, `/assets/<name>`: style sheets and icons refer to that.
public struct AssetURLs: Sendable {
    private let find: @Sendable (String) -> String

    public init(_ find: @escaping @Sendable (String) -> String) { self.find = find }

    /// Without hashes.
    public static let plain = AssetURLs { "/assets/" + $0 }

    public subscript(name: String) -> String { find(name) }
}

/// The style sheets and modules every page loads, and where they are. Pages load them as two files, `interface.css` and
/// `interface.js`: together they weigh far less than each on its own.
public enum InterfaceAssets {
    /// In the order of the cascade.
    public static let styles = [
        "tokens.css", "base.css", "layout.css", "controls.css", "components.css", "data.css", "layouts.css",
        "forms.css",
        "notifications.css", "lists.css", "settings.css", "plans.css", "security.css",
    ]

    /// ES modules of ours that need none of each other's names.
    public static let modules = [
        "theme.js", "toast.js", "dialog.js", "forms.js", "combobox.js", "record-form.js", "table.js", "keys.js",
        "palette.js", "times.js", "copy.js", "live.js", "settings.js", "kept.js",
    ]

    /// The folder of our own style sheets and modules.
    public static var directory: String { Bundle.module.bundleURL.appendingPathComponent("Assets").path }

    /// The style sheets in one file.
    public static func styleBundle() throws -> [UInt8] { try bundle(styles) { $0 } }

    /// The modules in one file, each in a block of its own, so that their names stay apart.
    public static func moduleBundle() throws -> [UInt8] {
        try bundle(modules) { text in
            let lines = text.split(separator: "\n").filter { !$0.hasPrefix("//") }
                .map { $0.hasPrefix("export ") ? $0.dropFirst("export ".count) : $0 }
            return "{\n" + lines.joined(separator: "\n") + "\n}"
        }
    }

    private static func bundle(_ names: [String], _ shape: (String) -> String) throws -> [UInt8] {
        let texts = try names.map { try String(contentsOfFile: "\(directory)/\($0)", encoding: .utf8) }
        return Array((texts.map(shape).joined(separator: "\n") + "\n").utf8)
    }

    /// All icons in one SVG file, served as `icons.svg`, made from Lucide's files in `directory` (`phone.svg`, …).
    /// Throws `MissingIcon` if one is not there or is no SVG.
    public static func iconSprite(from directory: String) throws -> [UInt8] {
        var sprite = #"<svg xmlns="http://www.w3.org/2000/svg">"#
        for icon in Icon.allCases {
            let path = "\(directory)/\(icon.rawValue).svg"
            guard let data = FileManager.default.contents(atPath: path) else { throw MissingIcon(path: path) }
            let text = String(decoding: data, as: UTF8.self)
            guard let start = text.range(of: "<svg"), let open = text[start.upperBound...].firstIndex(of: ">"),
                let close = text.range(of: "</svg>", options: .backwards), open < close.lowerBound
            else { throw MissingIcon(path: path) }
            let shapes = text[text.index(after: open)..<close.lowerBound]
                .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined()
            sprite += #"<symbol id="\#(icon.rawValue)" viewBox="0 0 24 24">\#(shapes)</symbol>"#
        }
        return Array((sprite + "</svg>").utf8)
    }

    /// An icon that set-up should have fetched is not there.
    public struct MissingIcon: Error, CustomStringConvertible {
        /// The file looked for.
        public let path: String
        public var description: String {
            "There is no icon at \(path). Run the set-up script to fetch the browser assets."
        }
    }
}
