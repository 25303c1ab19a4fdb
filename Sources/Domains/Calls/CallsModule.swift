public import Carrier
public import Contracts
internal import Core
internal import Jobs
public import Modules
public import Plans
internal import Postgres
internal import Records

/// Calls: the voice assistant, emergencies, callbacks.
public enum CallsModule {
    /// - Parameters:
    ///   - carrier: places alert calls and is asked about silent ones.
    ///   - account: whose webhooks are believed.
    ///   - gate: says whether callers are talked to or leave a message.
    public static func module(
        carrier: CarrierClient, account: CarrierAccount, numbers: any NumberBook, customers: any CustomerDirectory,
        appointments: any AppointmentBook, messages: any MessageSender, gate: any ChannelGate,
        refusals: CarrierRefusals
    ) throws -> Module {
        let everyMinute = try CronSchedule("* * * * *")
        var module = Module("Calls")
        module.resources = [.phoneNumbers, .calls, .emergencies, .callbacks]
        module.actions = { catalogue in
            catalogue.add(AcknowledgeEmergency.self)
            catalogue.add(ResolveCallback.self)
        }
        @Sendable func desk(_ store: RecordStore) -> CallDesk {
            CallDesk(store: store, customers: customers, appointments: appointments, messages: messages, gate: gate)
        }
        module.subscriptions = [OwnerNotices.afterCall(messages), AcknowledgeByText.subscription]
        module.jobs = { store in
            [
                EmergencyAlertJob(desk: desk(store), carrier: carrier, numbers: numbers).kind,
                CallSweepJob(desk: desk(store), carrier: carrier).kind,
            ]
        }
        module.cron = [CronEntry("calls.sweep", everyMinute, scope: .perOrganisation, kind: CallSweepJob.name)]
        module.routes = { store in
            let desk = desk(store)
            return CallWebhooks(desk: desk, account: account, numbers: numbers, refusals: refusals).routes
                + AlertWebhooks(desk: desk, account: account, numbers: numbers, refusals: refusals).routes
        }
        return module
    }

    /// Takes in callbacks for other surfaces.
    public static func callbacks(customers: any CustomerDirectory) -> some CallbackDesk {
        CallbackQueue(customers: customers)
    }
}
