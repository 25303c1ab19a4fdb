internal import Core
internal import Crypto
internal import Postgres

/// Slows whoever guesses at passwords: after a few failures each further try must wait twice as long as the one before.
///
/// Counted per account and per address. An address from which the account has been used before counts apart, so that a
/// stranger's guesses do not lock the owner out.
struct SignInThrottle: Sendable {
    /// Failures without a wait.
    static let accountAllowance = 5
    /// Many people share an address.
    static let addressAllowance = 30
    static let longestWait: Duration = .minutes(15)
    /// Failures are forgotten after this long without one.
    static let memory: Duration = .hours(24)

    let database: Database

    /// What one try is counted under.
    struct Subjects: Sendable {
        let account: String
        let address: String

        init(email: String, address: String, isKnownAddress: Bool) {
            let subscriber = AddressRange.subscriber(of: address)
            let hash = Hex.encode(SHA256.hash(email.lowercased().utf8).prefix(16))
            account = "account:\(hash)" + (isKnownAddress ? "@\(subscriber)" : "")
            self.address = "address:\(subscriber)"
        }

        /// Guesses at codes, which the right password does not forgive.
        init(secondFactorOf user: ID<User>, address: String, isKnownAddress: Bool) {
            let subscriber = AddressRange.subscriber(of: address)
            account = "factor:\(user)" + (isKnownAddress ? "@\(subscriber)" : "")
            self.address = "address:\(subscriber)"
        }
    }

    /// Counts a try before the password is looked at, so that many at once gain nothing.
    /// Throws `Problem` 429 if it must wait, or `PostgresError`.
    func count(_ subjects: Subjects, at now: Instant) async throws {
        let wait: Int? = try await database.systemTransaction(.signIn) { transaction in
            for (subject, allowance) in [
                (subjects.account, Self.accountAllowance), (subjects.address, Self.addressAllowance),
            ] {
                // A row that is blocked is not touched and not returned.
                let counted = try await transaction.query(
                    """
                    insert into sign_in_attempts as a (subject, failures, last_at, blocked_until)
                    values (\(subject), 1, \(now), '-infinity')
                    on conflict (subject) do update set
                      failures = case when a.last_at < \(now - Self.memory) then 1 else a.failures + 1 end,
                      last_at = excluded.last_at,
                      blocked_until = case when a.last_at >= \(now - Self.memory) and a.failures + 1 >= \(allowance)::int
                        then excluded.last_at + least(interval '1 second' * 2 ^ least(a.failures + 1 - \(allowance)::int, 20),
                          interval '1 second' * \(Self.longestWait.components.seconds)::bigint)
                        else '-infinity' end
                    where a.blocked_until <= excluded.last_at
                    returning failures
                    """)
                guard counted.isEmpty else { continue }
                let until: Instant = try await transaction.query(
                    "select blocked_until from sign_in_attempts where subject = \(subject)"
                ).one("attempt").get("blocked_until")
                return max(1, Int(((until - now).microseconds + 999_999) / 1_000_000))
            }
            return nil
        }
        if let wait {
            throw Problem(
                status: 429, code: "too_many_attempts", "Too many tries. Wait \(Self.words(wait)), then try again.",
                retryAfter: wait)
        }
    }

    /// Statements that forget an account's failures after the right password, and this try of the address.
    func forgiveness(_ subjects: Subjects) -> [SQL] {
        [
            "delete from sign_in_attempts where subject = \(subjects.account)",
            """
            update sign_in_attempts set failures = greatest(failures - 1, 0), blocked_until = '-infinity'
            where subject = \(subjects.address)
            """,
        ]
    }

    private static func words(_ seconds: Int) -> String {
        seconds < 60 ? (seconds == 1 ? "1 second" : "\(seconds) seconds") : "\((seconds + 59) / 60) minutes"
    }
}
