/// Who there is, one after the other: no two share a name, a number or an address.
struct DemoIdentities: Sendable {
    struct Identity: Sendable {
        let name: String
        /// A business's line of work; nil for a person.
        let industry: String?
        let phone: String
        let email: String
        let contact: String
    }

    struct Address: Sendable {
        let line1: String
        let zip: String

        var oneLine: String { "\(line1), Austin, TX \(zip)" }
    }

    private var names: Set<String> = []
    private var addresses: Set<String> = []
    private var count = 0

    mutating func next(_ random: inout DemoRandom, businessPercent: Int = 13) -> Identity {
        let isBusiness = random.chance(businessPercent)
        while true {
            let first = random.pick(DemoNames.first)
            let contact = "\(first) \(random.pick(DemoNames.last))"
            let trade = random.pick(DemoNames.trades)
            let name = isBusiness ? "\(random.pick(DemoNames.houses)) \(trade.0)" : contact
            guard names.insert(name).inserted else { continue }
            let words = name.lowercased().replacing("é", with: "e").split { !$0.isLetter }
            return Identity(
                name: name, industry: isBusiness ? trade.1 : nil, phone: nextPhone(),
                email: words.joined(separator: ".") + "@example.com", contact: contact)
        }
    }

    /// Spread over the exchanges of Austin's area code, but for 555, which is fiction's and the team's own.
    private mutating func nextPhone() -> String {
        while true {
            count += 1
            let local = 2_300_000 + count * 5_881 % 7_600_000
            let exchange = local / 10_000
            if exchange != 555, exchange % 100 != 11 { return "+1512\(local)" }
        }
    }

    mutating func address(_ random: inout DemoRandom) -> Address {
        while true {
            let street = random.pick(DemoNames.streets)
            let address = Address(line1: "\(random.number(street.numbers)) \(street.name)", zip: street.zip)
            if addresses.insert(address.line1).inserted { return address }
        }
    }
}
