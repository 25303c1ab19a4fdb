"""The last line of ./test counts both kinds of tests, and no crash passes for a success."""

import subprocess

import pytest

PASSED = '<testcase name="a"/>'
FAILED = '<testcase name="b"><failure message="no"/></testcase>'
BROKEN = '<testcase name="c"><error message="no"/></testcase>'
SKIPPED = '<testcase name="d"><skipped/></testcase>'


@pytest.fixture
def tally(root, tmp_path):
    def run(mode, number, *reports):
        files = []
        for index, cases in enumerate(reports):
            files.append(tmp_path / f"{index}.xml")
            files[-1].write_text(cases if cases.startswith("<suite>") else f"<suite>{cases}</suite>")
        result = subprocess.run(
            ["python3", root / "scripts/tally.py", mode, str(number), *files], capture_output=True, text=True, timeout=30)
        return result.returncode, result.stdout.strip()

    return run


def test_adds_up_all_reports(tally):
    assert tally("--sum", 0, PASSED + SKIPPED, PASSED) == (0, "2 passed, 0 failed")


def test_a_failure_or_error_fails(tally):
    assert tally("--sum", 0, PASSED, FAILED + BROKEN) == (1, "1 passed, 2 failed")


def test_a_crash_counts_as_failed(tally):
    assert tally("--sum", 1, PASSED) == (1, "1 passed, 1 failed")


def test_no_test_at_all_fails(tally):
    assert tally("--sum", 0) == (1, "0 passed, 0 failed")


def test_a_report_cut_off_fails(tally):
    assert tally("--sum", 0, "<suite><testcase") == (1, "0 passed, 1 failed")


def test_a_runner_that_failed_without_a_failed_test_has_crashed(tally):
    assert tally("--check", 139, PASSED)[0] == 1
    assert tally("--check", 1, FAILED)[0] == 0
    assert tally("--check", 0, PASSED)[0] == 0
