"""The commands a newcomer types say what they do and refuse what they do not know."""

import shutil
import subprocess

import pytest


def run(*command: str, cwd) -> subprocess.CompletedProcess:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)


@pytest.mark.parametrize("command", ["./run", "./test"])
def test_help_names_every_way_to_call(root, command):
    result = run(command, "--help", cwd=root)
    assert result.returncode == 0
    assert result.stdout.startswith(f"Usage: {command}")


@pytest.mark.parametrize("arguments", [["--prot", "80"], ["--port"], ["--port", "99999"], ["--port=x"]])
def test_run_refuses_a_wrong_option_by_name(root, arguments):
    result = run("./run", *arguments, cwd=root)
    assert result.returncode != 0
    assert arguments[-1].split("=")[-1] in result.stderr or arguments[0] in result.stderr
    assert "What to do:" in result.stderr


def test_test_refuses_an_unknown_kind(root):
    result = run("./test", "everything", cwd=root)
    assert result.returncode != 0
    assert "everything" in result.stderr


def test_missing_packages_are_named_with_the_exact_command(root, tmp_path):
    """Without root and sudo nothing is installed; the command to type is printed."""
    packages = tmp_path / "packages.txt"
    packages.write_text("# one that no system has\nmainline-no-such-package\n")
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "id").write_text("#!/bin/sh\necho 1000\n")
    (tools / "sudo").write_text("#!/bin/sh\nexit 1\n")
    for tool in tools.iterdir():
        tool.chmod(0o755)
    result = subprocess.run(
        ["scripts/install-packages", str(packages)], cwd=root, capture_output=True, text=True, timeout=60,
        env={"PATH": f"{tools}:/usr/sbin:/usr/bin:/sbin:/bin"}, stdin=subprocess.DEVNULL)
    assert result.returncode != 0
    assert "apt-get install -y --no-install-recommends mainline-no-such-package" in result.stderr


@pytest.mark.parametrize("version, fits", [("5.10", False), ("6.2.1", False), ("6.3", True), ("6.10.1", True), ("7.0", True)])
def test_swift_must_be_new_enough(root, tmp_path, version, fits):
    swift = tmp_path / "swift"
    swift.write_text(f"#!/bin/sh\necho 'Swift version {version} (swift-{version}-RELEASE)'\n")
    swift.chmod(0o755)
    # In a copy: the repository's own stamps must not change.
    shutil.copytree(root / "scripts", tmp_path / "copy/scripts")
    result = subprocess.run(
        ["scripts/check-swift"], cwd=tmp_path / "copy", capture_output=True, text=True, timeout=60,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, stdin=subprocess.DEVNULL)
    assert (result.returncode == 0) == fits
    assert fits or "6.3 or newer" in result.stderr
