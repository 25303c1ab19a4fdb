internal import Contracts
internal import Modules
internal import Notifications
internal import Operator

/// What telling members things needs beside the tables: e-mails by the clock, and the end of what is old.
enum NotificationsModule {
    /// Throws if a schedule is malformed, which a test rules out.
    static func module(messages: any MessageSender, publicURL: String) throws -> Module {
        let upkeep = NotificationUpkeep(publicURL: publicURL) { address, subject, body, work in
            try await messages.sendEmail(
                to: address, subject: subject, body, weight: .member, about: nil, in: work)
        }
        var module = Module("Notifications")
        module.notificationKinds = [NotificationUpkeep.jobNeedsAttention] + OperatorParts.kinds
        module.jobs = { upkeep.jobs($0) }
        module.cron = try NotificationUpkeep.schedules()
        return module
    }
}
