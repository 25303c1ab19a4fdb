internal import Core

/// What a new password must be: long, and not among the first that anybody tries. No rules about its composition
/// (NIST SP 800-63B, 5.1.1.2).
enum PasswordPolicy {
    /// Characters.
    static let length = 10...256

    static func faults(of password: String, email: String) -> [Problem.FieldError] {
        if password.count < length.lowerBound {
            return [.init("password", "too_short", "Choose a password of at least \(length.lowerBound) characters.")]
        }
        if password.count > length.upperBound {
            return [.init("password", "too_long", "Choose a password of at most \(length.upperBound) characters.")]
        }
        if isCommon(password) || password.lowercased() == email.lowercased() {
            return [
                .init("password", "too_common", "This password is among the first that anybody tries. Choose another.")
            ]
        }
        return []
    }

    /// Short words and runs repeated to length, and the list.
    private static func isCommon(_ password: String) -> Bool {
        let lower = password.lowercased()
        let letters = lower.filter { $0.isLetter }
        return Set(lower).count < 4 || common.contains(lower)
            || (lower.count - letters.count <= 4 && common.contains(letters))
    }

    /// The ten-character-and-longer heads of published lists of leaked passwords, and words that are padded to length.
    private static let common: Set<String> = [
        "1234567890", "0123456789", "0987654321", "12345678910", "123456789a", "a123456789", "123456789q", "1q2w3e4r5t",
        "1qaz2wsx3edc", "q1w2e3r4t5", "zaq12wsxcde3", "1234qwerasdf", "qwerty1234", "qwerty12345", "qwertyuiop",
        "asdfghjkl",
        "qwerty", "asdfghjklz", "zxcvbnm123", "password", "password1", "password12", "password123", "password1234",
        "passw0rd123", "p@ssword123", "mypassword", "letmein", "letmein123", "welcome", "welcome123", "administrator",
        "changeme", "changeme123", "iloveyou", "iloveyou12", "iloveyou123", "football", "baseball", "basketball",
        "superman",
        "princess", "sunshine", "dragon", "monkey", "master", "trustno", "starwars", "abcdefghij", "abcdefghijk",
        "abcabcabc",
        "abcd123456", "abc123456789", "qazwsxedcrfv", "internet", "computer", "whatever", "michael", "jennifer",
        "liverpool",
        "manchester", "chocolate", "butterfly", "mainline", "mainline123", "companyname", "secret", "secretpassword",
    ]
}
