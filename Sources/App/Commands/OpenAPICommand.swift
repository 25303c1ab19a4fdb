internal import API
internal import Core
internal import Records

extension Command {
    static let openapi = Command("openapi", "Print the API's OpenAPI 3.1 document.") { arguments in
        let document = try await CommandSession.run(try arguments.settings()) { session in
            OpenAPIDocument(session.application.store.catalogue, version: Version.number).json.text
        }
        print(document)
    }
}
