internal import Core

/// The letters about accounts, in one place.
extension AccountLetter {
    static func verification(_ address: String) -> AccountLetter {
        AccountLetter(
            "Confirm your e-mail address",
            [
                "please confirm that this address is yours. Until you have, nothing is sent from your organisation.",
                "The link works once, within 24 hours. If you did not sign up, ignore this message: nothing happens.",
            ], link: Link("Confirm your address", address))
    }

    /// For somebody who signs up with an address that has an account.
    static func alreadyHere(_ publicURL: String) -> AccountLetter {
        AccountLetter(
            "You already have an account",
            [
                "somebody, perhaps you, has tried to sign up with this address. It has an account already.",
                "If you have forgotten your password, choose a new one: \(publicURL)/forgot",
                "To begin another organisation, sign in and choose “New organisation” in the menu at the top left. "
                    + "If it was not you, there is nothing to do: your account is as it was.",
            ], link: Link("Sign in", publicURL + "/sign-in"))
    }

    static func reset(_ address: String) -> AccountLetter {
        AccountLetter(
            "Choose a new password",
            [
                "somebody, perhaps you, has asked for a new password for this account.",
                "The link works once, within 30 minutes. If it was not you, ignore this message: your password stays "
                    + "as it is.",
            ], link: Link("Choose a new password", address))
    }

    static func passwordChanged(_ publicURL: String) -> AccountLetter {
        AccountLetter(
            "Your password was changed",
            [
                "the password of your account has been changed, and every other device has been signed out. "
                    + "If it was not you, choose a new one now.",
                "If you changed it, there is nothing to do.",
            ], link: Link("It was not me: choose a new password", publicURL + "/forgot"))
    }

    static func newAddress(_ address: String) -> AccountLetter {
        AccountLetter(
            "Confirm your new e-mail address",
            [
                "please confirm that you want to sign in with this address from now on.",
                "The link works once, within 24 hours. If you did not ask for it, ignore this message: nothing changes.",
            ], link: Link("Confirm the new address", address))
    }

    /// To the address that was the account's.
    static func addressChanged(_ publicURL: String) -> AccountLetter {
        AccountLetter(
            "Your e-mail address was changed",
            [
                "your account now has another e-mail address, and this one no longer signs in.",
                "If it was not you, tell the owner of your organisation at once: they can end your account's sessions "
                    + "and deactivate it.",
            ], link: Link("Sign in", publicURL + "/sign-in"))
    }

    static func invitation(
        to organisation: String, from inviter: String?, role: String, _ address: String
    ) -> AccountLetter {
        let who = inviter.map { "\($0) invites you" } ?? "you are invited"
        return AccountLetter(
            "Join \(organisation)",
            [
                "\(who) to work with \(organisation), as \(role).",
                "The link works once, within 7 days. If you do not know \(organisation), ignore this message.",
            ], link: Link("Accept the invitation", address))
    }
}
