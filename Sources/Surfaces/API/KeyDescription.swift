internal import Core

/// What the OpenAPI document says of keys and their usage, which are no records.
enum KeyDescription {
    static func paths(_ responses: (JSON) -> JSON) -> [String: JSON] {
        func parameter(_ name: String, _ schema: JSON, _ words: String) -> JSON {
            ["name": .string(name), "in": "query", "schema": schema, "description": .string(words)]
        }
        return [
            "/api/v1/api_keys": [
                "get": [
                    "operationId": "list_api_keys", "summary": "List API keys, without their secrets",
                    "tags": ["api_keys"], "responses": responses(["type": "array", "items": key]),
                ]
            ],
            "/api/v1/usage": [
                "get": [
                    "operationId": "read_usage", "summary": "What API keys have asked", "tags": ["api_keys"],
                    "parameters": [
                        parameter("grain", ["type": "string", "enum": ["hour", "day", "month"]], "Of each row; day"),
                        parameter("from", ["type": "string"], "A day or a time; included"),
                        parameter("to", ["type": "string"], "A day or a time; not included"),
                        parameter("format", ["type": "string", "enum": ["csv"]], "As a file; JSON otherwise"),
                        parameter("api_key", ["type": "string", "format": "uuid"], "Of one key alone"),
                    ],
                    "responses": orCSV(responses(usage)),
                ]
            ],
        ]
    }

    /// With a table as the other form of what is answered.
    private static func orCSV(_ responses: JSON) -> JSON {
        var all = responses.object ?? [:]
        var fine = all["200"]?.object ?? [:]
        var content = fine["content"]?.object ?? [:]
        content["text/csv"] = ["schema": text]
        fine["content"] = .object(content)
        all["200"] = .object(fine)
        return .object(all)
    }

    private static let text: JSON = ["type": "string"]
    private static let number: JSON = ["type": "integer"]
    private static let time: JSON = ["type": ["string", "null"], "format": "date-time"]
    private static let optionalNumber: JSON = ["type": ["integer", "null"]]
    private static let optionalText: JSON = ["type": ["string", "null"]]
    private static let texts: JSON = ["type": "array", "items": ["type": "string"]]

    private static let key: JSON = [
        "type": "object", "required": ["id", "name", "prefix", "role", "scopes", "state"],
        "properties": [
            "id": ["type": "string", "format": "uuid"], "name": text, "prefix": text, "role": text, "scopes": texts,
            "allowed_addresses": texts, "requests_per_minute": number, "requests_per_day": optionalNumber,
            "requests_per_month": optionalNumber, "requests_today": number,
            "state": ["type": "string", "enum": ["active", "replaced", "expired", "revoked"]], "created_at": time,
            "expires_at": time, "revoked_at": time, "successor_id": optionalText, "last_used_at": time,
            "last_used_address": optionalText,
        ],
    ]

    private static let usage: JSON = [
        "type": "object", "required": ["grain", "from", "to", "rows"],
        "properties": [
            "grain": text, "from": time, "to": time,
            "rows": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["api_key_id", "starts_at", "requests"],
                    "properties": [
                        "api_key_id": ["type": "string", "format": "uuid"], "name": text, "starts_at": time,
                        "requests": number, "errors": number, "limited": number, "bytes_in": number,
                        "bytes_out": number,
                    ],
                ],
            ],
        ],
    ]
}
