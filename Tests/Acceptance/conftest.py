"""What all acceptance tests share. They see Mainline from outside only: its commands, its addresses, its pages."""

import os
import pathlib
import shutil
import subprocess
import tempfile

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import sync_playwright

from api import API
from browsers import Browser
from carrier import Carrier
from mailbox_server import Mailbox
from operators import Operators
from serving import ROOT, free_port, wait_until_ready
from workspace import Workspace


@pytest.fixture(scope="session")
def root() -> pathlib.Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def mainline() -> pathlib.Path:
    """The built program."""
    return ROOT / os.environ.get("PROGRAM_UNDER_TEST", ".build/release/mainline")


@pytest.fixture(scope="session")
def mailbox():
    """A mail server that keeps what it is given."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    box.url = f"smtp://127.0.0.1:{controller.port}"
    yield box
    controller.stop()


@pytest.fixture(scope="session")
def served(mainline, mailbox):
    """A Mainline of its own with the demo organisation: its address and its data folder."""
    # Not pytest's folder: the path of PostgreSQL's socket must stay short.
    data = pathlib.Path(tempfile.mkdtemp(prefix="mainline-"))
    data.chmod(0o755)
    port = free_port()
    log = data / "serve.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [mainline, "serve", "--data", data / "var", "--listen", f"127.0.0.1:{port}", "--demo",
             "--smtp-url", mailbox.url],
            cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(address, process, log)
        yield address, data / "var"
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
        shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="session")
def address(served) -> str:
    return served[0]


@pytest.fixture(scope="session")
def key_of(mainline, served):
    """Makes an API key: `key_of("viewer")`; of the demo organisation unless told otherwise."""

    def make(role: str, organisation: str = "harbor") -> str:
        made = subprocess.run(
            [mainline, "key", "create", "--org", organisation, "--name", f"tests {role}", "--role", role, "--limit", "100000",
             "--data", served[1]],
            cwd=ROOT, check=True, capture_output=True, text=True, timeout=60)
        return made.stdout.strip()

    return make


@pytest.fixture(scope="session")
def api(served, key_of) -> API:
    """The API with an owner's key; addresses are paths."""
    return API(served[0], key_of("owner"))


@pytest.fixture(scope="session")
def operator(mainline, served) -> Operators:
    """Operators of the installation, who sign in at a page: `operator.sign_in(page, "ana")`."""
    return Operators(mainline, ROOT, served[1])


@pytest.fixture(scope="session")
def carrier(served) -> Carrier:
    """Calls the organisation as the telephone company would."""
    return Carrier(*served)


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="module")
def chromium(playwright):
    """A browser for the tests of one file, so that one that fell ill does not take the others with it."""
    browser = Browser(playwright)
    yield browser
    browser.close()


@pytest.fixture
def visit(chromium, address):
    """Opens a browser of its own for somebody: `visit("olivia")`; closed after the test, which fails on script errors."""
    opened = []

    def open_as(name: str | None, width: int = 1440, dark: bool = False) -> Workspace:
        opened.append(Workspace(chromium, address, width=width, dark=dark))
        if name:
            opened[-1].sign_in(name)
        return opened[-1]

    yield open_as
    faults = [fault for workspace in opened for fault in workspace.faults]
    for workspace in opened:
        workspace.close()
    assert faults == []
