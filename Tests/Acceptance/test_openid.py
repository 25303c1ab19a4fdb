"""Signing in through a real OpenID Connect provider, as a process of its own, with a browser."""

import pathlib
import shutil
import subprocess
import sys
import tempfile

import pytest
import requests

from serving import ROOT, free_port, wait_until_ready
from workspace import PASSWORD, Workspace


class Provider:
    def __init__(self, address: str):
        self.address = address

    def knows(self, subject: str, **claims) -> str:
        requests.put(f"{self.address}/users/{subject}", json=claims, timeout=10).raise_for_status()
        return subject


@pytest.fixture(scope="module")
def provider():
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)], stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                requests.get(f"{address}/.well-known/openid-configuration", timeout=5).raise_for_status()
                break
            except requests.RequestException:
                assert process.poll() is None
        yield Provider(address)
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def trusting(mainline, provider):
    """A Mainline that lets organisations' providers be on this machine, with one set up by its owner."""
    data = pathlib.Path(tempfile.mkdtemp(prefix="mainline-"))
    data.chmod(0o755)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    log = data / "serve.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [mainline, "serve", "--data", data / "var", "--listen", f"127.0.0.1:{port}", "--demo",
             "--openid-allow-private"],
            cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    try:
        wait_until_ready(address, process, log)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
        shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="module")
def set_up(trusting, chromium, provider):
    """The owner sets up the provider in the settings."""
    owner = Workspace(chromium, trusting, width=1440, dark=False)
    owner.sign_in("olivia")
    page = owner.open("/settings/providers/new")
    page.get_by_label("Name").fill("Harbor ID")
    page.get_by_label("Issuer").fill(provider.address)
    page.get_by_label("Client ID").fill("mainline")
    page.get_by_label("Client secret").fill("harbor secret")
    page.get_by_label("E-mail domains").fill("harbor.example")
    page.get_by_label("Whoever is new becomes").select_option("agent")
    page.get_by_role("button", name="Add the provider").click()
    page.wait_for_url(f"{trusting}/settings/providers/*")
    yield owner
    owner.close()


@pytest.fixture
def browser(trusting, chromium, set_up):
    opened = Workspace(chromium, trusting, width=1440, dark=False)
    yield opened
    opened.close()
    assert opened.faults == []


def sign_in(browser, subject: str):
    page = browser.open("/sign-in?organisation=harbor")
    page.get_by_role("link", name="Sign in with Harbor ID").click()
    page.locator("input[name=sub]").fill(subject)
    page.get_by_role("button", name="Authorize").click()
    return page


def test_somebody_new_becomes_a_member(browser, trusting, provider):
    subject = provider.knows("new", email="newcomer@harbor.example", email_verified=True, name="Nora New")
    page = sign_in(browser, subject)
    page.wait_for_url(f"{trusting}/")
    browser.open("/account/connections")
    assert page.locator("main").get_by_text("newcomer@harbor.example").first.is_visible()
    # An agent is no admin.
    assert page.goto("/settings/security").status == 403


def test_a_member_is_known_by_the_address_and_then_by_the_subject(browser, trusting, provider):
    subject = provider.knows("maria", email="maria@harbor.example", email_verified=True)
    sign_in(browser, subject).wait_for_url(f"{trusting}/")
    browser.context.clear_cookies()
    provider.knows("maria", email="renamed@harbor.example", email_verified=True)
    page = sign_in(browser, subject)
    page.wait_for_url(f"{trusting}/")
    browser.open("/account/devices")
    assert page.get_by_text("This browser").is_visible()


def test_an_owner_ties_the_account_with_the_password(browser, trusting, provider):
    subject = provider.knows("olivia", email="olivia@harbor.example", email_verified=True)
    page = sign_in(browser, subject)
    page.wait_for_url(f"{trusting}/sign-in/link")
    page.get_by_label("Password").fill("not the right one")
    page.get_by_role("button", name="Connect and sign in").click()
    assert page.get_by_text("This is not your password.").first.is_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Connect and sign in").click()
    page.wait_for_url(f"{trusting}/")


@pytest.mark.parametrize("claims", [
    {"email": "mallory@evil.example", "email_verified": True},
    {"email": "tom@harbor.example", "email_verified": False},
    {"email": "tom@harbor.example"},
    {},
])
def test_whom_the_provider_does_not_speak_for_stays_outside(browser, trusting, provider, claims):
    subject = provider.knows(f"outside-{len(claims)}-{claims.get('email_verified')}", **claims)
    page = sign_in(browser, subject)
    assert page.get_by_role("heading", name="Sign in").is_visible()
    assert page.goto("/account/devices").url.startswith(f"{trusting}/sign-in")


def test_an_answer_is_taken_once_and_in_its_own_browser_only(browser, chromium, trusting, provider):
    subject = provider.knows("replayed", email="vera@harbor.example", email_verified=True)
    answers = []
    browser.page.on("request", lambda request: answers.append(request.url) if "/back?" in request.url else None)
    sign_in(browser, subject).wait_for_url(f"{trusting}/")
    browser.context.clear_cookies()
    assert browser.page.goto(answers[0]).status == 400
    # A stranger's answer, put before somebody else's browser.
    victim = Workspace(chromium, trusting, width=1440, dark=False)
    answers.clear()
    browser.page.route("**/back?*", lambda route: route.abort())
    try:
        sign_in(browser, subject)
        browser.page.wait_for_event("requestfailed", timeout=1000)
    except Exception:  # The request may have failed before it was waited for.
        pass
    assert victim.page.goto(answers[0]).status == 400
    assert victim.page.goto("/account/devices").url.startswith(f"{trusting}/sign-in")
    victim.close()


def test_whoever_declines_is_told_so(browser, trusting):
    page = browser.open("/sign-in?organisation=harbor")
    page.get_by_role("link", name="Sign in with Harbor ID").click()
    page.get_by_role("button", name="Deny").click()
    assert page.get_by_role("heading", name="Sign in").is_visible()
