internal import Glibc

/// Files that a target brings along (migrations, assets). They lie beside the executable, where the build puts them, or
/// under `../share/mainline` of an installed one.
public enum ResourceDirectory {
    /// The directory `name` of `target`'s resources; nil if it is not there.
    public static func path(target: String, _ name: String) -> String? {
        let folder = executableFolder
        let candidates = [
            "\(folder)/mainline_\(target).resources/\(name)",
            "\(folder)/../share/mainline/\(target)/\(name)",
        ]
        return candidates.first { access($0, R_OK) == 0 }
    }

    private static var executableFolder: String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let path = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return String(path[..<slash])
    }
}
