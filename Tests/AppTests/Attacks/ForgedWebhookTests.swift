import Core
import HTTP
import Records
import TestSupport
import Testing

@testable import App
@testable import Billing

/// Messages that claim to come from a provider. Those of the carrier are in WebhookReplayTests, by replay of real calls.
@Suite(.serialized) struct ForgedWebhookTests {
    @Test func money_is_not_believed_without_the_provider_s_signature_over_this_very_body() async throws {
        try await TestProgram.with { program in
            _ = try program.filled()
            let invoice = try program.test.column("select id from invoices where org_id = '\(program.ours)' limit 1")[0]
            let secret = program.application.services.stripe.webhookSecret
            let now = program.application.store.clock.now
            let body = Self.event(program.ours, invoice, amount: 100)
            let right = StripeSignature.sign(body, secret: secret, at: now)
            let old = StripeSignature.sign(body, secret: secret, at: now - .minutes(6))
            let early = StripeSignature.sign(body, secret: secret, at: now + .minutes(6))
            let time = "t=\(now.seconds)"
            let changed = Self.event(program.ours, invoice, amount: 1_000_000)
            let elsewhere = Self.event(program.theirs, invoice, amount: 100)
            let digest = String(right.split(separator: "v1=")[1])
            let before = try program.contents()
            let forgeries: [(String, String?, [UInt8])] = [
                ("no signature", nil, body), ("an empty one", "", body),
                ("another secret", StripeSignature.sign(body, secret: "whsec_x", at: now), body),
                ("no secret", StripeSignature.sign(body, secret: "", at: now), body), ("an old one", old, body),
                ("an early one", early, body), ("another amount", right, changed),
                ("another organisation", right, elsewhere),
                ("a byte more", right, body + [32]), ("no body", right, []),
                ("another scheme", "\(time),v0=\(digest)", body),
                ("another time", "t=\(now.seconds + 1),v1=\(digest)", body), ("no time", "v1=\(digest)", body),
                ("half a signature", "\(time),v1=\(digest.prefix(32))", body),
                ("an empty signature", "\(time),v1=", body),
                ("a later time beside", "\(old),t=\(now.seconds)", body),
                ("many guesses", time + String(repeating: ",v1=00", count: 5000), body),
            ]
            for (name, signature, bytes) in forgeries {
                var headers: Headers = ["Content-Type": "application/json"]
                headers["Stripe-Signature"] = signature
                let answer = try await SignedInBrowser.plain(program, .post, "/webhooks/stripe", headers, bytes)
                #expect(answer.status == 400, "\(name): \(answer.status) \(answer.text)")
            }
            #expect(try program.contents() == before)
        }
    }

    private static func event(_ organisation: ID<Organisation>, _ invoice: String, amount: Int64) -> [UInt8] {
        let object: JSON = [
            "id": "pi_1", "amount_received": .int(amount), "currency": "usd",
            "metadata": ["organisation": .text(organisation), "invoice": .string(invoice)],
        ]
        let event: JSON = [
            "id": "evt_1", "type": "payment_intent.succeeded", "created": 1_772_442_000, "data": ["object": object],
        ]
        return Array(event.text.utf8)
    }

    /// Every route with a signature, with bodies that no provider sends.
    @Test func nothing_is_read_before_the_signature_is_right() async throws {
        try await TestProgram.with { program in
            let before = try program.contents()
            let bodies: [(String, [UInt8])] = [
                ("application/json", Array(String(repeating: "[", count: 100_000).utf8)),
                ("application/json", [0xFF, 0xFE]),
                ("application/x-www-form-urlencoded", Array("CallSid=%00&CallSid=%ff".utf8)),
                ("application/x-www-form-urlencoded", Array(String(repeating: "a=b&", count: 100_000).utf8)),
                ("multipart/form-data; boundary=x", Array("--x\r\n".utf8)),
                ("text/xml", Array("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>".utf8)),
                ("", []),
            ]
            for route in program.application.router.routes {
                guard case .webhook = route.access else { continue }
                for (type, body) in bodies {
                    for signature in ["AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "t=1,v1=00"] {
                        let headers: Headers = [
                            "Content-Type": type, "X-Twilio-Signature": signature, "Stripe-Signature": signature,
                        ]
                        let status = try await SignedInBrowser.plain(
                            program, route.method, RouteRequests.vacant(route), headers, body
                        ).status
                        #expect((400..<500).contains(status), "\(route.name) with \(type): \(status)")
                    }
                }
            }
            #expect(try program.contents() == before)
        }
    }
}
