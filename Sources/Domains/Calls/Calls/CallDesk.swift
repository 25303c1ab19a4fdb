internal import CallEngine
internal import Contracts
internal import Core
internal import Plans
internal import Postgres
internal import Records
internal import Synchronization

/// What the conversation needs of the other domains, and the facts about the business that it is told.
final class CallDesk: Sendable {
    let store: RecordStore
    let customers: any CustomerDirectory
    let appointments: any AppointmentBook
    let messages: any MessageSender
    let gate: any ChannelGate

    private struct Offers {
        let jobs: [JobOffer]
        let hours: String
        let until: Instant
    }
    private let offers = Mutex<[ID<Organisation>: Offers]>([:])

    /// How long the list of job types and the hours are believed.
    private static let memory: Duration = .seconds(10)

    init(
        store: RecordStore, customers: any CustomerDirectory, appointments: any AppointmentBook,
        messages: any MessageSender, gate: any ChannelGate
    ) {
        self.store = store
        self.customers = customers
        self.appointments = appointments
        self.messages = messages
        self.gate = gate
    }

    /// The facts of the organisation the work belongs to.
    func facts(in work: Work) async throws -> DialogueFacts {
        let context = work.context
        let profile = try await store.profile(context.organisation)
        let offers = try await offers(in: work)
        return DialogueFacts(
            businessName: profile.name, now: context.now, zone: profile.zone, jobs: offers.jobs, hoursText: offers.hours
        )
    }

    private func offers(in work: Work) async throws -> Offers {
        let organisation = work.context.organisation
        if let known = offers.withLock({ $0[organisation] }), known.until > work.now { return known }
        let types = try await appointments.jobTypes(in: work)
        let fresh = Offers(
            jobs: types.map { JobOffer(code: $0.id.description, name: $0.name.lowercased(), words: $0.words) },
            hours: try await appointments.hoursInWords(in: work), until: work.now + Self.memory)
        offers.withLock { $0[organisation] = fresh }
        return fresh
    }

    /// Who is calling, and whether the doors are open.
    func start(number: String?, verified: Bool, in work: Work) async throws -> (CallStart, ID<Customer>?) {
        let isOpen = try await appointments.openness(at: work.now, in: work).isOpen
        let handling = try await handling(in: work)
        guard let number, let customer = try await customers.find(phone: number, in: work) else {
            return (CallStart(callerNumber: number, isBusinessOpen: isOpen, handling: handling), nil)
        }
        let next = try await appointments.upcoming(for: customer.id, in: work).first
        let visit = next.map {
            UpcomingAppointment(
                id: $0.id.value, start: $0.start, end: $0.end, jobType: $0.jobType.id.description,
                technician: $0.technicianName,
                address: customer.address)
        }
        let caller = KnownCaller(
            name: customer.name, address: customer.address, isVerified: verified, appointment: visit)
        return (
            CallStart(callerNumber: number, caller: caller, isBusinessOpen: isOpen, handling: handling), customer.id
        )
    }

    /// How much of a conversation the plan and a lockdown leave. The telephone is never shut: a message is always taken.
    private func handling(in work: Work) async throws -> CallHandling {
        let standing = try await gate.standing(of: work.context.organisation)
        if standing.may(.voice, at: work.now).isAllowed { return .conversation }
        return standing.emergenciesReachOwner(at: work.now) ? .voicemail : .voicemailOnly
    }
}
