internal import Core

/// Who waits for a place: in order within an organisation, in turn among organisations, so that one that asks for much
/// waits for itself and not others for it.
struct FairWaitingList<Element> {
    struct Ticket {
        fileprivate let tenant: Identifier?
        fileprivate let number: UInt64
    }

    private var lists: [Identifier?: WaitingList<Element>] = [:]
    /// Those with somebody waiting; the next to have a turn is first.
    private var turn: [Identifier?] = []
    private(set) var count = 0
    /// Never used twice: a ticket whose turn has come must not give up the place of whoever waits now.
    private var lastNumber: UInt64 = 0

    /// How many of one organisation wait.
    func count(of tenant: Identifier?) -> Int { lists[tenant]?.count ?? 0 }

    mutating func append(_ element: Element, of tenant: Identifier?) -> Ticket {
        if lists[tenant] == nil {
            lists[tenant] = WaitingList()
            turn.append(tenant)
        }
        count += 1
        lastNumber += 1
        lists[tenant, default: WaitingList()].append(element, number: lastNumber)
        return Ticket(tenant: tenant, number: lastNumber)
    }

    /// Gives a place up; nil if its turn has come already.
    mutating func take(_ ticket: Ticket) -> Element? {
        guard let element = lists[ticket.tenant]?.take(ticket.number) else { return nil }
        count -= 1
        if lists[ticket.tenant]?.count == 0 { leave(ticket.tenant) }
        return element
    }

    /// The next among those who may have a place now; their organisation's next turn comes after all others'.
    mutating func takeFirst(where mayHave: (Identifier?) -> Bool) -> (element: Element, tenant: Identifier?)? {
        for (index, tenant) in turn.enumerated() where mayHave(tenant) {
            guard let element = lists[tenant]?.takeFirst() else { continue }
            count -= 1
            if lists[tenant]?.count == 0 {
                leave(tenant)
            } else {
                turn.append(turn.remove(at: index))
            }
            return (element, tenant)
        }
        return nil
    }

    private mutating func leave(_ tenant: Identifier?) {
        lists[tenant] = nil
        if let index = turn.firstIndex(of: tenant) { turn.remove(at: index) }
    }
}

/// How many places each organisation holds.
struct Shares {
    /// Places that one organisation may hold at once.
    let limit: Int
    private var held: [Identifier: Int] = [:]

    init(limit: Int) { self.limit = max(1, limit) }

    /// Work across organisations is Mainline's own and held by nothing.
    func hasRoom(_ tenant: Identifier?) -> Bool { tenant.map { held[$0, default: 0] < limit } ?? true }

    mutating func take(_ tenant: Identifier?) {
        if let tenant { held[tenant, default: 0] += 1 }
    }

    mutating func giveBack(_ tenant: Identifier?) {
        guard let tenant, let count = held[tenant] else { return }
        held[tenant] = count > 1 ? count - 1 : nil
    }
}

/// First in, first out, with places that can be given up.
private struct WaitingList<Element> {
    private var elements: [UInt64: Element] = [:]
    private var order: [UInt64] = []
    private var head = 0

    var count: Int { elements.count }

    mutating func append(_ element: Element, number: UInt64) {
        elements[number] = element
        order.append(number)
    }

    mutating func take(_ number: UInt64) -> Element? { elements.removeValue(forKey: number) }

    mutating func takeFirst() -> Element? {
        while head < order.count {
            let number = order[head]
            head += 1
            if head == order.count || head >= 256 {
                order.removeSubrange(..<head)
                head = 0
            }
            if let element = elements.removeValue(forKey: number) { return element }
        }
        return nil
    }
}
