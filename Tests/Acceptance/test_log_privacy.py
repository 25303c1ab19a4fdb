"""The log names nobody: after a demo, calls, texts and sign-ins it holds none of what is known of people, and no secret."""

import json
import pathlib
import shutil
import subprocess
import tempfile

import pytest
import requests

from api import API
from carrier import Carrier
from serving import ROOT, free_port, wait_until_ready

CALLER = "+15125550177"
SPOKEN = "4242 4242 4242 4242"
PASSWORD = "harbor-lights-42"
WRONG = "not-the-password-9"


@pytest.fixture(scope="module")
def run(mainline):
    """A Mainline that logs everything: its address, its data folder, its log."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mainline-log-"))
    folder.chmod(0o755)
    port = free_port()
    log = folder / "serve.log"
    data = folder / "var"
    with log.open("w") as out:
        # What --demo prints for people to sign in with is no log.
        process = subprocess.Popen(
            [mainline, "serve", "--data", data, "--listen", f"127.0.0.1:{port}", "--demo", "--log-format", "json",
             "--log-level", "debug"],
            cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(address, process, log)
        yield address, data, log
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def key(mainline, run) -> str:
    made = subprocess.run(
        [mainline, "key", "create", "--org", "harbor", "--name", "log", "--role", "owner", "--limit", "100000", "--data",
         run[1]],
        cwd=ROOT, check=True, capture_output=True, text=True, timeout=60)
    return made.stdout.strip()


def lines(log: pathlib.Path) -> list[str]:
    found = []
    for line in log.read_text().splitlines():
        try:
            json.loads(line)
        except ValueError:
            continue
        found.append(line)
    return found


def test_logs_hold_no_name_number_address_or_secret(run, key):
    address, data, log = run
    api = API(address, key)
    Carrier(address, data).call(
        CALLER, f"my sink leaks, my card is {SPOKEN}", "Grace Okafor", "77 Cedar Street, Austin", "yes", "no that's all")
    browser = requests.Session()
    for password in (WRONG, PASSWORD):
        browser.post(
            address + "/sign-in", data={"email": "olivia@harbor.example", "password": password, "next": "/"}, timeout=20)
    assert browser.get(address + "/customers?q=Grace", timeout=20).ok
    cookie = browser.cookies.get("mainline")
    assert cookie
    requests.get(address + "/api/v1/customers", headers={"Authorization": "Bearer mk_live_wrong"}, timeout=20)

    known = {CALLER, SPOKEN, SPOKEN.replace(" ", ""), PASSWORD, WRONG, key, cookie, "Grace Okafor", "77 Cedar Street"}
    for resource, fields in {
        "customers": ("name", "phone", "email"), "contacts": ("name", "phone", "email"), "members": ("name", "email"),
        "leads": ("phone", "email"),
    }.items():
        for row in api.get(f"/api/v1/{resource}?limit=200").json():
            known |= {row[field] for field in fields if row.get(field) and len(row[field]) > 6}
    assert len(known) > 100
    text = "\n".join(lines(log))
    assert text, "nothing was logged"
    leaked = sorted(value for value in known if value in text)
    assert not leaked, leaked


def test_a_card_number_that_was_said_is_nowhere(run, key):
    address, _, _ = run
    call = API(address, key).first("calls", their_number=f"eq.{CALLER}")
    assert SPOKEN not in json.dumps(call)
    assert SPOKEN.replace(" ", "") not in json.dumps(call)
