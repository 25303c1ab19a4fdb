// swift-tools-version: 6.1
import PackageDescription

// The layers of docs/architecture.md: a target may depend only on what its helper allows,
// so a forbidden import does not compile.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

func system(_ name: String, pkgConfig: String? = nil, apt: String) -> Target {
    .systemLibrary(
        name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func layer(_ folder: String, _ name: String, _ uses: [String], resources: [Resource] = []) -> Target {
    .target(
        name: name, dependencies: uses.map { .byName(name: $0) },
        path: "Sources/\(folder)\(name)", resources: resources, swiftSettings: settings)
}

/// Knows nothing of the business; may use C libraries and other platform targets.
func platform(_ name: String, uses: [String] = [], resources: [Resource] = []) -> Target {
    layer("Platform/", name, name == "Core" ? uses : ["Core"] + uses, resources: resources)
}

/// Pure logic: no I/O, a clock passed in. Core is all it sees.
func engine(_ name: String) -> Target { layer("Engines/", name, ["Core"]) }

/// A domain sees the platform, the contracts and its own engines, never another domain.
func domain(_ name: String, engines: [String] = []) -> Target {
    layer("Domains/", name, ["Contracts"] + engines + platformForDomains, resources: [.copy("Migrations")])
}

/// Pages and endpoints: the platform and the contracts.
func surface(_ name: String, resources: [Resource] = []) -> Target {
    layer("Surfaces/", name, ["Contracts"] + platformForDomains, resources: resources)
}

func tests(_ name: String, _ uses: [String], reviewed lists: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: uses.map { .byName(name: $0) }, path: "Tests/\(name)", exclude: lists,
        swiftSettings: settings)
}

let platformForDomains = [
    "Core", "Postgres", "HTTP", "HTTPClient", "HTML", "Records", "Jobs", "Access", "Files", "Live",
    "Telemetry", "Interface", "Figures", "Crypto", "Phone", "Documents", "Mail", "Modules", "Carrier", "Notifications",
    "Calendars",
    "Exports", "Imports", "Archives", "Plans",
]

let systemTargets: [Target] = [
    system("CLinux", apt: "libc6-dev"),
    system("CPostgres", pkgConfig: "libpq", apt: "libpq-dev"),
    system("CMicrohttpd", pkgConfig: "libmicrohttpd", apt: "libmicrohttpd-dev"),
    system("CSodium", pkgConfig: "libsodium", apt: "libsodium-dev"),
    system("COpenSSL", pkgConfig: "libcrypto", apt: "libssl-dev"),
    system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
    system("CPangoCairo", pkgConfig: "pangocairo", apt: "libpango1.0-dev"),
    system("CWslay", apt: "libwslay-dev"),
    system("CMagic", apt: "libmagic-dev"),
    system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    system("CICal", pkgConfig: "libical", apt: "libical-dev"),
    system("CXlsxWriter", pkgConfig: "xlsxwriter", apt: "libxlsxwriter-dev"),
    system("CZip", pkgConfig: "libzip", apt: "libzip-dev"),
    system("CExpat", pkgConfig: "expat", apt: "libexpat1-dev"),
    system("CBrotli", pkgConfig: "libbrotlienc", apt: "libbrotli-dev"),
    system("CQREncode", pkgConfig: "libqrencode", apt: "libqrencode-dev"),
    .target(
        name: "CPhoneNumber", path: "Sources/System/CPhoneNumber",
        linkerSettings: [.linkedLibrary("phonenumber")]),
]

let platformTargets: [Target] = [
    platform("Core"),
    platform("EventLoop", uses: ["CLinux"]),
    platform("Telemetry", uses: ["CLinux"]),
    platform("Crypto", uses: ["CSodium", "COpenSSL"]),
    platform("Phone", uses: ["CPhoneNumber"]),
    platform("Documents", uses: ["CPangoCairo"]),
    platform("HTTPClient", uses: ["CCurl", "Telemetry", "CLinux"]),
    platform("Mail", uses: ["CCurl", "Crypto", "HTTPClient", "Telemetry"]),
    platform("Carrier", uses: ["Crypto", "HTTP", "HTTPClient", "Telemetry"]),
    platform("Postgres", uses: ["CPostgres", "EventLoop", "Telemetry", "CLinux"], resources: [.copy("Migrations")]),
    platform("Cluster", uses: ["CLinux", "Telemetry"]),
    platform(
        "HTTP",
        uses: ["CMicrohttpd", "CWslay", "CZlib", "CBrotli", "COpenSSL", "CLinux", "EventLoop", "Telemetry", "Crypto"]),
    platform("HTML"),
    platform(
        "Records", uses: ["Postgres", "Jobs", "HTML", "Telemetry", "Crypto", "Phone"], resources: [.copy("Migrations")]),
    platform("Jobs", uses: ["Postgres", "EventLoop", "Telemetry", "Crypto"], resources: [.copy("Migrations")]),
    platform(
        "Access",
        uses: ["Postgres", "HTTP", "HTTPClient", "Records", "Jobs", "Mail", "EventLoop", "Crypto", "Telemetry"],
        resources: [.copy("Migrations")]),
    platform("Archives", uses: ["CZip"]),
    platform(
        "Files", uses: ["Postgres", "Records", "EventLoop", "Crypto", "CMagic"], resources: [.copy("Migrations")]),
    platform("Live", uses: ["Postgres", "HTTP", "Records", "EventLoop", "Telemetry"]),
    platform("Calendars", uses: ["CICal"]),
    platform("Notifications", uses: ["Postgres", "Records", "Jobs"], resources: [.copy("Migrations")]),
    platform("Figures", uses: ["Postgres"]),
    platform(
        "Exports",
        uses: ["Postgres", "Records", "Jobs", "HTTP", "EventLoop", "Notifications", "Telemetry", "CXlsxWriter"],
        resources: [.copy("Migrations")]),
    platform(
        "Imports",
        uses: [
            "Postgres", "Records", "Jobs", "HTTP", "EventLoop", "Crypto", "Phone", "Notifications", "Exports", "CZip",
            "CExpat",
        ],
        resources: [.copy("Migrations")]),
    platform(
        "Plans", uses: ["Postgres", "Records", "Jobs", "Notifications", "Telemetry"],
        resources: [.copy("Migrations")]),
    platform("Modules", uses: ["HTTP", "Postgres", "Records", "Jobs", "Notifications"]),
    platform("Interface", uses: ["HTML", "CQREncode"], resources: [.copy("Assets")]),
]

let engineTargets: [Target] = [
    engine("CallEngine"),
    engine("SlotEngine"),
    engine("LedgerEngine"),
    engine("SalesEngine"),
]

let domainTargets: [Target] = [
    domain("Customers"),
    domain("Sales", engines: ["SalesEngine", "LedgerEngine"]),
    domain("Calls", engines: ["CallEngine"]),
    domain("Messaging"),
    domain("Scheduling", engines: ["SlotEngine"]),
    domain("Billing", engines: ["LedgerEngine"]),
    domain("Insights"),
]

let surfaceTargets: [Target] = [
    surface("Workspace"),
    surface("API"),
    surface("Operator"),
    surface("Portals"),
]

let package = Package(
    name: "mainline",
    products: [.executable(name: "mainline", targets: ["mainline"])],
    targets: systemTargets + platformTargets + engineTargets + domainTargets + surfaceTargets + [
        layer("", "Contracts", ["Core", "Postgres", "Records"]),
        layer(
            "", "Simulation",
            ["Core", "Postgres", "Records", "HTTP", "HTTPClient", "Carrier", "Crypto", "Telemetry", "Access"]),
        layer(
            "", "App",
            ["Cluster", "EventLoop", "Contracts", "Simulation"] + platformForDomains
                + engineTargets.map(\.name) + domainTargets.map(\.name) + surfaceTargets.map(\.name)),
        .executableTarget(
            name: "mainline", dependencies: ["App"], path: "Sources/mainline", swiftSettings: settings),
        .target(
            name: "TestSupport", dependencies: ["Core", "Postgres", "EventLoop", "Cluster", "Telemetry"],
            path: "Tests/TestSupport", swiftSettings: settings),
        tests("EngineTests", ["Core"] + engineTargets.map(\.name)),
        tests("PlatformTests", ["TestSupport", "Cluster", "EventLoop"] + platformForDomains),
        tests(
            "DomainTests",
            [
                "TestSupport", "EventLoop", "Contracts", "Customers", "Sales", "Scheduling", "Messaging", "Billing",
                "Insights",
            ]
                + engineTargets.map(\.name) + platformForDomains),
        tests(
            "AppTests",
            ["TestSupport", "App", "Simulation", "Cluster", "EventLoop", "Contracts"] + platformForDomains
                + domainTargets.map(\.name),
            reviewed: [
                "cross-site-routes.txt", "open-routes.txt", "outgoing-addresses.txt", "system-access.txt",
                "tenancy-exceptions.txt",
            ]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
