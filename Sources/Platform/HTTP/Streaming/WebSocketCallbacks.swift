internal import CLinux
internal import CWslay
internal import EventLoop
internal import Glibc

// wslay calls these on the loop's thread, from within its receive and send.

private let dontWait = Int32(MSG_DONTWAIT)
private let noSignal = Int32(MSG_NOSIGNAL)
private let sendMore = Int32(MSG_MORE)

func receiveBytes(
    _ context: wslay_event_context_ptr?, _ buffer: UnsafeMutablePointer<UInt8>?, _ size: Int, _ flags: Int32,
    _ session: UnsafeMutableRawPointer?
) -> Int {
    guard let session = WebSocketSession.of(session), let buffer else { return -1 }
    guard let count = session.read(into: buffer, size) else {
        wslay_event_set_error(context, Int32(WSLAY_ERR_WOULDBLOCK.rawValue))
        return -1
    }
    if count < 0 { wslay_event_set_error(context, Int32(WSLAY_ERR_CALLBACK_FAILURE.rawValue)) }
    return count
}

func sendBytes(
    _ context: wslay_event_context_ptr?, _ bytes: UnsafePointer<UInt8>?, _ size: Int, _ flags: Int32,
    _ session: UnsafeMutableRawPointer?
) -> Int {
    guard let session = WebSocketSession.of(session) else { return -1 }
    // wslay sends header and payload apart; MSG_MORE keeps them in one packet.
    let more = flags & Int32(WSLAY_MSG_MORE.rawValue) != 0 ? sendMore : 0
    let sent = send(session.descriptor, bytes, size, dontWait | noSignal | more)
    if sent >= 0 { return sent }
    let isFull = errno == EAGAIN || errno == EINTR
    wslay_event_set_error(
        context, isFull ? Int32(WSLAY_ERR_WOULDBLOCK.rawValue) : Int32(WSLAY_ERR_CALLBACK_FAILURE.rawValue))
    return -1
}

func messageReceived(
    _ context: wslay_event_context_ptr?, _ message: UnsafePointer<wslay_event_on_msg_recv_arg>?,
    _ session: UnsafeMutableRawPointer?
) {
    guard let session = WebSocketSession.of(session), let message = message?.pointee else { return }
    let bytes = UnsafeRawBufferPointer(start: message.msg, count: message.msg_length)
    switch UInt32(message.opcode) {
    case UInt32(WSLAY_TEXT_FRAME.rawValue): session.deliver(.text(String(decoding: bytes, as: UTF8.self)))
    case UInt32(WSLAY_BINARY_FRAME.rawValue): session.deliver(.binary(Array(bytes)))
    default: break  // wslay answers pings and closes itself
    }
}
