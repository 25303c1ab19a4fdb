"""Over a limit is a clear refusal, and the process lives."""

import json
import os
import pathlib
import socket
import subprocess
import tempfile
import time

import pytest
import requests


@pytest.fixture
def mainline(make_installation):
    installation = make_installation()
    installation.start()
    installation.command(
        "org", "create", "--name", "Acme", "--slug", "acme", "--zone", "UTC", "--owner-name", "Olga", "--owner-email",
        "olga@acme.example", "--owner-password", "correct horse battery")
    installation.key = installation.command(
        "key", "create", "--org", "acme", "--name", "test", "--role", "owner", "--limit", "100000")
    return installation


def post(mainline, body: bytes, **headers) -> requests.Response:
    return requests.post(
        f"{mainline.url}/api/v1/leads", data=body, timeout=30,
        headers={"Authorization": f"Bearer {mainline.key}", "Content-Type": "application/json", **headers})


def assert_problem(answer: requests.Response, status: int) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status and problem["detail"] and problem["code"]


def test_what_is_wrong_with_a_request_is_said(mainline):
    assert_problem(post(mainline, b'{"name": "' + b"x" * (2 << 20) + b'"}'), 413)
    assert_problem(post(mainline, b'{"name": "\xff\xfe"}'), 400)
    assert_problem(post(mainline, b'{"name": "half'), 400)
    assert_problem(post(mainline, b"name=x", **{"Content-Type": "application/x-www-form-urlencoded"}), 415)
    answer = post(mainline, b'{"name": "nul \\u0000"}')
    assert answer.status_code == 422, answer.text
    flood = {f"X-Flood-{number}": "x" * 500 for number in range(200)}
    assert requests.get(f"{mainline.url}/healthz", headers=flood, timeout=30).status_code == 431
    listing = f"{mainline.url}/api/v1/leads?name=eq.a%00b"
    answer = requests.get(listing, headers={"Authorization": f"Bearer {mainline.key}"}, timeout=30)
    assert answer.status_code == 400, answer.text

    # One that never finishes its headers is let go, and does not keep the others waiting meanwhile.
    with socket.create_connection(("127.0.0.1", mainline.port)) as slow:
        slow.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        assert requests.get(f"{mainline.url}/healthz", timeout=5).status_code == 200
        slow.settimeout(30)
        data = slow.recv(4096)
        assert data == b"" or b" 408 " in data.split(b"\r\n")[0] + b" "
    assert mainline.is_alive() and mainline.answers(mainline.port)


def test_a_lost_database_is_said_and_comes_back(mainline):
    assert post(mainline, json.dumps({"name": "before"}).encode()).status_code == 201
    mainline.kill_postgres()
    statuses = []
    end = time.monotonic() + 60
    while time.monotonic() < end:
        begun = time.monotonic()
        answer = post(mainline, json.dumps({"name": "during"}).encode())
        assert time.monotonic() - begun < 10, "a request hung"
        statuses.append(answer.status_code)
        if answer.status_code == 201:
            break
        assert_problem(answer, 503)
    assert statuses[-1] == 201, statuses
    assert requests.get(f"{mainline.url}/healthz", timeout=5).status_code == 200
    assert mainline.is_alive()


def test_a_full_disk_is_said_and_the_process_lives(make_installation):
    if os.geteuid() != 0:
        pytest.skip("a small file system can be mounted by root only")
    place = pathlib.Path(tempfile.mkdtemp(prefix="mainline-full-"))
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300m", "tmpfs", place], capture_output=True, text=True)
    if mounted.returncode != 0:
        pytest.skip(f"no small file system can be mounted here: {mounted.stderr.strip()}")
    try:
        fill_and_recover(make_installation(place), place)
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def fill_and_recover(mainline, place):
    mainline.start()
    mainline.command(
        "org", "create", "--name", "Acme", "--slug", "acme", "--zone", "UTC", "--owner-name", "Olga", "--owner-email",
        "olga@acme.example", "--owner-password", "correct horse battery")
    mainline.key = mainline.command(
        "key", "create", "--org", "acme", "--name", "test", "--role", "owner", "--limit", "100000")
    filler = place / "filler"
    subprocess.run(["dd", "if=/dev/zero", f"of={filler}", "bs=64k"], capture_output=True)
    acknowledged = []
    refused = None
    for number in range(4000):
        name = f"lead {number} " + "x" * 100
        answer = post(mainline, json.dumps({"name": name, "notes": "y" * 15_000 + str(os.urandom(1000))}).encode())
        if answer.status_code != 201:
            refused = answer
            break
        acknowledged.append(answer.json()["id"])
    assert refused is not None, "the disk never filled"
    assert_problem(refused, 503)
    assert mainline.is_alive()
    assert requests.get(f"{mainline.url}/healthz", timeout=5).status_code == 200

    filler.unlink()
    mainline.until(lambda: post(mainline, b'{"name": "after"}').status_code == 201, "it did not recover", seconds=60)
    stored = {row[0] for row in mainline.sql("select id from leads")}
    assert set(acknowledged) <= stored, "an acknowledged record is lost"
    mainline.stop()
