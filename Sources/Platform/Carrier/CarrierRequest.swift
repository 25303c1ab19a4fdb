public import Core
public import HTTP

/// A webhook whose signature has been checked and whose parameters each occur once.
public struct CarrierRequest: Sendable {
    private let values: [String: String]
    /// The parameters as they came, for the record.
    public let parameters: [(name: String, value: String)]
    public let query: Fields

    /// Why a webhook was refused; counted by this name.
    public enum Refusal: String, Sendable, CaseIterable {
        case signature, account, repeated, missing, malformed, stale
    }

    /// Checks the request of `account`'s carrier. Throws `CarrierRefusal`: nothing may be changed then.
    /// - Parameter required: parameters without which the webhook means nothing.
    public init(_ request: Request, account: CarrierAccount, required: [String]) throws {
        let form: Fields
        do { form = try request.form() } catch {
            throw CarrierRefusal(.malformed, 400, "The webhook's body is not a form.")
        }
        let parameters = form.pairs.map { (name: $0.name, value: $0.value) }
        let url = account.publicURL + request.target
        guard let signature = request.headers["X-Twilio-Signature"],
            account.signature.verify(signature, url: url, parameters)
        else {
            throw CarrierRefusal(.signature, 403, "The webhook's signature is missing or wrong.")
        }
        values = try Self.unique(parameters)
        for name in required where (values[name] ?? "").isEmpty {
            throw CarrierRefusal(.missing, 400, "The webhook lacks “\(name)”.")
        }
        guard values["AccountSid"] == account.sid else {
            throw CarrierRefusal(.account, 403, "The webhook is for another carrier account.")
        }
        self.parameters = parameters
        query = request.query
    }

    private static func unique(_ parameters: [(name: String, value: String)]) throws -> [String: String] {
        var values: [String: String] = [:]
        for (name, value) in parameters {
            guard values.updateValue(value, forKey: name) == nil else {
                throw CarrierRefusal(.repeated, 400, "The webhook has “\(name)” twice.")
            }
        }
        return values
    }

    public subscript(_ name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// Throws `CarrierRefusal` if the parameter is missing.
    public func required(_ name: String) throws -> String {
        guard let value = self[name] else { throw CarrierRefusal(.missing, 400, "The webhook lacks “\(name)”.") }
        return value
    }
}

/// A webhook that was turned away.
public struct CarrierRefusal: Error, Sendable {
    public let reason: CarrierRequest.Refusal
    public let problem: Problem

    public init(_ reason: CarrierRequest.Refusal, _ status: Int, _ message: String) {
        self.reason = reason
        problem = Problem(status: status, code: "webhook_" + reason.rawValue, message)
    }
}
