"""Mainline's API as a program uses it."""

import requests


class API(requests.Session):
    def __init__(self, address: str, key: str):
        super().__init__()
        self.address = address
        self.headers["Authorization"] = f"Bearer {key}"

    def request(self, method, url, **arguments):
        return super().request(method, self.address + url, timeout=15, **arguments)

    def first(self, resource: str, **conditions: str) -> dict:
        """The newest record that fits, or nothing."""
        answer = self.get(f"/api/v1/{resource}", params={**conditions, "limit": "1"})
        answer.raise_for_status()
        return next(iter(answer.json()), {})
