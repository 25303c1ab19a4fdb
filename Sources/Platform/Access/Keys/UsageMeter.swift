internal import Core
internal import HTTP
internal import Postgres
internal import Synchronization

/// What keys have asked: collected in memory, and added to the hour, the day and the month together now and then.
final class UsageMeter: Sendable {
    private struct Place: Hashable {
        let organisation: ID<Organisation>
        let key: Identifier
        let hour: Instant
    }

    private struct Counts {
        var requests: Int64 = 0
        var errors: Int64 = 0
        var limited: Int64 = 0
        var bytesIn: Int64 = 0
        var bytesOut: Int64 = 0

        mutating func add(_ other: Counts) {
            requests += other.requests
            errors += other.errors
            limited += other.limited
            bytesIn += other.bytesIn
            bytesOut += other.bytesOut
        }
    }

    private let counts = Mutex<[Place: Counts]>([:])

    /// When the hour began on the organisation's wall: an hour belongs to one day even where zones differ by 45 minutes.
    static func hour(of now: Instant, in zone: Zone) -> Instant {
        let wall = now.seconds + Int64(zone.offset(at: now))
        return Instant(seconds: now.seconds - (wall - wall.flooredDivision(by: 3600) * 3600))
    }

    func note(
        _ key: Identifier, of organisation: ID<Organisation>, at hour: Instant, _ request: Request, _ response: Response
    ) {
        let one = Counts(
            requests: 1, errors: response.status >= 400 ? 1 : 0, limited: response.status == 429 ? 1 : 0,
            bytesIn: Int64(request.body.size), bytesOut: Int64(Self.size(response.body)))
        let place = Place(organisation: organisation, key: key, hour: hour)
        counts.withLock { $0[place, default: Counts()].add(one) }
    }

    /// Writes what has been collected. What cannot be written is kept for the next time. Throws `PostgresError`.
    func write(to database: Database) async throws {
        let taken = counts.withLock { counts in
            defer { counts = [:] }
            return counts
        }
        guard !taken.isEmpty else { return }
        do {
            _ = try await database.systemQuery(.signIn, Self.addition(Array(taken)))
        } catch {
            counts.withLock { counts in
                for (place, missed) in taken { counts[place, default: Counts()].add(missed) }
            }
            throw error
        }
    }

    private static func addition(_ taken: [(key: Place, value: Counts)]) -> SQL {
        """
        insert into api_usage as a (org_id, grain, starts_at, key_id, requests, errors, limited, bytes_in, bytes_out)
        select u.org_id, g.grain,
          case g.grain when 'hour' then u.hour else date_trunc(g.grain, u.hour at time zone o.zone) at time zone o.zone end,
          u.key_id, sum(u.requests), sum(u.errors), sum(u.limited), sum(u.bytes_in), sum(u.bytes_out)
        from unnest(\(taken.map(\.key.organisation))::uuid[], \(taken.map(\.key.key))::uuid[],
            \(taken.map(\.key.hour))::timestamptz[], \(taken.map(\.value.requests))::bigint[],
            \(taken.map(\.value.errors))::bigint[], \(taken.map(\.value.limited))::bigint[],
            \(taken.map(\.value.bytesIn))::bigint[], \(taken.map(\.value.bytesOut))::bigint[])
            as u (org_id, key_id, hour, requests, errors, limited, bytes_in, bytes_out)
          join api_keys k on k.org_id = u.org_id and k.id = u.key_id
          join organisations o on o.id = u.org_id
          cross join (values ('hour'), ('day'), ('month')) as g (grain)
        group by 1, 2, 3, 4
        on conflict (org_id, grain, starts_at, key_id) do update set requests = a.requests + excluded.requests,
          errors = a.errors + excluded.errors, limited = a.limited + excluded.limited,
          bytes_in = a.bytes_in + excluded.bytes_in, bytes_out = a.bytes_out + excluded.bytes_out
        """
    }

    /// Bytes before compression; files and streams, whose size is known only when they have been sent, count as none.
    private static func size(_ body: Response.Body) -> Int {
        switch body {
        case .bytes(let writer): writer.count
        case .text(let text): text.utf8.count
        case .array(let bytes): bytes.count
        case .none, .file, .events, .webSocket: 0
        }
    }
}
