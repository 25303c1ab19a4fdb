internal import Core
internal import HTML
internal import Interface
internal import Plans

/// Each channel with what is left of it.
enum PlanChannels {
    static func write(_ html: HTML, _ standing: OrganisationStanding, at now: Instant) {
        html.ul(.class("channels")) {
            for channel in Channel.allCases {
                let now = standing.may(channel, at: now)
                html.li(.class("channel")) {
                    html.strong(channel.label)
                    switch now.effect {
                    case .allowed: html.status("Open", .good)
                    case .degraded: html.status("Narrowed", .warn)
                    case .blocked: html.status("Off", .bad)
                    }
                    html.p(.class("muted"), words(channel, now))
                }
            }
        }
    }

    private static func words(_ channel: Channel, _ standing: ChannelStanding) -> String {
        switch standing {
        case .allowed: ""
        case .degraded(let reason): "\(reason.title). \(channel.degradedWords)"
        case .blocked(let reason): "\(reason.title). \(channel.blockedWords)"
        }
    }
}
