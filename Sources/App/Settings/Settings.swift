internal import Foundation
internal import Interface
public import Telemetry

/// How this Mainline is set up: from the command line, the environment and `mainline.toml`, in that order of weight.
public struct Settings: Sendable {
    public enum ProcessRole: String, Sendable { case all, web, worker }
    public enum Carrier: Sendable, Equatable {
        /// Plays a carrier; no call leaves the machine.
        case simulated
        case twilio(accountSID: String, authToken: String)
    }

    /// Names the file instead of `mainline.toml` in the working directory.
    static let fileVariable = "MAINLINE_CONFIG"

    public let host: String
    public let port: UInt16
    public let data: String
    public let assets: String
    public let role: ProcessRole
    /// nil: one per core.
    public let loops: Int?
    /// Without a slash at the end.
    public let publicURL: String
    public let trustedProxies: [String]
    /// A minute, of one session.
    public let sessionRequests: Int
    /// A minute, of all keys of an organisation.
    public let organisationRequests: Int
    public let sealingKeyFile: String
    /// Whether people may make accounts and organisations by themselves.
    public let isSignUpOpen: Bool
    public let loadsDemo: Bool
    public let simulates: Bool
    /// nil: the embedded PostgreSQL.
    public let databaseURL: String?
    public let replicaURL: String?
    /// nil: `databaseURL` leads to PostgreSQL itself.
    public let directDatabaseURL: String?
    public let keepsPreparedStatements: Bool
    public let isDistributed: Bool
    /// As `LogLevels.set(from:)` reads it.
    public let logLevel: String
    /// nil: by whether standard error is a terminal.
    public let logFormat: LogFormat?
    public let smtpURL: String?
    public let smtpFrom: String
    public let carrier: Carrier
    public let stripeSecretKey: String?
    public let stripeWebhookSecret: String?
    /// An address with `{z}`, `{x}` and `{y}`.
    public let mapTiles: String
    public let mapCredit: String
    /// OpenID Connect providers for everybody.
    public let signInProviders: SignInProviders

    /// Reads the settings of this process. `arguments` are those after the command's name.
    /// - Throws: `SettingsError`.
    public static func load(arguments: [String], environment: [String: String]) throws -> Settings {
        let path = environment[fileVariable].flatMap { $0.isEmpty ? nil : $0 }
        let text: String?
        if let path {
            guard let bytes = FileManager.default.contents(atPath: path) else {
                throw SettingsError("The settings file \(path), named by \(fileVariable), cannot be read.")
            }
            text = String(decoding: bytes, as: UTF8.self)
        } else if FileManager.default.fileExists(atPath: "mainline.toml") {
            guard let bytes = FileManager.default.contents(atPath: "mainline.toml") else {
                throw SettingsError("The settings file mainline.toml cannot be read; check who may read it.")
            }
            text = String(decoding: bytes, as: UTF8.self)
        } else {
            text = nil
        }
        return try Settings(
            arguments: arguments, environment: environment, file: text, path: path ?? "mainline.toml")
    }

    /// From what the three sources say; `file` is the text of the settings file, `path` its name in messages.
    /// - Throws: `SettingsError`.
    public init(arguments: [String], environment: [String: String], file: String?, path: String) throws {
        var sources = SettingSources(table: Setting.table)
        if let file { try sources.add(file: file, path: path) }
        try sources.add(environment: environment)
        try sources.add(arguments: arguments)
        let values = try SettingValues(sources)

        (host, port) = try values.address("listen")
        data = values.text("data")
        assets = values.text("assets")
        role = ProcessRole(rawValue: values.text("role")) ?? .all
        let loops = values.whole("loops")
        self.loops = loops == 0 ? nil : loops
        publicURL = try values.webAddress("public_url") ?? "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        trustedProxies = values.list("trusted_proxies")
        sessionRequests = values.whole("limits.session_requests")
        organisationRequests = values.whole("limits.organisation_requests")
        sealingKeyFile = values.optional("sealing_key_file") ?? data + "/sealing.key"
        isSignUpOpen = values.text("sign_up") == "open"
        loadsDemo = values.flag("demo")
        simulates = values.flag("simulate")
        databaseURL = values.optional("database.url")
        replicaURL = values.optional("database.replica_url")
        directDatabaseURL = values.optional("database.direct_url")
        keepsPreparedStatements = values.flag("database.prepared_statements")
        isDistributed = values.text("database.dialect") == "citus"
        logLevel = try values.logLevel("log.level")
        logFormat = LogFormat(rawValue: values.text("log.format"))
        smtpURL = values.optional("smtp.url")
        smtpFrom = values.text("smtp.from")
        carrier = try Settings.carrier(values)
        stripeSecretKey = values.optional("stripe.secret_key")
        stripeWebhookSecret = values.optional("stripe.webhook_secret")
        mapTiles = values.text("map.tiles")
        mapCredit = values.text("map.credit")
        signInProviders = try SignInProviders(values)
        guard TileSource(address: mapTiles, credit: mapCredit) != nil else {
            throw SettingsError(
                "The setting map.tiles needs a web address with {z}, {x} and {y} in it, such as "
                    + "https://tile.openstreetmap.org/{z}/{x}/{y}.png.")
        }
        if stripeSecretKey != nil, stripeWebhookSecret == nil {
            throw SettingsError(
                "The setting “stripe.secret_key” is set, but “stripe.webhook_secret” is not: payments could not be "
                    + "confirmed. Stripe shows it where you set up the webhook.")
        }
    }

    private static func carrier(_ values: SettingValues) throws -> Carrier {
        guard values.text("carrier.provider") == "twilio" else { return .simulated }
        for name in ["carrier.account_sid", "carrier.auth_token"] where values.optional(name) == nil {
            throw SettingsError("The carrier twilio needs the setting “\(name)”; Twilio's console shows it.")
        }
        return .twilio(accountSID: values.text("carrier.account_sid"), authToken: values.text("carrier.auth_token"))
    }
}
