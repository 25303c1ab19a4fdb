internal import API
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records
internal import Telemetry

/// For those who run Mainline: is it alive, is it ready, how is it doing, what does it offer.
struct OperationsRoutes: Sendable {
    private let parts: RouteParts

    init(_ parts: RouteParts) { self.parts = parts }

    var routes: [Route] {
        let document = OpenAPIDocument(parts.store.catalogue, version: Version.number).json.text
        return [
            .open(
                .get, "/healthz", reason: "Load balancers ask without credentials; it says nothing but that it lives."
            ) { _ in
                .json(["status": "alive", "version": .string(Version.number)])
            },
            .open(.get, "/readyz", reason: "Load balancers ask without credentials; it names no tenant.") { _ in
                await ready()
            },
            .open(
                .get, "/metrics",
                reason:
                    "Prometheus scrapes without credentials; it holds counts only. Keep it off the internet at the proxy."
            ) { _ in
                let out = ByteWriter(capacity: 32 << 10)
                parts.installation.metrics.write(to: out)
                return Response(
                    headers: ["Content-Type": "text/plain; version=0.0.4; charset=utf-8"], body: .bytes(out))
            },
            .open(.get, "/openapi.json", reason: "The API's shape is public; its data is not.") { _ in
                Response(headers: ["Content-Type": "application/json"], body: .text(document))
            },
            .open(.get, "/styleguide", reason: "Shows components with made-up data.") { request in
                let page = ByteWriter(capacity: 128 << 10)
                let theme =
                    (request.query["theme"] ?? request.cookie("theme")).flatMap(Theme.init(rawValue:)) ?? .system
                let context = Context(
                    organisation: ID(Identifier(high: 0, low: 0)), actor: .visitor, role: .visitor,
                    correlation: request.requestID, surface: .public)
                Styleguide.page(HTML(page), context: context, theme: theme, assets: AssetURLs { parts.assets.url($0) })
                return .html(page)
            },
        ]
    }

    /// The database answers, its schema is the program's, and the queue is not far behind.
    private func ready() async -> Response {
        do {
            let rows = try await parts.store.database.systemQuery(
                .operations,
                """
                select (select count(*) from schema_migrations) as migrations,
                  (select coalesce(extract(epoch from now() - min(run_at)), 0)::bigint from jobs
                   where state in ('available', 'retry_wait') and run_at <= now()) as lag
                """)
            let row = try rows.one("state")
            let (applied, lag): (Int, Int64) = (try row.get("migrations"), max(0, try row.get("lag")))
            let known = try Installation.migrations().count
            let isReady = applied == known
            return .json(
                [
                    "status": isReady ? "ready" : "behind", "database": "up",
                    "migrations": ["applied": .int(Int64(applied)), "known": .int(Int64(known))],
                    "queue_lag_seconds": .int(lag),
                ], status: isReady ? 200 : 503)
        } catch {
            return .json(["status": "unavailable", "database": "down"], status: 503)
        }
    }
}
