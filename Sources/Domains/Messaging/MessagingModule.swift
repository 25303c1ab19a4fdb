public import Carrier
public import Contracts
public import Files
internal import HTTP
public import Mail
public import Modules
internal import Records

/// Messaging: words to and from people, by text message and e-mail.
public enum MessagingModule {
    /// - Parameters:
    ///   - carrier: sends text messages.
    ///   - account: whose webhooks are believed.
    public static func module(
        carrier: CarrierClient, account: CarrierAccount, mailer: any Mailer, files: FileStore, numbers: any NumberBook,
        customers: any CustomerDirectory, consents: any ConsentBook, refusals: CarrierRefusals
    ) -> Module {
        var module = Module("Messaging")
        module.resources = [.messages]
        module.jobs = { store in
            [
                SendTextJob(store: store, carrier: carrier).kind,
                SendEmailJob(store: store, mailer: mailer, files: files).kind,
            ]
        }
        module.routes = { store in
            MessageWebhooks(
                store: store, account: account, numbers: numbers, customers: customers, consents: consents,
                refusals: refusals
            ).routes
        }
        return module
    }
}
