internal import Interface

/// How a visit's state is shown.
enum VisitStatus {
    static func label(_ status: String) -> String { status == "no_show" ? "No-show" : Words.label(status) }

    static func tone(_ status: String) -> Tone {
        switch status {
        case "new": .warn
        case "confirmed", "en_route", "on_site": .info
        case "completed", "invoiced": .good
        case "cancelled", "no_show": .bad
        default: .neutral
        }
    }
}
