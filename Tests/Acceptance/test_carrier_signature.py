"""Twilio's own Python library agrees with our signatures, in both directions and over real HTTP."""

import hashlib
import hmac
import http.server
import pathlib
import queue
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import urllib.parse

import pytest
import requests
from twilio.request_validator import RequestValidator


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Carrier:
    """The simulated carrier's account, as only this installation knows it, and where the program is."""

    def __init__(self, data: pathlib.Path, url: str):
        key = bytes.fromhex((data / "sealing.key").read_text().strip())

        def derive(purpose: str) -> str:
            return hmac.new(key, purpose.encode(), hashlib.sha256).hexdigest()[:32]

        self.url = url
        self.sid = "AC" + derive("simulated carrier account")
        self.token = derive("simulated carrier token")
        self.validator = RequestValidator(self.token)


@pytest.fixture(scope="module")
def carrier(mainline, root):
    # Not pytest's own folder: as root, PostgreSQL's user must be able to reach it.
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mainline-carrier-"))
    folder.chmod(0o711)
    data = folder / "var"
    url = f"http://127.0.0.1:{free_port()}"
    command = [mainline, "serve", "--data", data, "--listen", url.removeprefix("http://")]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
        try:
            for _ in range(300):
                try:
                    if requests.get(url + "/readyz", timeout=2).ok:
                        break
                except requests.ConnectionError:
                    time.sleep(0.2)
            yield Carrier(data, url)
        finally:
            program.terminate()
            program.wait(30)
            shutil.rmtree(folder)


FORM = {
    "CallSid": "CA1234567890abcdef1234567890abcdef", "From": "+14158675309", "To": "+18005551212", "CallStatus": "ringing",
    "CallerName": "Zoë & Søn, “Bäckerei” + 50%", "Digits": "", "SpeechResult": "a=b&c d\u00a0e",
}


def post(carrier, path, form, signature):
    return requests.post(carrier.url + path, data=form, headers={"X-Twilio-Signature": signature}, timeout=10)


@pytest.mark.parametrize("path", ["/webhooks/twilio/voice", "/webhooks/twilio/voice/turn?n=1&x=a%20b", "/webhooks/twilio/voice/status"])
def test_we_believe_what_twilio_signs(carrier, path):
    form = FORM | {"AccountSid": carrier.sid}
    right = carrier.validator.compute_signature(carrier.url + path, form)
    # Believed, and then found to be for a number that is nobody's.
    assert post(carrier, path, form, right).status_code == 404
    assert post(carrier, path, form | {"To": "+18005551213"}, right).status_code == 403
    assert post(carrier, path, form, RequestValidator("another").compute_signature(carrier.url + path, form)).status_code == 403


def test_twilio_believes_what_we_sign(carrier):
    received = queue.Queue()

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            received.put((self.path, dict(urllib.parse.parse_qsl(body, keep_blank_values=True)), self.headers))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}"
        answer = requests.post(
            f"{carrier.url}/simulated-carrier/2010-04-01/Accounts/{carrier.sid}/Messages.json", auth=(carrier.sid, carrier.token),
            data={"To": "+14155550142", "From": "+15125550100", "Body": "Grüße & mehr", "StatusCallback": here + "/status?a=b%20c"},
            timeout=10)
        assert answer.status_code == 201
        seen = [received.get(timeout=10) for _ in range(2)]
        server.shutdown()
    assert {form["MessageStatus"] for _, form, _ in seen} == {"sent", "delivered"}
    for path, form, headers in seen:
        assert form["MessageSid"] == answer.json()["sid"]
        assert carrier.validator.validate(here + path, form, headers["X-Twilio-Signature"])
        assert headers["I-Twilio-Idempotency-Token"]


def test_the_simulated_carrier_answers_in_its_own_codes(carrier):
    base = f"{carrier.url}/simulated-carrier/2010-04-01/Accounts/{carrier.sid}"
    assert requests.get(base + "/Messages.json", timeout=10).json()["code"] == 20003
    bad = requests.post(
        base + "/Messages.json", auth=(carrier.sid, carrier.token), data={"To": "12", "From": "+15125550100", "Body": "x"}, timeout=10)
    assert (bad.status_code, bad.json()["code"]) == (400, 21211)
    missing = requests.get(base + "/Calls/CA0.json", auth=(carrier.sid, carrier.token), timeout=10)
    assert (missing.status_code, missing.json()["code"]) == (404, 20404)
