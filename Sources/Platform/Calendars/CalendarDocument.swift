internal import CICal
internal import Core

/// An iCalendar object (RFC 5545) with events. Times are in UTC, which every calendar shows on its own clock; all-day
/// events are dates.
public struct CalendarDocument: Sendable {
    /// Shown as the calendar's name.
    public var name: String
    public var events: [CalendarEvent]
    /// How often a subscriber may look anew, such as `PT15M`.
    public var refresh: String?

    public init(name: String, events: [CalendarEvent], refresh: String? = nil) {
        self.name = name
        self.events = events
        self.refresh = refresh
    }

    /// Folded and escaped by libical. Throws `CalendarError` where it runs out of memory.
    public func text() throws -> String {
        guard let calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT) else { throw CalendarError.outOfMemory }
        defer { icalcomponent_free(calendar) }
        icalcomponent_add_property(calendar, icalproperty_new_version("2.0"))
        icalcomponent_add_property(calendar, icalproperty_new_prodid("-//Mainline//Mainline//EN"))
        icalcomponent_add_property(calendar, icalproperty_new_calscale("GREGORIAN"))
        icalcomponent_add_property(calendar, icalproperty_new_method(ICAL_METHOD_PUBLISH))
        Self.addExtension("X-WR-CALNAME", name, to: calendar)
        if let refresh { Self.addExtension("X-PUBLISHED-TTL", refresh, to: calendar) }
        for event in events {
            guard let component = icalcomponent_new(ICAL_VEVENT_COMPONENT) else { throw CalendarError.outOfMemory }
            Self.fill(component, event)
            icalcomponent_add_component(calendar, component)
        }
        guard let text = icalcomponent_as_ical_string_r(calendar) else { throw CalendarError.outOfMemory }
        defer { icalmemory_free_buffer(text) }
        return String(cString: text)
    }

    private static func fill(_ component: OpaquePointer, _ event: CalendarEvent) {
        func add(_ property: OpaquePointer?) { icalcomponent_add_property(component, property) }
        add(icalproperty_new_uid(clean(event.uid)))
        add(icalproperty_new_sequence(Int32(clamping: event.sequence)))
        add(icalproperty_new_dtstamp(utc(event.updatedAt)))
        add(icalproperty_new_lastmodified(utc(event.updatedAt)))
        add(icalproperty_new_summary(clean(event.summary)))
        if !event.description.isEmpty { add(icalproperty_new_description(clean(event.description))) }
        if !event.location.isEmpty { add(icalproperty_new_location(clean(event.location))) }
        if let url = event.url { add(icalproperty_new_url(clean(url))) }
        add(icalproperty_new_status(status(event.status)))
        if event.status == .cancelled { add(icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT)) }
        if event.isAllDay {
            let first = event.zone.local(event.start).date
            // The end of a day-long event is the day after its last (RFC 5545, 3.6.1).
            let last = event.end.map { event.zone.local($0).date } ?? first
            add(icalproperty_new_dtstart(day(first)))
            add(icalproperty_new_dtend(day(max(first, last).adding(days: 1))))
        } else {
            add(icalproperty_new_dtstart(utc(event.start)))
            if let end = event.end, end > event.start { add(icalproperty_new_dtend(utc(end))) }
        }
    }

    private static func addExtension(_ name: String, _ value: String, to component: OpaquePointer) {
        let property = icalproperty_new_x(clean(value))
        icalproperty_set_x_name(property, name)
        icalcomponent_add_property(component, property)
    }

    private static func utc(_ time: Instant) -> icaltimetype {
        icaltime_from_timet_with_zone(time_t(time.seconds), 0, icaltimezone_get_utc_timezone())
    }

    private static func day(_ date: LocalDate) -> icaltimetype {
        var time = icaltime_null_date()
        time.year = Int32(date.year)
        time.month = Int32(date.month)
        time.day = Int32(date.day)
        return time
    }

    private static func status(_ status: CalendarEvent.Status) -> icalproperty_status {
        switch status {
        case .tentative: ICAL_STATUS_TENTATIVE
        case .confirmed: ICAL_STATUS_CONFIRMED
        case .cancelled: ICAL_STATUS_CANCELLED
        }
    }

    /// Control characters have no place in a calendar (RFC 5545, 3.1); lines of text keep their breaks.
    private static func clean(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 == "\n" || $0.value >= 32 && $0.value != 127 }))
    }
}

/// Why a calendar could not be written.
public enum CalendarError: Error {
    case outOfMemory
}
