internal import Access
internal import HTML
internal import Interface

extension HTML {
    /// Browsers in which somebody is signed in, each with a button that ends it there.
    func deviceList(_ devices: [Devices.Device], _ page: PageContext, end: (Devices.Device) -> String) {
        ul(.class("row-list")) {
            for device in devices {
                li {
                    icon(device.isPhone ? .phone : .system)
                    div(.class("row-list-text")) {
                        div(.class("row-list-title")) {
                            text(device.words)
                            if device.isCurrent { badge("This browser", .good) }
                        }
                        p {
                            text("\(device.address) · ")
                            if device.isCurrent {
                                text("in use now")
                            } else {
                                text("last seen ")
                                relativeTime(device.lastSeen, page)
                            }
                            text(" · signed in ")
                            relativeTime(device.since, page)
                            text(device.isByProvider ? " through a provider" : "")
                            text(" · \(device.organisation)")
                        }
                    }
                    if !device.isCurrent {
                        postButton("Sign out", to: end(device), size: .small)
                    }
                }
            }
        }
    }
}
