import Core
import Foundation
import Testing

@testable import Billing

/// Stripe's own SDK decides who is right; it is there once the environment of the acceptance tests is.
@Suite(
    .enabled(if: FileManager.default.isExecutableFile(atPath: ".venv/bin/python"), "needs .venv (scripts/make-venv)"))
struct StripeOracleTests {
    private static let python = ".venv/bin/python"
    private let body =
        #"{"id":"evt_1","object":"event","type":"payment_intent.succeeded","data":{"object":{"note":"Zoë – ½″"}}}"#

    @Test func the_sdk_believes_our_signatures() throws {
        let header = StripeSignature.sign(body.utf8, secret: "whsec_x", at: .systemNow)
        let script = """
            import stripe, sys
            payload = sys.stdin.buffer.read()
            print(stripe.Webhook.construct_event(payload, sys.argv[1], "whsec_x").id)
            try:
                stripe.Webhook.construct_event(payload + b" ", sys.argv[1], "whsec_x")
            except stripe.SignatureVerificationError:
                print("refused")
            """
        #expect(try output(of: Self.python, ["-c", script, header], input: body) == "evt_1\nrefused\n")
    }

    @Test func we_believe_the_sdks() throws {
        let script = """
            import stripe, sys, time
            payload = sys.stdin.buffer.read().decode()
            now = int(time.time())
            print("t=%d,v1=%s" % (now, stripe.WebhookSignature._compute_signature("%d.%s" % (now, payload), "whsec_x")), end="")
            """
        let header = try output(of: Self.python, ["-c", script], input: body)
        try StripeSignature.verify(header, body.utf8, secret: "whsec_x", now: .systemNow)
        #expect(throws: StripeSignature.Refusal.wrong) {
            try StripeSignature.verify(header, (body + " ").utf8, secret: "whsec_x", now: .systemNow)
        }
        #expect(throws: StripeSignature.Refusal.stale) {
            try StripeSignature.verify(header, body.utf8, secret: "whsec_x", now: .systemNow + .seconds(400))
        }
    }
}
