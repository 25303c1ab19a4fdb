internal import Core
internal import Postgres

/// What a new organisation starts with, so that its first call can book a visit.
enum SchedulingSeed {
    private struct JobType {
        let name: String
        let minutes: Int
        let price: Int
        let colour: String
        let keywords: [String]
        var isGeneral = false
    }

    private static let jobTypes = [
        JobType(
            name: "Leak repair", minutes: 90, price: 14_900, colour: "#1d4ed8",
            keywords: ["leak", "drip", "burst", "burst pipe", "pipe", "faucet", "tap", "flood", "water coming"]),
        JobType(
            name: "Drain cleaning", minutes: 60, price: 12_900, colour: "#0e7490",
            keywords: [
                "drain", "clog", "blocked", "blockage", "backed up", "backing up", "slow drain", "toilet", "sewer",
            ]),
        JobType(
            name: "Water heater service", minutes: 120, price: 18_900, colour: "#b45309",
            keywords: ["water heater", "hot water", "no hot water", "boiler", "heater", "lukewarm"]),
        JobType(
            name: "Broadband installation", minutes: 120, price: 9_900, colour: "#7c3aed",
            keywords: ["broadband", "internet", "fiber", "fibre", "wifi", "wi fi", "router", "modem"]),
        JobType(name: "General visit", minutes: 60, price: 8_900, colour: "#5e6ad2", keywords: [], isGeneral: true),
    ]

    /// Minutes kept free after a visit.
    private static let buffer = 15

    static func plant(in transaction: Transaction, _ context: Context) {
        for weekday in [Weekday.monday, .tuesday, .wednesday, .thursday, .friday] {
            transaction.queue(
                """
                insert into business_hours (org_id, id, weekday, opens, closes)
                values (\(context.organisation), \(context.ids.next(at: context.now)), \(weekday.stored), '08:00', '18:00')
                """)
        }
        for type in jobTypes {
            transaction.queue(
                """
                insert into job_types (org_id, id, name, keywords, duration_minutes, buffer_minutes, price_minor, currency,
                  colour, is_general)
                values (\(context.organisation), \(context.ids.next(at: context.now)), \(type.name), \(type.keywords),
                  \(type.minutes), \(buffer), \(type.price), \(context.currency), \(type.colour), \(type.isGeneral))
                """)
        }
    }
}
