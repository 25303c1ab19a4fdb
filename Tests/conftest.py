"""What all of Python's tests share: none of them waits for ever."""

import pathlib
import sys
import threading

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent / "Acceptance"))

from browsers import end_all  # noqa: E402: found by the line above

# The longest test takes a sixth of it on a quiet machine.
TEST_SECONDS = 600


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item, nextitem):
    guard = threading.Timer(TEST_SECONDS, end_all)
    guard.start()
    try:
        return (yield)
    finally:
        guard.cancel()
