extension Command {
    static let demo = Command(
        "demo", "Load the demo organisation, Harbor Home Services, and print who may sign in.",
        details: "Running it again changes nothing."
    ) { arguments in
        try await CommandSession.run(try arguments.settings()) { session in
            try await Demo(session.application).load { print("loading \($0) …") }
        }
        for signIn in Demo.signIns { print("\(signIn.role)\t\(signIn.email)\t\(signIn.password)") }
    }
}
