internal import Core
internal import HTML
internal import Interface
internal import Postgres

/// What was said in calls.
struct Transcript {
    struct Line: Sendable {
        let isCaller: Bool
        let text: String
        let at: Instant
    }

    private let lines: [Identifier: [Line]]

    /// The lines of the calls for which `condition` (over `calls`) holds, at most 500.
    static func select(calls condition: SQL) -> SQL {
        """
        select call_id, speaker, text, at from call_lines where org_id = app_org() and call_id in (
          select id from calls where org_id = app_org() and \(condition) order by started_at desc limit 20)
        order by call_id desc, position limit 500
        """
    }

    init(_ rows: Rows) throws {
        var lines: [Identifier: [Line]] = [:]
        for row in rows {
            lines[try row.get("call_id"), default: []].append(
                Line(
                    isCaller: try row.get("speaker", as: String.self) == "caller", text: try row.get("text"),
                    at: try row.get("at")))
        }
        self.lines = lines
    }

    func of(_ call: Identifier) -> [Line] { lines[call] ?? [] }

    /// The conversation, caller and assistant in turn.
    static func write(_ html: HTML, _ lines: [Line], caller: String, zone: Zone) {
        html.ol(.class("transcript")) {
            for (index, line) in lines.enumerated() {
                let goesOn = index > 0 && lines[index - 1].isCaller == line.isCaller
                html.li(.class("transcript-line"), .data("speaker", line.isCaller ? "caller" : "assistant")) {
                    html.span(.class("transcript-who", goesOn ? "visually-hidden" : nil)) {
                        html.text(line.isCaller ? caller : "Assistant")
                        html.time(
                            .class("tabular"), .datetime(line.at.description), zone.local(line.at).time.withSeconds)
                    }
                    html.p(.dir("auto"), line.text)
                }
            }
        }
    }
}
