"""Adds up what the test runners report in JUnit's XML form.

tally.py --check STATUS FILE…   fails if a runner that ended with STATUS has no failed test to show for it
tally.py --sum CRASHES FILE…    prints “N passed, N failed”; fails unless all passed and at least one did
"""

import pathlib
import sys
import xml.etree.ElementTree as xml


def count(files: list[str]) -> tuple[int, int]:
    """Tests that passed and tests that failed; skipped ones are neither."""
    passed = failed = 0
    for name in files:
        if not pathlib.Path(name).exists():
            continue
        for case in xml.parse(name).iter("testcase"):
            outcomes = {child.tag for child in case}
            if outcomes & {"failure", "error"}:
                failed += 1
            elif "skipped" not in outcomes:
                passed += 1
    return passed, failed


def main(mode: str, number: str, *files: str) -> int:
    try:
        passed, failed = count(list(files))
    except xml.ParseError:
        # A runner that died while writing.
        passed, failed = 0, 1
    if mode == "--check":
        return int(number) != 0 and failed == 0
    failed += int(number)
    print(f"{passed} passed, {failed} failed")
    return failed > 0 or passed == 0


sys.exit(main(*sys.argv[1:]))
