import Core
import Foundation
import HTTPClient
import TestSupport
import Testing

@testable import App

/// Addresses that lead our own requests inside (server-side request forgery). The client's own defences, with every way
/// of writing an address, names that lead inside, and redirects, are in AddressPolicyTests, RebindingTests and RedirectTests.
@Suite struct OutgoingAddressTests {
    /// Where code asks for any address, it is one that an operator set, not one that a user typed.
    @Test func every_place_that_may_reach_the_inside_is_reviewed() throws {
        let list = try ReviewedList("outgoing-addresses.txt")
        var found: Set<String> = []
        let sources = Repository.root + "/Sources"
        for case let name as String in FileManager.default.enumerator(atPath: sources) ?? .init()
        where name.hasSuffix(".swift") && !name.hasPrefix("Platform/HTTPClient/") {
            let text = try String(contentsOfFile: sources + "/" + name, encoding: .utf8)
            if text.contains("addresses: .any") || text.contains("allowsSpecialAddresses: true")
                || text.contains("URLSession")
            {
                found.insert(name)
            }
        }
        #expect(
            list.unlisted(found).isEmpty,
            "These reach any address. If a user can choose it, leave the policy as it is; else list them: \(list.unlisted(found))"
        )
        #expect(list.stale(found).isEmpty, "These are gone; remove them: \(list.stale(found))")
    }

    /// Unless code says otherwise a request goes to the public internet alone.
    @Test func what_says_nothing_of_addresses_stays_outside() {
        #expect(OutgoingRequest(.get, "https://example.com/").addresses == .publicOnly)
        #expect(!AddressPolicy.publicOnly.allowsSpecialAddresses)
    }
}
