"""What the tests of reliability share. They live in modules of their own folder."""

import pathlib
import shutil
import sys
import tempfile

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from installation import Installation  # noqa: E402: found by the line above


@pytest.fixture
def make_installation():
    """Makes installations; stops and removes them afterwards."""
    made: list[Installation] = []

    def make(folder: pathlib.Path | None = None) -> Installation:
        # Not pytest's own folder: run as root, PostgreSQL's programs are another user and could not enter it.
        place = folder or pathlib.Path(tempfile.mkdtemp(prefix="mainline-reliability-"))
        place.chmod(0o755)
        installation = Installation(place / "data")
        made.append(installation)
        return installation

    yield make
    for installation in made:
        installation.stop()
        shutil.rmtree(installation.data.parent, ignore_errors=True)
