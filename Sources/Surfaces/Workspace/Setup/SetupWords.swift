internal import Core
internal import Interface

/// What each step of the set-up says, and where it is taken.
extension SetupState {
    func title(_ step: Step) -> String {
        switch step {
        case .profile: "Check your organisation"
        case .hours: "Say when you are open"
        case .number: "Have a telephone number"
        case .emergencies: "Say who is told of emergencies"
        case .services: "Look at what you offer"
        case .technicians: "Say who does the visits"
        case .calendar: "See visits in your own calendar"
        case .team: "Invite your team"
        case .testCall: "Make a test call"
        case .testText: "Send a test text"
        case .live: "Go live"
        }
    }

    func words(_ step: Step, _ context: Context) -> String {
        switch step {
        case .profile: "Time zone \(zone), country \(country), currency \(currency)."
        case .hours:
            "Callers are told your hours, and visits are offered within them. Monday to Friday, 8 to 18 to begin with."
        case .number: number.map { Words.phone($0, context) } ?? "Customers call and text it; the assistant answers."
        case .emergencies:
            alerted > 0
                ? "\(Words.count(alerted, "person")) with a telephone number, the owner first."
                : "An owner, admin or manager needs a telephone number: they are texted and called when a caller has an emergency."
        case .services:
            "\(Words.count(services, "kind")) of visit, each with its length, price and the words that point to it."
        case .technicians:
            technicians > 0
                ? "\(Words.count(technicians, "technician")) can be booked."
                : "As long as nobody is a technician, visits are offered for the owner."
        case .calendar: "Optional. An address for the calendar on your phone."
        case .team: "Optional. Dispatchers, agents and technicians sign in with their own account."
        case .testCall: "We ring your number as the carrier does, book a visit and take it back."
        case .testText: "We text you, and follow the message until it is delivered."
        case .live: "Point your published number to this one, and tell your people."
        }
    }

    /// Where the step is taken; nil where it is taken here.
    func place(_ step: Step) -> Place? {
        switch step {
        case .profile: Place("Open organisation", "/settings/organisation")
        case .hours: Place("Open hours", "/business-hours")
        case .emergencies: Place("Add a number", "/account/profile")
        case .services: Place("Open job types", "/job-types")
        case .technicians, .team: Place("Open members", "/settings/members")
        case .calendar: Place("Make an address", "/calendar-feed")
        case .number, .testCall, .testText, .live: nil
        }
    }
}
