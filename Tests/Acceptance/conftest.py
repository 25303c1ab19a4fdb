"""What all acceptance tests share. They see Mainline from outside only: its commands, its addresses, its pages."""

import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> pathlib.Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def mainline() -> pathlib.Path:
    """The built program."""
    return ROOT / ".build/release/mainline"
