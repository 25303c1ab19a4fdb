internal import CLinux
internal import Core
internal import Glibc
internal import Telemetry

/// Memory that only the start of the program needs.
enum StartMemory {
    /// Gives it back to the system: what has been freed, and the pages of the executable and its libraries that have been
    /// read so far. Those that are still used are mapped again from the page cache when they are next read.
    static func release(_ log: Log) {
        malloc_trim(0)
        guard let list = fopen("/proc/self/smaps", "r") else {
            return log.debug("the program's mappings are not listed", ["errno": .string("\(errno)")])
        }
        defer { fclose(list) }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 128)
        var mapping: FileMapping?
        while fgets(&buffer, Int32(buffer.count), list) != nil {
            let line = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.first?.hasSuffix(":") == false { mapping = FileMapping(words) }
            // A page that has been written to, such as an address filled in by the loader, is in no file.
            if words.first == "Anonymous:", words.dropFirst().first == "0", let mapping, !mapping.release() {
                log.debug("pages were not released", ["errno": .string("\(errno)")])
            }
        }
    }
}

/// A part of a file in memory that nobody may write to.
private struct FileMapping {
    private let start: UnsafeMutableRawPointer
    private let length: Int

    /// - Parameter words: `7f1c2a000000-7f1c2a200000 r-xp 00000000 fe:00 1234 /usr/lib/libc.so.6`, split.
    init?(_ words: [Substring]) {
        guard words.count == 6, ["r-xp", "r--p"].contains(words[1]), words[5].hasPrefix("/") else { return nil }
        let bounds = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard bounds.count == 2, bounds[0] < bounds[1], let start = UnsafeMutableRawPointer(bitPattern: bounds[0])
        else {
            return nil
        }
        self.start = start
        length = Int(bounds[1] - bounds[0])
    }

    /// Lets its pages go; whether the system took them.
    func release() -> Bool { madvise(start, length, MADV_DONTNEED) == 0 }
}
