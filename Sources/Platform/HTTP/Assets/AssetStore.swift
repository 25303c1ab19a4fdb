internal import Core
internal import Foundation

/// The files that pages link to, read into memory at the start. Their addresses hold a hash of their content, so
/// browsers keep them for ever and still see every change at once.
public final class AssetStore: Sendable {
    /// The assets cannot be read; the message says which and why.
    public struct Failure: Error, Sendable, CustomStringConvertible {
        public let description: String
    }

    private let prefix: String
    private let addresses: [String: String]
    private let assets: [String: Asset]

    /// Reads every file below `directories`; where two have a file of the same name the later wins.
    /// - Parameters:
    ///   - generated: Further assets by name, made at the start, such as `icons.svg`.
    ///   - ignoring: Names of folders whose files are not served, such as the single icons.
    ///   - prefix: The path they are served under.
    /// - Throws: `Failure`.
    public init(
        directories: [String], generated: [String: [UInt8]] = [:], ignoring: Set<String> = [],
        prefix: String = "/assets"
    ) throws {
        var files: [String: String] = [:]
        for directory in directories {
            for name in try Self.names(in: directory) {
                let folders = name.split(separator: "/").dropLast().map(String.init)
                if ignoring.isDisjoint(with: folders) { files[name] = "\(directory)/\(name)" }
            }
        }
        var contents = generated
        for (name, path) in files {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw Failure(description: "The asset \(path) cannot be read.")
            }
            contents[name] = [UInt8](data)
        }
        var addresses: [String: String] = [:]
        var assets: [String: Asset] = [:]
        func add(_ name: String, _ bytes: [UInt8]) {
            let asset = Asset(name: name, bytes: bytes)
            addresses[name] = "\(prefix)/\(asset.hashedName)"
            assets[asset.hashedName] = asset
            assets[name] = asset
        }
        // Style sheets come last: what they refer to has its hashed address by then.
        for (name, bytes) in contents where !name.hasSuffix(".css") { add(name, bytes) }
        for (name, bytes) in contents where name.hasSuffix(".css") { add(name, Self.linked(bytes, addresses, prefix)) }
        self.prefix = prefix
        self.addresses = addresses
        self.assets = assets
    }

    /// Where browsers find `name`, such as `app.css` or `icons/phone.svg`. A name that is not there gives an address that
    /// answers 404; `has` tells beforehand.
    public func url(_ name: String) -> String { addresses[name] ?? "\(prefix)/\(name)" }
    public func has(_ name: String) -> Bool { addresses[name] != nil }
    public var names: [String] { addresses.keys.sorted() }

    /// The route that serves them.
    public var route: Route {
        .open(
            .get, "\(prefix)/{name*}", reason: "Style sheets, scripts and fonts hold nothing of anyone.", name: "assets"
        ) {
            [self] request in
            let name = try request.parameter("name")
            guard let asset = assets[name] else { throw Problem.notFound("file") }
            return asset.response(to: request, forEver: name == asset.hashedName)
        }
    }

    /// A style sheet with the plain addresses in it, `url("/assets/inter.woff2")`, made into hashed ones.
    private static func linked(_ bytes: [UInt8], _ addresses: [String: String], _ prefix: String) -> [UInt8] {
        var text = String(decoding: bytes, as: UTF8.self)
        for (name, address) in addresses {
            text = text.replacingOccurrences(of: "url(\"\(prefix)/\(name)\")", with: "url(\"\(address)\")")
        }
        return Array(text.utf8)
    }

    private static func names(in directory: String) throws -> [String] {
        guard let entries = FileManager.default.enumerator(atPath: directory) else {
            throw Failure(description: "The asset folder \(directory) cannot be read.")
        }
        var names: [String] = []
        while let name = entries.nextObject() as? String {
            let isFile = entries.fileAttributes?[.type] as? FileAttributeType == .typeRegular
            if isFile, !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { names.append(name) }
        }
        return names
    }
}
