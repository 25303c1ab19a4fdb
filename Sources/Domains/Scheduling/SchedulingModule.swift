public import Contracts
internal import Core
public import Modules
public import Postgres
internal import Records

/// When work can be done, by whom, and what has been agreed.
public enum SchedulingModule {
    public static func module() -> Module {
        var module = Module("Scheduling")
        module.resources = [
            AppointmentResource.resource, JobTypeResource.resource, BusinessHoursResource.resource,
            HolidayResource.resource,
            ShiftResource.resource, TimeOffResource.resource,
        ]
        module.actions = { catalogue in
            catalogue.add(BookAppointment.self)
            catalogue.add(RescheduleAppointment.self)
            catalogue.add(CancelAppointment.self)
            catalogue.add(ConfirmAppointment.self)
            catalogue.add(DepartForAppointment.self)
            catalogue.add(ArriveAtAppointment.self)
            catalogue.add(CompleteAppointment.self)
            catalogue.add(MissAppointment.self)
        }
        module.constraintMessages = constraintMessages
        module.seed = { transaction, context in SchedulingSeed.plant(in: transaction, context) }
        return module
    }

    /// Free times and bookings, for other domains.
    public static func book() -> some AppointmentBook { AppointmentCalendar() }

    /// Time counted in opening hours, for other domains.
    public static func businessTime() -> some BusinessTime { OpeningTime() }

    /// Members' visits, for calendars.
    public static func visits() -> some VisitCalendar { AppointmentVisits() }

    /// A day's visits, for pages.
    public static func daySchedule(_ database: Database) -> some DaySchedule { AppointmentQueries(database: database) }

    private static let constraintMessages: [String: Problem.FieldError] = [
        "appointments_technician_excl": .init(
            "starts_at", "slot_taken", "This time has been taken by another visit. Choose another time or technician."),
        "job_types_name_key": .init("name", "taken", "There is already a job type of this name."),
        "job_types_general_key": .init(
            "is_general", "taken", "Another job type is the general one already. Take the mark off that one first."),
        "business_hours_opens_key": .init(
            "opens", "taken", "There are already hours that open at this time on this day."),
        "business_hours_closes_check": .init(
            "closes", "invalid", "Closing must be later than opening. Hours past midnight are two entries."),
        "shifts_starts_key": .init("starts", "taken", "The technician already has a shift that starts at this time."),
        "shifts_ends_check": .init(
            "ends", "invalid", "A shift must end later than it starts. One past midnight is two entries."),
        "time_off_ends_at_check": .init("ends_at", "invalid", "Time off must end later than it starts."),
        "holidays_day_key": .init("day", "taken", "This day is a holiday already."),
        "time_of_day_check": .init("time", "invalid", "Write the time as 08:00, from 00:00 to 24:00."),
    ]
}
