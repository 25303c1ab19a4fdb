internal import Imports
internal import Interface

/// The way of an import, in words.
enum ImportSteps {
    static let names = ["Upload", "Columns", "Check", "Import"]

    static func current(_ status: Import.Status) -> Int {
        switch status {
        case .reading, .refused: 0
        case .mapping: 1
        case .checking, .checked: 2
        case .running, .stopped: 3
        case .finished, .reverting, .reverted: 4
        }
    }

    static func label(_ status: Import.Status) -> String {
        switch status {
        case .reading: "Being read"
        case .refused: "Refused"
        case .mapping: "Columns to choose"
        case .checking: "Being checked"
        case .checked: "Checked"
        case .running: "Running"
        case .finished: "Done"
        case .stopped: "Stopped"
        case .reverting: "Being taken back"
        case .reverted: "Taken back"
        }
    }

    static func tone(_ status: Import.Status) -> Tone {
        switch status {
        case .finished: .good
        case .refused: .bad
        case .stopped: .warn
        case .reading, .checking, .running, .reverting: .info
        default: .neutral
        }
    }
}
