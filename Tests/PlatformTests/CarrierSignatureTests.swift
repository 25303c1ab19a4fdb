import Carrier
import Testing

@Suite struct CarrierSignatureTests {
    let signature = CarrierSignature(token: "12345")
    let url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    let parameters = [
        (name: "CallSid", value: "CA1234567890ABCDE"), (name: "Caller", value: "+14158675309"),
        (name: "Digits", value: "1234"),
        (name: "From", value: "+14158675309"), (name: "To", value: "+18005551212"),
    ]

    @Test func signs_the_carriers_own_example() {
        #expect(signature.sign(url: url, parameters) == "RSOYDt4T1cUTdK1PDd93/VVr8B8=")
    }

    @Test func accepts_the_address_with_and_without_its_port() {
        let signed = signature.sign(url: "https://mycompany.com:443/myapp.php?foo=1&bar=2", parameters)
        #expect(signature.verify(signed, url: url, parameters))
    }

    @Test func refuses_a_changed_parameter() {
        var changed = parameters
        changed[2].value = "1235"
        #expect(!signature.verify("RSOYDt4T1cUTdK1PDd93/VVr8B8=", url: url, changed))
    }
}
