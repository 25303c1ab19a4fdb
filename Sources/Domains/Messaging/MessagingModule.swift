public import Carrier
public import Contracts
public import Files
internal import HTTP
public import Mail
public import Modules
public import Plans
internal import Records

/// Messaging: words to and from people, by text message and e-mail.
public enum MessagingModule {
    /// - Parameters:
    ///   - carrier: sends text messages.
    ///   - account: whose webhooks are believed.
    ///   - messages: sends the answers to STOP, START and HELP.
    ///   - gate: asked once more when a message's turn has come.
    ///   - carrierAnswers: whether the carrier answers those itself.
    public static func module(
        carrier: CarrierClient, account: CarrierAccount, mailer: any Mailer, files: FileStore, numbers: any NumberBook,
        customers: any CustomerDirectory, consents: any ConsentBook, messages: any MessageSender, gate: any ChannelGate,
        carrierAnswers: Bool, refusals: CarrierRefusals
    ) -> Module {
        var module = Module("Messaging")
        module.resources = [.messages]
        module.jobs = { store in
            [
                SendTextJob(store: store, carrier: carrier, gate: gate).kind,
                SendEmailJob(store: store, mailer: mailer, files: files, gate: gate).kind,
            ]
        }
        module.routes = { store in
            MessageWebhooks(
                store: store, account: account, numbers: numbers, customers: customers, consents: consents,
                messages: messages, carrierAnswers: carrierAnswers, refusals: refusals
            ).routes
        }
        return module
    }
}
