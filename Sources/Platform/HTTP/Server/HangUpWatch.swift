internal import EventLoop

/// Tells when the client closes its side of a suspended connection.
final class HangUpWatch: LoopHandler {
    private weak var exchange: Exchange?

    init(descriptor: Int32, exchange: Exchange) {
        self.exchange = exchange
        super.init(descriptor: descriptor)
    }

    override func ready(_ readiness: Readiness) { exchange?.clientLeft() }
}
