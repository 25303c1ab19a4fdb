internal import Foundation
internal import Glibc

/// What can be said without the database.
struct SettingsChecks: Sendable {
    private let settings: Settings

    init(_ settings: Settings) { self.settings = settings }

    var findings: [Finding] {
        [.ok("settings", "read; this is Mainline \(Version.number)"), assets, disk, key, carrier, mail, cards]
            .compactMap(\.self)
    }

    private var assets: Finding {
        let missing = ["htmx.min.js", "icons"].filter {
            !FileManager.default.fileExists(atPath: settings.assets + "/" + $0)
        }
        if missing.isEmpty { return .ok("browser assets", "present in \(settings.assets)") }
        return .fail(
            "browser assets", "\(missing.joined(separator: ", ")) not found in \(settings.assets)",
            "Run scripts/fetch-assets, or set “assets” to the folder where they are.")
    }

    private var disk: Finding {
        var place = settings.data
        while !FileManager.default.fileExists(atPath: place), place.count > 1 {
            place = (place as NSString).deletingLastPathComponent
        }
        var facts = statvfs()
        guard statvfs(place.isEmpty ? "." : place, &facts) == 0 else {
            return .fail("disk", "the data folder \(settings.data) cannot be looked at", "Check who may read it.")
        }
        let free = (UInt64(facts.f_bavail) * UInt64(facts.f_frsize)) >> 20
        let share = facts.f_blocks > 0 ? Int(facts.f_bavail * 100 / facts.f_blocks) : 100
        let text = "\(free) MiB free (\(share) %) for \(settings.data)"
        if free < 500 { return .fail("disk", text, "Free some space: PostgreSQL stops when the disk is full.") }
        if free < 5_000 || share < 10 { return .warn("disk", text, "Plan for more space.") }
        return .ok("disk", text)
    }

    private var key: Finding? {
        var facts = stat()
        guard stat(settings.sealingKeyFile, &facts) == 0 else {
            return .warn(
                "sealing key", "\(settings.sealingKeyFile) is not there yet",
                "It is made at the first start. Keep a copy elsewhere.")
        }
        if facts.st_mode & 0o077 != 0 {
            return .fail(
                "sealing key", "others may read \(settings.sealingKeyFile)", "Run chmod 600 \(settings.sealingKeyFile)."
            )
        }
        return .ok("sealing key", "only its owner may read it")
    }

    private var carrier: Finding {
        guard case .twilio = settings.carrier else {
            if settings.offersSimulation {
                return .fail(
                    "carrier", "simulated, while the installation is reached at \(settings.publicURL)",
                    "Set carrier.provider and its credentials, and Stripe's keys; or leave public_url out for a trial.")
            }
            return .warn(
                "carrier", "simulated: no call or text leaves this machine",
                "Set carrier.provider and its credentials to go live.")
        }
        if !settings.publicURL.hasPrefix("https://") {
            return .fail(
                "carrier", "Twilio is set, but public_url is \(settings.publicURL)",
                "Set public_url to the https address at which Twilio reaches this server.")
        }
        return .ok("carrier", "Twilio calls \(settings.publicURL)")
    }

    private var mail: Finding {
        settings.smtpURL == nil
            ? .warn("e-mail", "kept in \(settings.data)/mail, not sent", "Set smtp.url to send it.")
            : .ok("e-mail", "sent as \(settings.smtpFrom)")
    }

    private var cards: Finding {
        settings.stripeSecretKey == nil
            ? .warn(
                "card payments", "Stripe is not set", "Set stripe.secret_key and stripe.webhook_secret to take cards.")
            : .ok("card payments", "Stripe, with signed webhooks")
    }
}
