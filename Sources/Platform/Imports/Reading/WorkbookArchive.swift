internal import CZip
internal import Core
internal import Glibc

/// The parts of an XLSX file, unfolded piece by piece. What unfolds to far more than its size is refused.
final class WorkbookArchive {
    private let archive: OpaquePointer
    private var rest: Int

    private static let pieceSize = 128 * 1024

    /// - Parameter size: of the file.
    /// Throws `Problem` 422.
    init(_ path: String, size: Int, limits: ReadLimits) throws {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY, &code) else { throw Refusal.damaged }
        self.archive = archive
        rest = min(limits.unfolded, max(32 << 20, size * limits.ratio))
    }

    deinit { zip_discard(archive) }

    func has(_ name: String) -> Bool { zip_name_locate(archive, name, 0) >= 0 }

    /// Hands over the part's bytes until `take` says false. Throws `Problem` 422.
    func read(_ name: String, _ take: (UnsafeRawBufferPointer) throws -> Bool) throws {
        guard let file = zip_fopen(archive, name, 0) else { throw Refusal.damaged }
        defer { zip_fclose(file) }
        try withUnsafeTemporaryAllocation(byteCount: Self.pieceSize, alignment: 16) { buffer in
            while true {
                let count = zip_fread(file, buffer.baseAddress, UInt64(buffer.count))
                guard count >= 0 else { throw Refusal.damaged }
                rest -= Int(count)
                guard rest >= 0 else { throw Refusal.bomb }
                let goesOn = try take(UnsafeRawBufferPointer(rebasing: buffer[..<Int(count)]))
                if count == 0 || !goesOn { return }
            }
        }
    }
}
