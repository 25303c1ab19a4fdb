"""Whatever a program sends, the API answers as its own document says and never breaks."""

import concurrent.futures
import json
import subprocess
import sys
import uuid

import pytest

from api import API

CHECKS = "not_a_server_error,response_schema_conformance,status_code_conformance,content_type_conformance"


@pytest.fixture(scope="module")
def playground(mainline, served, root) -> str:
    """An organisation in which nothing matters."""
    subprocess.run(
        [mainline, "org", "create", "--name", "Playground", "--slug", "playground", "--zone", "Europe/Paris", "--owner-name",
         "Pat", "--owner-email", "pat@playground.example", "--owner-password", "swings-and-slides", "--data", served[1]],
        cwd=root, check=True, capture_output=True, timeout=60)
    return "playground"


@pytest.fixture(scope="module")
def marker(address, key_of) -> str:
    """A word that stands in the other organisation's records alone."""
    word = f"marker{uuid.uuid4().hex}"
    theirs = API(address, key_of("owner", "harbor"))
    for resource in ["customers", "leads", "tags"]:
        theirs.post(f"/api/v1/{resource}", json={"name": word}).raise_for_status()
    return word


# Examples for each operation: the owner reaches the most, the others are mostly turned away.
EXAMPLES = {"owner": 4, "admin": 1, "manager": 1, "sales": 1, "agent": 1, "technician": 1, "viewer": 2}


# Each keeps one core busy with thinking of requests; the server has little to do meanwhile.
AT_ONCE = 2


@pytest.fixture(scope="module")
def runs(address, key_of, playground, marker, tmp_path_factory):
    """What schemathesis found out with the key of each role, and what it was answered."""

    def run(role: str, key: str):
        folder = tmp_path_factory.mktemp(role)
        found = subprocess.run(
            [sys.executable, "-m", "schemathesis.cli", "run", f"{address}/openapi.json", "-H", f"Authorization: Bearer {key}",
             "-n", str(EXAMPLES[role]), "-c", CHECKS, "--phases=coverage,fuzzing", "--no-color", "--seed", "7306",
             "--report", "har", "--report-har-path", folder / "answers.har"],
            cwd=folder, capture_output=True, text=True, timeout=1200)
        return found, folder / "answers.har"

    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        yield {role: pool.submit(run, role, key_of(role, playground)) for role in EXAMPLES}


@pytest.mark.parametrize("role", EXAMPLES)
def test_every_answer_fits_the_document(runs, marker, role):
    run, record = runs[role].result()
    assert run.returncode == 0, run.stdout[-8000:] + run.stderr[-2000:]
    answers = [entry["response"].get("content", {}).get("text") or "" for entry in json.loads(record.read_text())["log"]["entries"]]
    assert len(answers) > 100
    assert not [answer for answer in answers if marker in answer]
