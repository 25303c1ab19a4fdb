/// By what means money came.
enum PaymentMethod: String, Sendable, CaseIterable {
    case card, cash, transfer, check

    var label: String {
        switch self {
        case .card: "Card"
        case .cash: "Cash"
        case .transfer: "Bank transfer"
        case .check: "Check"
        }
    }
}
