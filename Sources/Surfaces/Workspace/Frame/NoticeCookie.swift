internal import HTTP
internal import Interface

/// A word about what was just done, carried over the redirect to the page that says it once.
enum NoticeCookie {
    private static let name = "notice"
    /// Long enough for a slow line, short enough not to surprise.
    private static let seconds = 30

    static func isSet(_ request: Request) -> Bool { request.hostCookie(name).map { !$0.isEmpty } ?? false }

    /// `good:words`, or `good>/path/that/takes/it/back:words`.
    static func read(_ request: Request) -> Notice? {
        guard let text = request.hostCookie(name), let split = text.firstIndex(of: ":"), text.utf8.count < 2000 else {
            return nil
        }
        let head = text[..<split].split(separator: ">", maxSplits: 1)
        let undo = head.count > 1 ? String(head[1]) : nil
        return Notice(
            String(text[text.index(after: split)...]),
            tone: head.first.flatMap { Tone(rawValue: String($0)) } ?? .neutral,
            undo: SitePath.checked(undo))
    }

    static func removal(for request: Request) -> SetCookie { .host(name, "", maxAge: 0, for: request) }

    /// To `path`, for plain forms and for those that scripts have sent.
    static func redirect(_ request: Request, to path: String, _ notice: Notice) -> Response {
        let undo = notice.undo.map { ">" + $0 } ?? ""
        let cookie = SetCookie.host(
            name, "\(notice.tone.rawValue)\(undo):\(notice.text.prefix(400))", maxAge: seconds, for: request)
        guard request.isFragment else { return Response.redirect(to: path).with(cookie) }
        return Response(status: 204, headers: ["HX-Redirect": path]).with(cookie)
    }
}
