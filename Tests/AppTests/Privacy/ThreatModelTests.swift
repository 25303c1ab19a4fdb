import Foundation
import TestSupport
import Testing

/// docs/threat-model.md names a test for each threat; they are there.
@Suite struct ThreatModelTests {
    @Test func every_test_it_names_exists() throws {
        let text = try String(contentsOfFile: Repository.root + "/docs/threat-model.md", encoding: .utf8)
        let named = Set(
            text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 1 && $0.element.contains("_") && !$0.element.contains(".") }
                .map { String($0.element) })
        var missing = named
        let files = FileManager.default.enumerator(atPath: Repository.root + "/Tests")
        while let path = files?.nextObject() as? String {
            guard path.hasSuffix(".swift") || path.hasSuffix(".py") else { continue }
            let code = try String(contentsOfFile: Repository.root + "/Tests/" + path, encoding: .utf8)
            missing = missing.filter { !code.contains("func \($0)(") && !code.contains("def \($0)(") }
        }
        #expect(!named.isEmpty)
        #expect(missing.isEmpty, "No such tests: \(missing.sorted().joined(separator: ", "))")
    }
}
