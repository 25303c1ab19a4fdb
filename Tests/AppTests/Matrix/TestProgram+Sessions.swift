import Core
import Crypto
import TestSupport

/// Browsers that are signed in, put into the database as signing in would.
extension TestProgram {
    /// The cookie of a browser in which a member of this role is signed in and has just shown who they are; the member is
    /// made for it, unless it is the owner.
    func staffCookie(_ role: Role = .owner, of organisation: ID<Organisation>) throws -> String {
        let token = Token()
        let email = "\(role)@browser.example"
        if role != .owner {
            try test.run(
                """
                with person as (insert into users (id, email, name) values (uuid_v7(), '\(email)', 'Browser')
                  on conflict do nothing returning id)
                insert into members (org_id, id, name, email, role)
                  select '\(organisation)', id, 'Browser', '\(email)', '\(role)' from person
                """)
        }
        try test.run(
            """
            insert into sessions (id, token_hash, user_id, current_org_id, last_seen_at, expires_at, address, user_agent,
              confirmed_at)
            select uuid_v7(), '\\x\(Hex.encode(token.digest))', id, org_id, now(), now() + interval '1 day', '127.0.0.1', 'test',
              now()
            from members where org_id = '\(organisation)' and role = '\(role)' limit 1
            """)
        return "mainline=\(token.text)"
    }

    /// The cookie of a browser in which somebody is signed in to the portal, as a customer of the organisation or as a
    /// reseller; whom they stand for is made for it.
    func portalCookie(_ role: Role, of organisation: ID<Organisation>) throws -> String {
        let token = Token()
        try test.run(
            """
            with whom as (insert into customers (org_id, id, name) values ('\(organisation)', uuid_v7(), 'Portal \(role)')
                returning org_id, id),
              person as (insert into portal_identities (org_id, id, customer_id, email, kind)
                select org_id, uuid_v7(), id, 'portal@example.com', '\(role)' from whom returning org_id, id)
            insert into portal_sessions (org_id, id, identity_id, token_hash, created_at, last_seen_at, expires_at, address,
              user_agent)
            select org_id, uuid_v7(), id, '\\x\(Hex.encode(token.digest))', clock_timestamp(), now(), now() + interval '1 day',
              '127.0.0.1', 'test' from person
            """)
        return "mainline-portal=\(token.text)"
    }
}
