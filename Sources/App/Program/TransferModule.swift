internal import Core
internal import Exports
internal import Imports
internal import Modules

/// What goes out of the program and comes in as files.
enum TransferModule {
    static func module(exports: ExportDesk, imports: ImportDesk) throws -> Module {
        var module = Module("Transfer")
        module.jobs = { store in exports.jobs(store) + imports.jobs(store) }
        module.cron = try ExportDesk.schedules() + ImportDesk.schedules()
        module.notificationKinds = [ExportDesk.ready, ImportDesk.finished]
        module.constraintMessages["import_templates_name_check"] = .init(
            "template", "invalid", "A template's name has 1 to 80 characters.")
        return module
    }
}
