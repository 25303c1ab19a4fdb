extension Setting {
    /// Every setting there is. Adding one here adds it to `--help`, to the file and the environment, and to
    /// docs/settings.md (whose test says so).
    static let table: [Setting] = server + limits + database + telemetry + providers + signIn

    private static let server: [Setting] = [
        Setting(
            name: "listen", kind: .text, standard: "127.0.0.1:8080",
            help: "Address and port to serve on. Put a reverse proxy with TLS in front before opening it to others."),
        Setting(
            name: "data", kind: .text, standard: "./var",
            help: "Folder of the embedded PostgreSQL, files and the sealing key. Made if it is not there."),
        Setting(
            name: "assets", kind: .text, standard: "./.assets",
            help: "Folder of the browser assets that set-up fetched."),
        Setting(
            name: "role", kind: .choice(["all", "web", "worker"]), standard: "all",
            help: "What this process does: answer requests, run jobs, or both."),
        Setting(
            name: "loops", kind: .whole(0...256), standard: "0",
            help: "Event loops, each on a thread of its own; 0 means one per processor core."),
        Setting(
            name: "public_url", kind: .text, standard: nil,
            help:
                "The address people and carriers reach Mainline at, such as https://crm.example.com; used in links and to "
                + "check webhook signatures. The listen address if not set."),
        Setting(
            name: "trusted_proxies", kind: .list, standard: "",
            help: "Addresses or networks (10.0.0.0/8) of reverse proxies whose X-Forwarded-For and -Proto are believed."
        ),
        Setting(
            name: "sealing_key_file", kind: .text, standard: nil,
            help:
                "File with the installation's secret, from which database passwords and pay links are made; sealing.key in "
                + "the data folder if not set. Keep a copy elsewhere: with another one, links that were sent lead nowhere."
        ),
        Setting(
            name: "sign_up", kind: .choice(["open", "closed"]), standard: "open",
            help:
                "Whether people may make accounts and organisations by themselves at /sign-up, or only the operator does."
        ),
        Setting(
            name: "demo", kind: .flag, standard: "false",
            help: "Load the demo organisation if the database holds no organisation yet."),
        Setting(
            name: "simulate", kind: .flag, standard: "false",
            help: "Play a first call and live traffic. For a look around, not for work."),
    ]

    private static let limits: [Setting] = [
        Setting(
            name: "limits.session_requests", kind: .whole(60...10_000_000), standard: "1200",
            help: "Requests a minute of one signed-in browser."),
        Setting(
            name: "limits.organisation_requests", kind: .whole(60...100_000_000), standard: "12000",
            help: "Requests a minute of all API keys of one organisation together, whatever each may by itself."),
    ]

    private static let database: [Setting] = [
        Setting(
            name: "database.url", kind: .text, standard: nil,
            help: "Connection string of a PostgreSQL (15 or newer) to use instead of the embedded one.", isSecret: true,
            otherVariable: "DATABASE_URL"),
        Setting(
            name: "database.replica_url", kind: .text, standard: nil,
            help: "Connection string of a read replica for lists.", isSecret: true,
            otherVariable: "DATABASE_REPLICA_URL"),
        Setting(
            name: "database.direct_url", kind: .text, standard: nil,
            help:
                "Connection string past a pooler such as pgbouncer, for migrations and notifications; database.url if not set.",
            isSecret: true, otherVariable: "DATABASE_DIRECT_URL"),
        Setting(
            name: "database.prepared_statements", kind: .flag, standard: "true",
            help: "Keep statements prepared. Off behind a pgbouncer older than 1.21 in transaction mode."),
        Setting(
            name: "database.dialect", kind: .choice(["plain", "citus"]), standard: "plain",
            help: "citus where tables are distributed: each tenant's settings travel with SET LOCAL."),
    ]

    private static let telemetry: [Setting] = [
        Setting(
            name: "log.level", kind: .text, standard: "info",
            help: "debug, info, warning, error or off; areas may differ: info,postgres=debug."),
        Setting(
            name: "log.format", kind: .choice(["auto", "json", "human"]), standard: "auto",
            help: "One JSON object per line, or lines for people; auto picks people's at a terminal."),
    ]

    private static let providers: [Setting] = [
        Setting(
            name: "smtp.url", kind: .text, standard: nil,
            help:
                "Server that takes e-mail, such as smtps://name:password@mail.example.com. Without it e-mails are kept, "
                + "not sent.", isSecret: true),
        Setting(
            name: "smtp.from", kind: .text, standard: "Mainline <mainline@localhost>", help: "Sender of e-mails."),
        Setting(
            name: "carrier.provider", kind: .choice(["simulated", "twilio"]), standard: "simulated",
            help: "Who carries calls and messages."),
        Setting(name: "carrier.account_sid", kind: .text, standard: nil, help: "Twilio's account SID (AC…)."),
        Setting(
            name: "carrier.auth_token", kind: .text, standard: nil,
            help: "Twilio's auth token; also checks the signatures of its webhooks.", isSecret: true),
        Setting(
            name: "stripe.secret_key", kind: .text, standard: nil, help: "Stripe's secret key, for card payments.",
            isSecret: true),
        Setting(
            name: "stripe.webhook_secret", kind: .text, standard: nil,
            help: "Secret that signs Stripe's webhooks (whsec_…).", isSecret: true),
        Setting(
            name: "map.tiles", kind: .text, standard: "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
            help: "Where browsers get the pictures of maps: an address with {z}, {x} and {y}."),
        Setting(
            name: "map.credit", kind: .text, standard: "© OpenStreetMap contributors",
            help: "Whom maps name as their source, as its licence asks."),
    ]

    private static let signIn: [Setting] = [
        Setting(
            name: "google.client_id", kind: .text, standard: nil,
            help: "Client ID from Google's console, for “Sign in with Google”."),
        Setting(
            name: "google.client_secret", kind: .text, standard: nil, help: "The client's secret.", isSecret: true),
        Setting(
            name: "openid.issuer", kind: .text, standard: nil,
            help:
                "Issuer of an OpenID Connect provider for everybody, such as https://login.example.com/realms/staff. "
                + "Organisations set up their own under Settings."),
        Setting(name: "openid.client_id", kind: .text, standard: nil, help: "Client ID at that provider."),
        Setting(
            name: "openid.client_secret", kind: .text, standard: nil, help: "The client's secret.", isSecret: true),
        Setting(
            name: "openid.name", kind: .text, standard: "single sign-on", help: "As on the button: Sign in with …."),
        Setting(
            name: "openid.email_domains", kind: .list, standard: "",
            help:
                "Domains for whose addresses that provider speaks. Others tie their account to it once with their "
                + "password."),
        Setting(
            name: "openid.allow_private", kind: .flag, standard: "false",
            help:
                "Let organisations' own providers be in the private network or without TLS. Only where you trust "
                + "everyone who may set one up."),
    ]
}
