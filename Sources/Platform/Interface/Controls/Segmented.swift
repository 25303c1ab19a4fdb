public import HTML

extension HTML {
    /// Ways to look at the same things, side by side; the one whose path is `current` is marked. A place with an icon
    /// shows it before its words, which phones leave out.
    public func segmented(_ label: String, _ places: [Place], current: String) {
        nav(.class("segmented"), .aria("label", label)) {
            for place in places {
                a(
                    .class("segment"), .href(place.path), .title(place.title),
                    place.path == current ? .aria("current", "true") : .none
                ) {
                    if let icon = place.icon { self.icon(icon) }
                    span(place.icon == nil ? .none : .class("segment-label"), place.title)
                }
            }
        }
    }

    /// One of a few short values, as buttons that share a frame.
    public func segmentedField(_ field: FormField, options: [FormOption], value: String? = nil) {
        fieldset(.class("field"), .id(field.id), .aria("describedby", field.id + "-error")) {
            legend(.class("field-label"), field.label)
            div(.class("segmented")) {
                for option in options {
                    label(.class("segment")) {
                        input([
                            .type("radio"), .class("visually-hidden"), .name(field.name), .value(option.value),
                            .checked(if: option.value == value), .required(if: field.required),
                            .disabled(if: field.disabled || option.disabled),
                        ])
                        span(option.label)
                    }
                }
            }
            fieldNotes(field)
        }
    }
}
