"""Callers and programs that do not give up: each asks again, in the same words, until it has been answered."""

import html
import re
import threading
import time
import uuid

import requests

from installation import Installation

NUMBER = "+15125550100"
SAID = ["Hi, my kitchen sink is leaking, can someone come tomorrow afternoon?", "Ada Marsh", "14 Elm Street, Austin",
        "yes", "no, that's all, thank you"]


class Load:
    """A load of API calls and telephone calls on an installation, in threads, until it is told to stop."""

    def __init__(self, installation: Installation, key: str, programs: int = 3, callers: int = 2):
        self.installation = installation
        self.headers = {"Authorization": f"Bearer {key}"}
        self.ending = threading.Event()
        self.attempted: set[str] = set()
        self.created: dict[str, str] = {}
        self.calls: dict[str, list[str]] = {}
        self.refusals: list[str] = []
        self.threads = [threading.Thread(target=self._program) for _ in range(programs)]
        self.threads += [threading.Thread(target=self._caller, args=(number,)) for number in range(callers)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.ending.set()
        for thread in self.threads:
            thread.join(90)
            assert not thread.is_alive(), "a request was never answered"

    def _insist(self, send) -> requests.Response:
        """Asks until there is an answer that is not “later”."""
        for _ in range(600):
            try:
                answer = send()
                if answer.status_code not in (429, 502, 503):
                    return answer
            except requests.RequestException:
                pass
            time.sleep(0.1)
        raise AssertionError("no answer within a minute")

    def _program(self):
        while not self.ending.is_set():
            name = f"lead {uuid.uuid4()}"
            self.attempted.add(name)
            headers = {**self.headers, "Idempotency-Key": name.replace(" ", "-")}
            answer = self._insist(lambda: requests.post(
                f"{self.installation.url}/api/v1/leads", json={"name": name}, headers=headers, timeout=30))
            if answer.status_code == 201:
                self.created[name] = answer.json()["id"]
            else:
                self.refusals.append(f"{answer.status_code} {answer.text}")

    def _caller(self, number: int):
        turn = 0
        while not self.ending.is_set():
            turn += 1
            sid = f"CA{uuid.uuid4().hex}"
            fields = {"CallSid": sid, "From": f"+1512556{number}{turn:03}", "To": NUMBER, "Direction": "inbound"}
            heard = self._insist(lambda: self.installation.webhook(
                "/webhooks/twilio/voice", {**fields, "CallStatus": "ringing"}))
            self.calls[sid] = [heard.text]
            for words in SAID:
                action = re.search(r'<Gather[^>]*action="([^"]+)"', heard.text)
                if heard.status_code != 200 or action is None:
                    break
                heard = self._insist(lambda: self.installation.webhook(
                    html.unescape(action[1]).removeprefix(self.installation.url),
                    {**fields, "CallStatus": "in-progress", "SpeechResult": words, "Confidence": "0.95"}))
                self.calls[sid].append(heard.text)
            ended = self._insist(lambda: self.installation.webhook(
                "/webhooks/twilio/voice/status",
                {**fields, "CallStatus": "completed", "CallDuration": "42", "SequenceNumber": "3"}))
            if ended.status_code >= 400 or heard.status_code >= 400:
                self.refusals.append(f"{ended.status_code} {ended.text} {heard.status_code} {heard.text}")

    @property
    def booked(self) -> list[str]:
        """Calls in which the caller was told that the visit is booked."""
        return [sid for sid, said in self.calls.items() if any("all set" in text for text in said)]
