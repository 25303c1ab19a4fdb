internal import Postgres
internal import Records

/// How far a visit has come.
enum AppointmentStatus: String, PostgresEncodable, PostgresDecodable, CaseIterable {
    /// Wanted, but without a technician.
    case new
    case booked, confirmed
    case enRoute = "en_route"
    case onSite = "on_site"
    case completed, invoiced, cancelled
    case noShow = "no_show"

    /// Whether the visit is still to be done.
    var isOpen: Bool {
        switch self {
        case .new, .booked, .confirmed, .enRoute, .onSite: true
        case .completed, .invoiced, .cancelled, .noShow: false
        }
    }

    static let choices = allCases.map { Choice($0.rawValue, $0.label, tone: $0.tone) }

    var label: String {
        switch self {
        case .enRoute: "En route"
        case .onSite: "On site"
        case .noShow: "No-show"
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
        }
    }

    private var tone: String {
        switch self {
        case .new: "warn"
        case .booked, .invoiced: "neutral"
        case .confirmed, .enRoute, .onSite: "info"
        case .completed: "good"
        case .cancelled, .noShow: "bad"
        }
    }
}
