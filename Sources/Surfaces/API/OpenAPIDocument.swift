public import Core
public import Records

/// The OpenAPI 3.1 document of everything that the modules declare.
public struct OpenAPIDocument: Sendable {
    private let catalogue: Catalogue
    private let version: String

    public init(_ catalogue: Catalogue, version: String) {
        self.catalogue = catalogue
        self.version = version
    }

    public var json: JSON {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Mainline", "version": .string(version),
                "description":
                    "Records under /api/v1/<resource> in PostgREST's grammar; actions under /api/v1/actions/<name>.",
            ],
            "servers": [["url": "/"]],
            "security": [["key": []]],
            "paths": .object(paths),
            "components": [
                "securitySchemes": ["key": ["type": "http", "scheme": "bearer"]],
                "schemas": .object(schemas), "responses": .object(Self.responses),
            ],
        ]
    }

    private var resources: [Resource] { catalogue.resources.values.sorted { $0.name < $1.name } }

    // MARK: - Paths

    private var paths: [String: JSON] {
        var paths = KeyDescription.paths { .object(responses($0)) }
        for resource in resources {
            paths["/api/v1/\(resource.name)"] = .object(collection(resource))
            paths["/api/v1/\(resource.name)/{id}"] = .object(item(resource))
            if resource.isSoftDeleted, resource.access.delete != .nobody {
                paths["/api/v1/\(resource.name)/{id}/restore"] = [
                    "parameters": [Self.idParameter],
                    "post": operation(
                        "restore_\(resource.singular)", "Restore a deleted \(resource.singular)", resource,
                        answer: record(resource)),
                ]
            }
        }
        for action in catalogue.actions.values {
            let operation = operation(action, includesRecord: true)
            paths["/api/v1/actions/\(action.name)"] = ["post": operation]
            if action.recordField != nil, catalogue.resources[action.resource] != nil {
                paths["/api/v1/\(action.resource)/{id}/\(action.verb)"] = [
                    "parameters": [Self.idParameter], "post": self.operation(action, includesRecord: false),
                ]
            }
        }
        return paths
    }

    private func collection(_ resource: Resource) -> [String: JSON] {
        var item: [String: JSON] = [
            "get": .object([
                "operationId": .string("list_\(resource.name)"),
                "summary": .string("List \(resource.title.lowercased())"),
                "tags": [.string(resource.name)], "parameters": .array(listParameters(resource)),
                "responses": .object(responses(["type": "array", "items": record(resource)])),
            ])
        ]
        if resource.access.create != .nobody {
            item["post"] = operation(
                "create_\(resource.singular)", "Create a \(resource.singular)", resource,
                body: reference("New\(resource.schemaName)"),
                answer: record(resource), status: "201")
        }
        if resource.access.update != .nobody {
            item["patch"] = operation(
                "update_\(resource.name)", "Change every record that fits the filter", resource,
                body: reference("Change\(resource.schemaName)"), answer: reference("BulkAnswer"))
        }
        if resource.access.delete != .nobody {
            item["delete"] = operation(
                "delete_\(resource.name)", "Delete every record that fits the filter", resource,
                answer: reference("BulkAnswer"))
        }
        return item
    }

    private func item(_ resource: Resource) -> [String: JSON] {
        var item: [String: JSON] = [
            "parameters": [Self.idParameter],
            "get": operation(
                "get_\(resource.singular)", "Read a \(resource.singular)", resource, answer: record(resource)),
        ]
        if resource.access.update != .nobody {
            item["patch"] = operation(
                "update_\(resource.singular)", "Change a \(resource.singular)", resource,
                body: reference("Change\(resource.schemaName)"), answer: record(resource))
        }
        if resource.access.delete != .nobody {
            item["delete"] = operation(
                "delete_\(resource.singular)", "Delete a \(resource.singular)", resource, answer: nil, status: "204")
        }
        return item
    }

    private func operation(
        _ id: String, _ summary: String, _ resource: Resource, body: JSON? = nil, answer: JSON?, status: String = "200"
    ) -> JSON {
        var operation: [String: JSON] = [
            "operationId": .string(id), "summary": .string(summary), "tags": [.string(resource.name)],
            "responses": .object(responses(answer, status: status)),
        ]
        if let body { operation["requestBody"] = Self.body(body) }
        return .object(operation)
    }

    private func operation(_ action: AnyAction, includesRecord: Bool) -> JSON {
        let fields = includesRecord ? action.fields : action.fields.filter { $0.name != action.recordField?.name }
        let name = action.name.replacing(".", with: "_").replacing("-", with: "_") + (includesRecord ? "" : "_record")
        var operation: [String: JSON] = [
            "operationId": .string(name), "summary": .string(action.title), "tags": [.string(action.resource)],
            "requestBody": Self.body(Self.object(fields, required: true)), "responses": .object(responses([:])),
        ]
        if let condition = action.offeredWhen {
            operation["description"] = .string("Makes sense where \(condition.words).")
            operation["x-offered-when"] = condition.json
        }
        return .object(operation)
    }

    private static func body(_ schema: JSON) -> JSON {
        ["required": true, "content": ["application/json": ["schema": schema]]]
    }

    private func responses(_ schema: JSON?, status: String = "200") -> [String: JSON] {
        var answers: [String: JSON] = [:]
        for code in ["400", "401", "402", "403", "404", "405", "406", "409", "413", "414", "415", "422", "429", "503"] {
            answers[code] = ["$ref": "#/components/responses/Problem"]
        }
        answers[status] =
            schema.map { ["description": "Done", "content": ["application/json": ["schema": $0]]] } ?? [
                "description": "Done"
            ]
        return answers
    }

    private func listParameters(_ resource: Resource) -> [JSON] {
        func parameter(_ name: String, _ schema: JSON, _ description: String) -> JSON {
            ["name": .string(name), "in": "query", "schema": schema, "description": .string(description)]
        }
        let fixed = [
            parameter("select", ["type": "string"], "Columns, and relations to embed: id,name,owner(name)"),
            parameter("order", ["type": "string"], "created_at.desc,name"),
            parameter(
                "limit", ["type": "integer", "minimum": 1, "maximum": .int(Int64(RecordQuery.maximumLimit))],
                "Rows of a page"),
            parameter("after", ["type": "string"], "The cursor of the Link header's next page"),
        ]
        return fixed
            + resource.fields.map {
                parameter($0.name, ["type": "string"], "A condition such as eq.value, gte.value, in.(a,b), is.null")
            }
    }

    private static let idParameter: JSON = [
        "name": "id", "in": "path", "required": true, "schema": ["type": "string", "format": "uuid"],
    ]

    // MARK: - Schemas

    private var schemas: [String: JSON] {
        var schemas: [String: JSON] = [
            "Problem": Self.problemSchema,
            "BulkAnswer": [
                "type": "object", "properties": ["count": ["type": "integer"], "dry_run": ["type": "boolean"]],
            ],
        ]
        for resource in resources {
            let writable = resource.fields.filter { !$0.isReadOnly }
            schemas[resource.schemaName] = Self.object(resource.fields, required: false)
            schemas["New\(resource.schemaName)"] = Self.object(writable, required: true)
            schemas["Change\(resource.schemaName)"] = Self.object(writable, required: false)
        }
        return schemas
    }

    private func record(_ resource: Resource) -> JSON { reference(resource.schemaName) }
    private func reference(_ name: String) -> JSON { ["$ref": .string("#/components/schemas/\(name)")] }

    private static func object(_ fields: [Field], required: Bool) -> JSON {
        var schema: [String: JSON] = [
            "type": "object",
            "properties": .object(
                Dictionary(fields.map { ($0.name, FieldSchema.schema($0)) }, uniquingKeysWith: { $1 })),
        ]
        let needed = fields.filter { $0.isRequired && $0.defaultValue == nil }.map { JSON.string($0.name) }
        if required, !needed.isEmpty { schema["required"] = .array(needed) }
        if required { schema["additionalProperties"] = false }
        return .object(schema)
    }

    private static let responses: [String: JSON] = [
        "Problem": [
            "description": "What went wrong and what to do (RFC 9457)",
            "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
        ]
    ]

    private static let problemSchema: JSON = [
        "type": "object", "required": ["status", "code", "detail"],
        "properties": [
            "status": ["type": "integer"], "code": ["type": "string"], "title": ["type": "string"],
            "detail": ["type": "string"],
            "errors": [
                "type": "array",
                "items": [
                    "type": "object",
                    "properties": [
                        "field": ["type": "string"], "code": ["type": "string"], "message": ["type": "string"],
                    ],
                ],
            ],
        ],
    ]
}

extension Resource {
    /// `job_type` → `JobType`.
    var schemaName: String {
        singular.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
