"""Whatever a program sends, the API answers as its own document says and never breaks."""

import subprocess
import sys

import pytest

CHECKS = "not_a_server_error,response_schema_conformance,status_code_conformance,content_type_conformance"


@pytest.fixture(scope="module")
def playground(mainline, served, root) -> str:
    """An organisation in which nothing matters."""
    subprocess.run(
        [mainline, "org", "create", "--name", "Playground", "--slug", "playground", "--zone", "Europe/Paris", "--owner-name",
         "Pat", "--owner-email", "pat@playground.example", "--owner-password", "swings-and-slides", "--data", served[1]],
        cwd=root, check=True, capture_output=True, timeout=60)
    return "playground"


@pytest.mark.parametrize("role", ["owner", "viewer"])
def test_every_answer_fits_the_document(address, key_of, playground, role, tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "run", f"{address}/openapi.json", "-H", f"Authorization: Bearer {key_of(role, playground)}",
         "-n", "4", "-c", CHECKS, "--phases=coverage,fuzzing", "--no-color", "--seed", "7306"],
        cwd=tmp_path, capture_output=True, text=True, timeout=240)
    assert run.returncode == 0, run.stdout[-8000:] + run.stderr[-2000:]
