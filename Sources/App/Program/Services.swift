internal import Access
internal import Billing
internal import Calls
internal import Carrier
internal import Core
internal import Customers
internal import EventLoop
internal import Exports
internal import Files
internal import HTTP
internal import HTTPClient
internal import Imports
internal import Interface
internal import Mail
internal import Plans
internal import Postgres
internal import Records
internal import Sales
internal import Simulation
internal import Synchronization
internal import Telemetry

/// What the modules are given to work with: the outside world behind its clients, and the stores.
final class Services: Sendable {
    let metrics: Metrics
    let log: Log
    let http: HTTPClient
    let workers: WorkerPool
    let files: FileStore
    let exports: ExportDesk
    let imports: ImportDesk
    let mailer: any Mailer
    let mailSender: String
    let carrierAccount: CarrierAccount
    let carrier: CarrierClient
    /// Served where no real carrier is set.
    let simulatedCarrier: SimulatedCarrier?
    let publicURL: String
    /// Base address of this process for the simulated providers.
    let localURL: String
    let settings: Settings
    let database: Database
    let assets: AssetURLs
    let payLinks: PayLinks
    let quoteLinks: QuoteLinks
    let stripe: StripeAccount
    let key: SealingKeyFile
    let numbers: PhoneNumberBook
    /// What plans, caps and lockdowns leave of each organisation's channels.
    let gate: OrganisationGate
    /// Recognises people who were erased.
    let identities: IdentityKey
    let signInSecrets: SignInSecrets
    let openID: OpenIDConfiguration
    private let store: LateStore

    init(_ installation: Installation, database: Database, assets: AssetStore) throws {
        let settings = installation.settings
        self.settings = settings
        key = installation.key
        self.database = database
        self.assets = AssetURLs { assets.url($0) }
        metrics = installation.metrics
        log = installation.log
        http = HTTPClient()
        workers = WorkerPool(threads: 2)
        files = FileStore(database: database, directory: settings.data + "/files", workers: workers)
        exports = ExportDesk(workers: workers, folder: settings.data + "/exports")
        imports = ImportDesk(workers: workers, folder: settings.data + "/imports")
        mailer = try Self.mailer(settings)
        mailSender = settings.smtpFrom
        publicURL = settings.publicURL
        localURL = "http://\(settings.host == "0.0.0.0" ? "127.0.0.1" : settings.host):\(settings.port)"
        carrierAccount = Self.carrierAccount(settings, key: installation.key, localURL: localURL)
        carrier = CarrierClient(carrierAccount, http: ProviderClient("carrier", over: http, breaker: CircuitBreaker()))
        identities = IdentityKey(Array(key.derive("identities").utf8))
        signInSecrets = try Self.signInSecrets(installation.key)
        openID = OpenIDConfiguration(
            providers: settings.signInProviders.providers, http: http, publicURL: settings.publicURL,
            allowsPrivate: settings.signInProviders.allowsPrivate)
        payLinks = PayLinks(key: Array(key.derive("pay links").utf8), publicURL: settings.publicURL)
        quoteLinks = QuoteLinks(key: Array(key.derive("quote links").utf8), publicURL: settings.publicURL)
        stripe = Self.stripeAccount(settings, key: key, localURL: localURL)
        simulatedCarrier =
            settings.carrier == .simulated ? SimulatedCarrier(account: carrierAccount, http: http, log: log) : nil
        let store = LateStore()
        self.store = store
        gate = OrganisationGate(database)
        numbers = PhoneNumberBook { store.value }
    }

    /// Hands over the record store, before anything is served.
    func complete(with store: RecordStore) { self.store.fill(store) }

    private static func signInSecrets(_ key: SealingKeyFile) throws -> SignInSecrets {
        guard let secrets = SignInSecrets(deriving: { Hex.decode(key.derive("sign-in: \($0)")) ?? [] }) else {
            throw ProgramError("No keys can be made from the sealing key.", "Restore the file from its copy.")
        }
        return secrets
    }

    private static func mailer(_ settings: Settings) throws -> any Mailer {
        guard let url = settings.smtpURL else { return FolderMailer(path: settings.data + "/mail") }
        return SMTPMailer(try SMTPServer(url: url))
    }

    /// Without Stripe's keys: where the carrier is simulated too, payments are played, signed with a secret that only
    /// this installation knows. An installation with a real carrier takes no cards until it has keys.
    private static func stripeAccount(_ settings: Settings, key: SealingKeyFile, localURL: String) -> StripeAccount {
        if let secretKey = settings.stripeSecretKey, let webhookSecret = settings.stripeWebhookSecret {
            return .stripe(secretKey: secretKey, webhookSecret: webhookSecret)
        }
        guard settings.carrier == .simulated else { return .noCards }
        return .simulated(
            webhookSecret: "whsec_" + key.derive("simulated stripe"), webhookURL: localURL + "/webhooks/stripe")
    }

    /// Without a carrier's credentials: the simulated one, with an account that only this installation knows.
    static func carrierAccount(_ settings: Settings, key: SealingKeyFile, localURL: String) -> CarrierAccount {
        switch settings.carrier {
        case .twilio(let sid, let token): CarrierAccount(sid: sid, token: token, publicURL: settings.publicURL)
        case .simulated:
            CarrierAccount(
                sid: "AC" + key.derive("simulated carrier account").prefix(32),
                token: String(key.derive("simulated carrier token").prefix(32)),
                baseURL: localURL + "/simulated-carrier", publicURL: settings.publicURL)
        }
    }
}

/// The record store needs the modules, which need the numbers, which need the record store: it is filled in last.
private final class LateStore: Sendable {
    private let store = Mutex<RecordStore?>(nil)

    var value: RecordStore {
        guard let store = store.withLock({ $0 }) else {
            preconditionFailure("the record store is asked for before it is made")
        }
        return store
    }

    func fill(_ value: RecordStore) { store.withLock { $0 = value } }
}
