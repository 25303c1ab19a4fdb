public import HTML

extension HTML {
    /// The places above this page, outermost first.
    public func breadcrumbs(_ places: [Place]) {
        guard !places.isEmpty else { return }
        nav(.aria("label", "Breadcrumbs")) {
            ol(.class("breadcrumbs")) { for place in places { li { a(.href(place.path), .dir("auto"), place.title) } } }
        }
    }

    /// Parts of a record or views of a list; the one whose path is `current` is marked.
    public func tabs(_ label: String, _ tabs: [(place: Place, count: Int?)], current: String) {
        nav(.class("tabs"), .aria("label", label)) {
            for tab in tabs {
                a(.class("tab"), .href(tab.place.path), tab.place.path == current ? .aria("current", "page") : .none) {
                    if let icon = tab.place.icon { self.icon(icon) }
                    text(tab.place.title)
                    if let count = tab.count { span(.class("tab-count"), Grouped(count)) }
                }
            }
        }
    }

    public func tabs(_ label: String, _ places: [Place], current: String) {
        tabs(label, places.map { ($0, nil) }, current: current)
    }

    /// The steps of a longer task; `current` counts from 0.
    public func stepper(_ steps: [String], current: Int) {
        ol(.class("stepper"), .aria("label", "Steps")) {
            for (index, step) in steps.enumerated() {
                li(
                    index < current ? .data("state", "done") : .none,
                    index == current ? .aria("current", "step") : .none
                ) {
                    span(.class("stepper-mark")) {
                        if index < current {
                            icon(.check)
                            span(.class("visually-hidden"), "Done:")
                        } else {
                            text(index + 1)
                        }
                    }
                    text(step)
                }
            }
        }
    }
}
