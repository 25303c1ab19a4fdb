internal import Interface

/// What can be done with a visit.
enum AppointmentVerb: String, CaseIterable {
    case confirm, depart, arrive, complete, reschedule, cancel
    case noShow = "no_show"

    /// Those that make sense in a state, the usual next step first.
    static func possible(in status: String) -> [AppointmentVerb] {
        switch status {
        case "new": [.reschedule, .cancel]
        case "booked": [.confirm, .depart, .reschedule, .arrive, .complete, .noShow, .cancel]
        case "confirmed": [.depart, .reschedule, .arrive, .complete, .noShow, .cancel]
        case "en_route": [.arrive, .complete, .reschedule, .noShow, .cancel]
        case "on_site": [.complete, .noShow, .cancel]
        default: []
        }
    }

    var label: String {
        switch self {
        case .confirm: "Confirm"
        case .depart: "Set out"
        case .arrive: "Arrive"
        case .complete: "Complete"
        case .reschedule: "Reschedule"
        case .cancel: "Cancel visit"
        case .noShow: "Nobody was there"
        }
    }

    var icon: Icon {
        switch self {
        case .confirm: .check
        case .depart: .truck
        case .arrive: .mapPin
        case .complete: .done
        case .reschedule: .repeatIcon
        case .cancel: .refused
        case .noShow: .warning
        }
    }

    /// Said once it is done.
    var done: String {
        switch self {
        case .confirm: "Visit confirmed"
        case .depart: "On the way"
        case .arrive: "On site"
        case .complete: "Visit completed"
        case .reschedule: "Visit moved"
        case .cancel: "Visit cancelled"
        case .noShow: "Noted that nobody was there"
        }
    }

    var question: String {
        switch self {
        case .reschedule: "Move this visit"
        case .cancel: "Cancel this visit"
        case .complete: "Complete this visit"
        default: label
        }
    }

    var submit: String {
        switch self {
        case .reschedule: "Move visit"
        case .complete: "Complete visit"
        default: label
        }
    }

    var look: ButtonLook { self == .cancel ? .danger : .primary }

    /// What is asked before it is done.
    var field: FormField? {
        switch self {
        case .cancel:
            FormField(
                "reason", "Reason",
                hint: "What the customer said, or why you cannot come. The customer is told of the cancellation.")
        case .complete: FormField("notes", "What was done", hint: "Added to the visit's notes.")
        default: nil
        }
    }

    /// Whether it leads to a form first.
    var asks: Bool { self == .reschedule || field != nil }
}
