public import Core
internal import Glibc

extension Metrics {
    /// Adds what Prometheus' client libraries say of the process itself: memory, processor, descriptors, start.
    public func addProcess(startedAt start: Instant = .systemNow) {
        gauge("process_start_time_seconds", "When the process started, in seconds since 1970.") {
            Double(start.microseconds) / 1_000_000
        }
        gauge("process_resident_memory_bytes", "Memory in use.") { Self.residentBytes() }
        gauge("process_open_fds", "Open file descriptors.") { Self.openDescriptors() }
        counter("process_cpu_seconds_total", "Processor time used, user and system.") {
            var usage = rusage()
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
            return Double(seconds) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1_000_000
        }
    }

    /// The second number of /proc/self/statm is the resident set in pages.
    private static func residentBytes() -> Double {
        guard let file = fopen("/proc/self/statm", "r") else { return .nan }
        defer { fclose(file) }
        var buffer = [CChar](repeating: 0, count: 128)
        guard fgets(&buffer, Int32(buffer.count), file) != nil else { return .nan }
        let numbers = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            .split(separator: " ")
        guard numbers.count > 1, let pages = Double(numbers[1]) else { return .nan }
        return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
    }

    private static func openDescriptors() -> Double {
        guard let directory = opendir("/proc/self/fd") else { return .nan }
        defer { closedir(directory) }
        var count = 0
        while readdir(directory) != nil { count += 1 }
        // Without `.`, `..` and the descriptor of the directory itself.
        return Double(count - 3)
    }
}
