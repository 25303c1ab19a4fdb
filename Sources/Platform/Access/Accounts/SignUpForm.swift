public import Core

/// What the sign-up page asks for.
public struct SignUpForm: Sendable {
    public var name: String
    public var email: String
    public var password: String
    public var organisation: NewOrganisation

    public init(name: String, email: String, password: String, organisation: NewOrganisation) {
        self.name = name
        self.email = email
        self.password = password
        self.organisation = organisation
    }

    var owner: NewMember { NewMember(name: name, email: email, role: .owner, password: password) }

    /// Throws `Problem` 422 that names every field that is wrong; those of the organisation begin with `organisation_`
    /// where the person has one of the same name.
    func validate() throws {
        var faults: [Problem.FieldError] = []
        do { try owner.validate() } catch let problem as Problem { faults += problem.fields }
        do { try organisation.validate() } catch let problem as Problem {
            faults += problem.fields.map {
                $0.field == "name" ? .init("organisation_name", $0.code, $0.message) : $0
            }
        }
        if !faults.isEmpty { throw Problem.invalid(faults) }
    }
}
