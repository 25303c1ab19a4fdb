internal import Core
internal import Records

/// A field's JSON Schema.
enum FieldSchema {
    static func schema(_ field: Field) -> JSON {
        var schema = kind(field.kind)
        if !field.isRequired, let type = schema["type"] { schema["type"] = [type, "null"] }
        if !field.isRequired, let values = schema["enum"]?.array { schema["enum"] = .array(values + [.null]) }
        if field.isReadOnly { schema["readOnly"] = true }
        if let hint = field.hint { schema["description"] = .string(hint) }
        schema["title"] = .string(field.label)
        return .object(schema)
    }

    private static func kind(_ kind: FieldKind) -> [String: JSON] {
        switch kind {
        case .text(let max), .longText(let max): ["type": "string", "maxLength": .int(Int64(max))]
        case .email: ["type": "string", "format": "email", "maxLength": 254]
        case .phone: ["type": "string", "description": "E.164 in answers; national or international in requests"]
        case .url: ["type": "string", "format": "uri"]
        case .number(let range):
            ["type": "integer", "minimum": .int(range.lowerBound), "maximum": .int(range.upperBound)]
        case .percent: ["type": "string", "description": "Exact decimal text"]
        case .money(let currency): ["type": "integer", "description": .string("Minor units of \(currency)")]
        case .boolean: ["type": "boolean"]
        case .date: ["type": "string", "format": "date"]
        case .timestamp: ["type": "string", "format": "date-time"]
        case .duration: ["type": "integer", "description": "Seconds"]
        case .choice(let choices): ["type": "string", "enum": .array(choices.map { .string($0.value) })]
        case .multiChoice(let choices):
            ["type": "array", "items": ["type": "string", "enum": .array(choices.map { .string($0.value) })]]
        case .reference, .file: ["type": "string", "format": "uuid"]
        case .tags: ["type": "array", "items": ["type": "string"]]
        case .json: [:]
        case .address: ["type": "object"]
        }
    }
}
