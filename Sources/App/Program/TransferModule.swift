internal import Exports
internal import Modules

/// What goes out of the program and comes in as files.
enum TransferModule {
    static func module(exports: ExportDesk) throws -> Module {
        var module = Module("Transfer")
        module.jobs = { store in exports.jobs(store) }
        module.cron = try ExportDesk.schedules()
        module.notificationKinds = [ExportDesk.ready]
        return module
    }
}
