"""A backup holds everything, and coming back changes nothing."""

import pathlib
import subprocess
import tarfile
import tempfile

import pytest


@pytest.fixture
def place():
    """A folder that PostgreSQL's system user may enter too."""
    with tempfile.TemporaryDirectory(prefix="mainline-backup-") as folder:
        path = pathlib.Path(folder)
        path.chmod(0o755)
        yield path


@pytest.fixture
def call(mainline, root):
    def call(*arguments, status=0) -> str:
        result = subprocess.run(
            [mainline, *map(str, arguments)], cwd=root, capture_output=True, text=True, timeout=120,
            stdin=subprocess.DEVNULL)
        assert result.returncode == status, result.stderr
        return result.stdout + result.stderr
    return call


@pytest.fixture
def backup(place, call):
    """A backup, with the key, of an installation with one organisation and one file."""
    call("org", "create", "--name", "Quay", "--slug", "quay", "--zone", "UTC", "--owner-name", "Ida Quay",
         "--owner-email", "ida@quay.example", "--owner-password", "quay-light-house-7", "--data", place / "old")
    kept = place / "old/files/ab/cd"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"a file")
    call("backup", place / "quay.tar", "--with-key", "--data", place / "old")
    return place / "quay.tar"


def test_a_backup_comes_back_whole(place, call, backup):
    call("restore", backup, "--data", place / "new")
    assert "quay" in call("org", "list", "--data", place / "new")
    assert (place / "new/files/ab/cd").read_bytes() == b"a file"
    assert (place / "new/sealing.key").read_text() == (place / "old/sealing.key").read_text()
    assert " 0 failed" in call("doctor", "--data", place / "new")


def test_a_full_database_is_not_written_over_unless_asked(place, call, backup):
    assert "--replace" in call("restore", backup, "--data", place / "old", status=1)
    call("restore", backup, "--replace", "--data", place / "old")
    assert "quay" in call("org", "list", "--data", place / "old")


def test_a_damaged_backup_is_refused(place, call, backup):
    with tarfile.open(backup) as archive:
        archive.extractall(place / "open", filter="data") if hasattr(tarfile, "data_filter") else archive.extractall(place / "open")
    (place / "open/files/ab/cd").write_bytes(b"b file")
    with tarfile.open(place / "bad.tar", "w") as archive:
        archive.add(place / "open", arcname=".")
    assert "files/ab/cd" in call("restore", place / "bad.tar", "--data", place / "new", status=1)


def test_a_backup_is_never_written_over_another_file(place, call, backup):
    assert "there already" in call("backup", backup, "--data", place / "old", status=1)
