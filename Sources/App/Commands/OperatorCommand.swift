internal import Access
internal import Core
internal import Crypto

extension Command {
    static let `operator` = Command(
        "operator", "List the platform's operators, add one, or end one's access.", usage: "list|add|remove",
        details: """
            operator list
            operator add --name "Ana Ruiz" --email ana@example.com [--password …]
            operator remove --email ana@example.com

            Operators sign in at /operator/sign-in with password and a code from an authenticator app. They see which
            organisations there are and how Mainline fares, and an organisation's data only in a support session that it
            lets happen. Without --password one is made and printed; the secret of the second factor is printed once.
            """
    ) { arguments in
        var arguments = arguments
        let verb = arguments.word() ?? "list"
        switch verb {
        case "list":
            let all = try await CommandSession.run(try arguments.settings()) {
                try await $0.application.operators.list()
            }
            for each in all { print("\(each.email)\t\(each.name)\(each.isActive ? "" : "\t(ended)")") }
        case "add":
            let name = try arguments.required("name", "their name")
            let email = try arguments.required("email", "what they sign in with")
            let password = try arguments.option("password") ?? String(Token().text.prefix(20))
            let added = try await CommandSession.run(try arguments.settings()) {
                try await $0.application.operators.add(name: name, email: email, password: password)
            }
            print("\(email) may sign in at /operator/sign-in. Password: \(password)")
            print("Second factor, to put into an authenticator app: \(added.secret)")
            print(added.uri)
        case "remove":
            let email = try arguments.required("email", "whose access ends")
            try await CommandSession.run(try arguments.settings()) {
                try await $0.application.operators.remove(email: email)
            }
            print("\(email) has no access any more.")
        default: throw UsageError("There is no “operator \(verb)”; list, add and remove there are.")
        }
    }
}
