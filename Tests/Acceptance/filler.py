"""Fills an organisation with records that hold script in every text."""

import json
import re

import requests

SCRIPT = "\"'><img src=x onerror=pwned=1><script>pwned=1</script>{{7*7}}"


class Filler:
    """Makes records from the API's own description, with script in every text."""

    known = {
        "phone": "+15125550142", "colour": "#aabbcc", "currency": "USD", "country": "US", "percent": "8.25", "opens": "08:00",
        "starts": "08:00", "closes": "17:00", "ends": "17:00",
    }

    def __init__(self, address: str, key: str):
        self.address = address
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {key}"
        self.document = self.session.get(f"{address}/openapi.json", timeout=30).json()
        self.count = 0

    def schema(self, part: dict) -> dict:
        while "$ref" in part:
            part = self.resolve(part["$ref"])
        return part

    def resolve(self, reference: str) -> dict:
        found = self.document
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
        return found

    def first(self, field: str) -> str | None:
        """The newest record that a field of this name could refer to."""
        base = field.removesuffix("_id")
        names = {"owner": "members", "assignee": "members", "technician": "members", "stage": "pipeline_stages", "category": "categories"}
        for name in [names.get(base, base + "s"), base + "es", base]:
            answer = self.session.get(f"{self.address}/api/v1/{name}", params={"limit": 1}, timeout=15)
            if answer.ok and answer.json():
                return answer.json()[0]["id"]
        return None

    def value(self, name: str, schema: dict):
        self.count += 1
        kinds = schema.get("type", "object")
        kind = kinds[0] if isinstance(kinds, list) else kinds
        if "enum" in schema:
            return schema["enum"][0]
        match kind, schema.get("format"):
            case "string", "uuid":
                return self.first(name)
            case "string", "email":
                return f"\"<img/src=x>\"{self.count}@example.com" if self.count % 2 else f"a{self.count}@example.com"
            case "string", "uri":
                return "https://example.com/\"><img/src=x/onerror=pwned=1>"
            case "string", "date":
                return "2031-01-07"
            case "string", "date-time":
                return f"2031-01-0{8 if 'end' in name else 7}T{9 + self.count % 8:02}:00:00Z"
            # What is no free text would only be refused, and the texts beside it with it.
            case "string", _ if known := [good for word, good in self.known.items() if word in name]:
                return known[0]
            case "string", _:
                return (SCRIPT + str(self.count))[: schema.get("maxLength", 200)]
            case "integer", _:
                return max(schema.get("minimum", 1), 1)
            case "boolean", _:
                return True
            case "array", _:
                return [SCRIPT[:40] + str(self.count)]
            case _:
                return {"line1": SCRIPT, "city": SCRIPT}

    def fill(self, path: str, operation: dict) -> bool:
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if not content:
            return False
        schema = self.schema(content["schema"])
        for option in schema.get("oneOf", []) + schema.get("anyOf", []):
            if self.schema(option).get("properties"):
                schema = self.schema(option)
        fields = {name: self.schema(part) for name, part in schema.get("properties", {}).items() if not self.schema(part).get("readOnly")}
        body = {name: value for name, part in fields.items() if (value := self.value(name, part)) is not None}
        for _ in range(6):
            answer = self.session.post(self.address + path, json=body, timeout=15)
            assert answer.status_code < 500, f"{path}: {answer.text}"
            if answer.ok:
                return True
            faults = [fault["field"] for fault in answer.json().get("errors", []) if fault["field"] in body]
            if not faults:
                return False
            for field in faults:
                body.pop(field)
                for word, good in self.known.items():
                    if word in field or word in json.dumps(fields[field]).lower():
                        body[field] = good
        return False


def poison(address: str, key: str) -> list[str]:
    filler = Filler(address, key)
    pattern = re.compile(r"^/api/v1/[a-z_]+$")
    waiting = [path for path, item in filler.document["paths"].items() if pattern.match(path) and "post" in item]
    filled: list[str] = []
    # Those that need others come later.
    for _ in range(3):
        for path in [each for each in waiting if each not in filled]:
            if filler.fill(path, filler.document["paths"][path]["post"]):
                filled.append(path)
    return filled
