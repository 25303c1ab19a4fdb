public import Core

/// How the server takes the tenant's settings.
public enum SQLDialect: String, Sendable {
    /// `set_config` inside an implicit transaction.
    case plain
    /// BEGIN, SET LOCAL … COMMIT: Citus carries only those to its workers.
    case citus
}

/// The statements that bind a transaction to an organisation. Row-level security reads these settings, which end with
/// the transaction; nothing else gives access to a tenant's rows.
struct TenantPrologue {
    let dialect: SQLDialect

    /// For statements that travel as one group.
    func implicit(_ context: Context) -> (before: [SQL], after: [SQL]) {
        switch dialect {
        case .plain: ([configuration(context)] + narrowing(context), [])
        case .citus: (["begin"] + local(context), ["commit"])
        }
    }

    /// For an explicit transaction that Swift code ends.
    func explicit(_ context: Context) -> [SQL] {
        switch dialect {
        case .plain: ["begin", configuration(context)] + narrowing(context)
        case .citus: ["begin"] + local(context)
        }
    }

    private func configuration(_ context: Context) -> SQL {
        var values = Parameters()
        values.reserve(values: 9, bytes: 256)
        values.append(context.organisation)
        values.append(userText(context))
        values.append(context.role)
        values.append(context.actor.description)
        values.append(context.correlation)
        values.append(context.surface)
        values.append(context.address ?? "")
        values.append(context.customer?.description ?? "")
        values.append(context.reseller?.description ?? "")
        return Self.settings.bind(values)
    }

    private static let settings = SQLTemplate(
        """
        select set_config('app.org', \(""), true), set_config('app.user', \(""), true), set_config('app.role', \(""), true), \
        set_config('app.actor', \(""), true), set_config('app.correlation', \(""), true), \
        set_config('app.surface', \(""), true), set_config('app.address', \(""), true), \
        set_config('app.customer', \(""), true), set_config('app.reseller', \(""), true)
        """)

    /// What a custom role leaves; only for those who have one.
    private func narrowing(_ context: Context) -> [SQL] {
        guard let grants = context.grants else { return [] }
        return [
            """
            select set_config('app.narrow', \(grants.setting), true), set_config('app.team', \(team(context)), true)
            """
        ]
    }

    /// As PostgreSQL writes an array.
    private func team(_ context: Context) -> String {
        "{" + context.team.map(\.description).joined(separator: ",") + "}"
    }

    private func local(_ context: Context) -> [SQL] {
        settings(context).map { name, value in
            SQL(unprepared: "set local app.\"\(name)\" = " + Self.literal(value))
        }
    }

    private func settings(_ context: Context) -> [(String, String)] {
        let narrowing = context.grants.map { [("narrow", $0.setting), ("team", team(context))] } ?? []
        return narrowing + [
            ("org", context.organisation.description), ("user", userText(context)),
            ("role", context.role.rawValue), ("actor", context.actor.description),
            ("correlation", context.correlation), ("surface", context.surface.rawValue),
            ("address", context.address ?? ""), ("customer", context.customer?.description ?? ""),
            ("reseller", context.reseller?.description ?? ""),
        ]
    }

    private func userText(_ context: Context) -> String { context.actor.user?.description ?? "" }

    /// A quoted string; SET takes no parameters.
    static func literal(_ text: String) -> String {
        let doubled = text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        return text.contains("\\")
            ? " E'" + doubled.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\") + "'"
            : "'\(doubled)'"
    }
}
