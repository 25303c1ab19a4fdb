"""What attackers send over real connections and into real browsers. The rest is in Tests/AppTests/Attacks."""

import gzip
import re
import socket
import subprocess
import threading
import time
import zlib

import pytest
import requests

from browsers import close
from filler import SCRIPT, poison

PASSWORD = "glass-retort-burner"
SECOND = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"


def place(address: str) -> tuple[str, int]:
    host, port = address.removeprefix("http://").split(":")
    return host, int(port)


def raw(address: str, text: bytes | str, seconds: float = 15) -> bytes:
    """Sends bytes as they are and reads until the server closes or says nothing more for two seconds."""
    with socket.create_connection(place(address), timeout=seconds) as connection:
        connection.sendall(text if isinstance(text, bytes) else text.encode("latin-1"))
        connection.settimeout(2)
        answer = b""
        try:
            while piece := connection.recv(65536):
                answer += piece
        except (TimeoutError, ConnectionResetError):
            pass
        return answer


def answers(text: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3})", text)]


# Requests whose end two readers see at different places, each with another request hidden behind or inside it.
SMUGGLED = {
    "length and chunks": "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SECOND,
    "chunks and length": "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\nX" + SECOND,
    "two lengths": f"Content-Length: 0\r\nContent-Length: {len(SECOND)}\r\n\r\n" + SECOND,
    "a list of lengths": f"Content-Length: 0, {len(SECOND)}\r\n\r\n" + SECOND,
    "a signed length": "Content-Length: +0\r\n\r\n" + SECOND,
    "a negative length": "Content-Length: -1\r\n\r\n" + SECOND,
    "a length beyond numbers": "Content-Length: 18446744073709551616\r\n\r\n" + SECOND,
    "a length in hexadecimal": "Content-Length: 0x10\r\n\r\n" + SECOND,
    "a blank before the colon": "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + SECOND,
    "an unknown coding": "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SECOND,
    "a coding twice": "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + SECOND,
    "a coding with a tab": "Transfer-Encoding:\tchunked\x0b\r\n\r\n0\r\n\r\n" + SECOND,
    "a folded header": "X-A: b\r\n Transfer-Encoding: chunked\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SECOND,
}


# libmicrohttpd 0.9.75 refuses these by itself, before any code of ours is asked, and sends the head of its refusal twice
# before it closes the connection.
TOLD_TWICE = {
    "a list of lengths", "a signed length", "a negative length", "a length beyond numbers", "a length in hexadecimal",
}


@pytest.mark.parametrize("kind", SMUGGLED)
def test_no_request_hides_in_another(address, kind):
    answer = raw(address, "POST /sign-in HTTP/1.1\r\nHost: x\r\n" + SMUGGLED[kind])
    assert set(answers(answer)) <= {400, 413, 501} and answers(answer), answer[:500]
    assert b"mainline_" not in answer
    head, end, rest = answer.partition(b"\r\n\r\n")
    if kind in TOLD_TWICE:
        # What follows is the same head once more, never an answer to the second request.
        assert rest.removeprefix(head + end).count(b"HTTP/1.1") == 0, answer[:500]
    else:
        assert len(answers(answer)) == 1, answer[:500]


@pytest.mark.parametrize("chunks", ["zz\r\n", "-1\r\n", "ffffffffffffffff1\r\n", "1;a=\x01\r\nx\r\n0\r\n\r\n", "5\nhello\n0\n\n", "0x5\r\nhello\r\n0\r\n\r\n"])
def test_malformed_chunks_end_the_connection(address, chunks):
    head = "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
    answer = raw(address, head + chunks + SECOND)
    assert 200 not in answers(answer) and b"mainline_" not in answer, answer[:500]


@pytest.mark.parametrize("request_line", [
    "GET http://evil.example/ HTTP/1.1", "GET //evil.example/ HTTP/1.1", "GET /../../etc/passwd HTTP/1.1", "GET /assets/../../etc/passwd HTTP/1.1",
    "GET /assets/%2e%2e/%2e%2e/etc/passwd HTTP/1.1", "GET /assets/..%2f..%2fetc%2fpasswd HTTP/1.1", "GET /\\..\\etc HTTP/1.1", "CONNECT evil.example:443 HTTP/1.1",
    "TRACE / HTTP/1.1", "DEBUG / HTTP/1.1", "GET /a%00b HTTP/1.1", "GET /%0d%0aX-Evil:1 HTTP/1.1", "GET / HTTP/9.9", "GET / EVIL/1.1", "get / HTTP/1.1",
])
def test_odd_request_lines_get_nothing(address, request_line):
    answer = raw(address, f"{request_line}\r\nHost: x\r\nX-Secret: mirrored\r\nConnection: close\r\n\r\n")
    assert all(status in (400, 404, 405, 501, 505, 303, 401) for status in answers(answer)), answer[:300]
    assert b"root:x:0" not in answer and b"mirrored" not in answer and b"\r\nX-Evil" not in answer
    for location in re.findall(rb"\r\n[Ll]ocation: ([^\r]*)", answer):
        assert location.startswith(b"/") and not location.startswith(b"//"), location


def test_floods_are_cut_short(address):
    head = "GET / HTTP/1.1\r\nHost: x\r\n"
    for flood in ["X-A: b\r\n" * 5000, "X-A: " + "b" * 200_000 + "\r\n", "Cookie: " + "a=b; " * 20_000 + "\r\n"]:
        assert answers(raw(address, head + flood + "\r\n")) in ([431], [])
    assert answers(raw(address, f"GET /?{'a' * 100_000} HTTP/1.1\r\nHost: x\r\n\r\n")) in ([414], [431], [])
    assert answers(raw(address, f"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: {1 << 40}\r\n\r\n")) == [413]
    assert requests.get(f"{address}/readyz", timeout=10).ok


def test_those_who_dawdle_keep_nobody_waiting_and_are_cut_off(address):
    dawdlers = [socket.create_connection(place(address), timeout=30) for _ in range(150)]
    try:
        for number, each in enumerate(dawdlers):
            each.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-A: " if number % 2 else b"G")
        for _ in range(5):
            assert requests.get(f"{address}/readyz", timeout=5).ok
        # One byte now and then does not keep a connection: the time for a head is for all of it.
        deadline = time.monotonic() + 40
        left = list(dawdlers)
        while left and time.monotonic() < deadline:
            time.sleep(1)
            for each in list(left):
                try:
                    each.sendall(b"b")
                    each.setblocking(False)
                    if each.recv(1000) is not None:
                        left.remove(each)
                except BlockingIOError:
                    each.setblocking(True)
                except OSError:
                    left.remove(each)
        assert not left, f"{len(left)} of {len(dawdlers)} are still there"
    finally:
        for each in dawdlers:
            each.close()


def test_compressed_bodies_are_not_unfolded(address, api):
    bomb = gzip.compress(b" " * (200 << 20), compresslevel=9)
    for coding, body in [("gzip", bomb), ("deflate", zlib.compress(b" " * (20 << 20))), ("gzip, gzip", gzip.compress(bomb))]:
        answer = api.post("/api/v1/customers", data=body, headers={"Content-Encoding": coding, "Content-Type": "application/json"})
        assert answer.status_code in (400, 413, 415), answer.text


def test_every_kind_of_answer_carries_the_headers_that_protect_it(address, api, visit):
    page = visit("olivia").open("/customers")
    cookies = {each["name"]: each["value"] for each in page.context.cookies()}
    asset = re.search(r'href="(/assets/[^"]+\.css)"', requests.get(f"{address}/sign-in", timeout=10).text)[1]
    plain = {"allow_redirects": False, "timeout": 10}
    seen = {
        "page": requests.get(f"{address}/customers", cookies=cookies, headers={"Accept": "text/html"}, **plain),
        "fragment": requests.get(f"{address}/customers", cookies=cookies, headers={"HX-Request": "true"}, **plain),
        "sign-in": requests.get(f"{address}/sign-in", **plain),
        "redirect": requests.get(f"{address}/customers", headers={"Accept": "text/html"}, **plain),
        "unauthorised": requests.get(f"{address}/api/v1/customers", **plain),
        "not found": requests.get(f"{address}/nothing", headers={"Accept": "text/html"}, **plain),
        "not allowed": requests.put(f"{address}/customers", **plain),
        "options": requests.options(f"{address}/customers", headers={"Origin": "https://evil.example"}, **plain),
        "forbidden": requests.post(f"{address}/sign-out", cookies=cookies, **plain),
        "data": api.get("/api/v1/customers"),
        "table": api.get("/api/v1/customers", headers={"Accept": "text/csv"}),
        "export": requests.get(f"{address}/customers/export.csv", cookies=cookies, **plain),
        "asset": requests.get(address + asset, **plain),
        "document": requests.get(f"{address}/openapi.json", **plain),
        "health": requests.get(f"{address}/healthz", **plain),
        "webhook": requests.post(f"{address}/webhooks/stripe", **plain),
        "link": requests.get(f"{address}/pay/nothing", **plain),
    }
    for name, answer in seen.items():
        policy = answer.headers.get("Content-Security-Policy", "")
        for word in ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]:
            assert word in policy, f"{name}: {policy}"
        assert "unsafe" not in policy, f"{name}: {policy}"
        assert answer.headers.get("X-Content-Type-Options") == "nosniff", name
        assert answer.headers.get("Referrer-Policy") in ("strict-origin-when-cross-origin", "same-origin", "no-referrer"), name
        assert answer.headers.get("Cross-Origin-Opener-Policy") == "same-origin", name
        assert "Permissions-Policy" in answer.headers, name
        assert "Access-Control-Allow-Origin" not in answer.headers, name
        assert not answer.headers.get("Server"), name
    for name in ["page", "fragment", "data", "table", "export", "sign-in", "unauthorised", "forbidden"]:
        kept = seen[name].headers.get("Cache-Control", "")
        assert "no-store" in kept or "private" in kept, f"{name}: {kept}"


def test_no_other_site_frames_our_pages(visit, address):
    workspace = visit("olivia")
    page = workspace.open("/customers")
    answer = page.request.get("/customers")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    page.goto("about:blank")
    page.set_content(f"<iframe id=f src='{address}/customers'></iframe>")
    page.wait_for_timeout(1500)
    frame = page.frames[-1]
    assert frame.locator(".sidebar").count() == 0


@pytest.fixture
def colleague(mainline, served, root, api):
    """Somebody of the demo organisation who has signed in: their id, and what their browser sends."""
    email = f"col-{time.time_ns()}@harbor.example"
    subprocess.run(
        [mainline, "user", "add", "--org", "harbor", "--name", "Col League", "--email", email, "--role", "agent", "--password", PASSWORD,
         "--data", served[1]],
        cwd=root, check=True, capture_output=True, timeout=60)
    browser = requests.Session()
    answer = browser.post(f"{served[0]}/sign-in", data={"email": email, "password": PASSWORD}, allow_redirects=False, timeout=15)
    browser.headers["Sec-Fetch-Site"] = "same-origin"
    assert answer.status_code == 303, answer.text
    return api.first("members", email=f"eq.{email}")["id"], browser


@pytest.mark.parametrize("change", [{"role": "viewer"}, {"is_active": False}])
def test_who_loses_a_role_hears_no_more_on_the_line_that_is_open(address, api, colleague, change):
    member, browser = colleague
    with browser.get(f"{address}/live?topics=customers", stream=True, timeout=30) as stream:
        assert stream.status_code == 200
        ended = threading.Event()

        def listen():
            for _ in stream.iter_content(1024):
                pass
            ended.set()

        threading.Thread(target=listen, daemon=True).start()
        time.sleep(1)
        assert not ended.is_set()
        api.patch(f"/api/v1/members/{member}", json=change).raise_for_status()
        assert ended.wait(10)
    # Whoever has another role signs in anew; who works there no more cannot.
    again = browser.get(f"{address}/live?topics=customers", stream=True, timeout=15)
    assert again.status_code == 401
    again.close()


def test_no_other_site_opens_a_socket(address, colleague):
    cookie = "; ".join(f"{each.name}={each.value}" for each in colleague[1].cookies)
    for origin in ["Origin: https://evil.example\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\n", ""]:
        answer = raw(
            address, f"GET /live/socket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: {cookie}\r\n{origin}\r\n")
        assert answers(answer) == [403], answer[:300]


@pytest.fixture(scope="module")
def laboratory(mainline, served, root, key_of) -> tuple[str, list[str]]:
    """An organisation with script in every text that its records may hold: whose key, and what could be filled."""
    subprocess.run(
        [mainline, "org", "create", "--name", "Laboratory", "--slug", "laboratory", "--zone", "UTC", "--owner-name", "Lab",
         "--owner-email", "lab@laboratory.example", "--owner-password", PASSWORD, "--data", served[1]],
        cwd=root, check=True, capture_output=True, timeout=60)
    key = key_of("owner", "laboratory")
    return key, poison(served[0], key)


WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) =>
    window.violations.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample));
"""


class Lookout:
    """A browser that keeps the policy of our pages, and notes whatever runs or would run."""

    def __init__(self, chromium, address: str):
        self.context = chromium.new_context(base_url=address)
        self.context.add_init_script(WATCH)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("dialog", lambda dialog: (self.faults.append(dialog.message), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def check(self, place: str) -> None:
        found = self.page.evaluate(
            "() => [typeof pwned, document.querySelectorAll('img[src=x], [onerror]').length, ...(window.violations ?? [])]")
        if found != ["undefined", 0]:
            self.faults.append(f"{place}: {found}")

    def links(self, selector: str) -> list[str]:
        found = self.page.eval_on_selector_all(selector, "(all) => all.map((each) => each.getAttribute('href'))")
        return list(dict.fromkeys(each for each in found if each))


def test_script_in_every_text_runs_on_no_page(chromium, address, laboratory):
    filled = laboratory[1]
    assert len(filled) > 20, filled
    lookout = Lookout(chromium, address)
    page = lookout.page
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill("lab@laboratory.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(address + "/")
    lookout.check("/")
    seen = 0
    lists = lookout.links(".sidebar a[href^='/']") + ["/search?q=img", "/tags", "/reports/build", "/imports", "/notifications", "/settings"]
    for path in lists:
        if page.goto(path) is None:
            continue
        lookout.check(path)
        seen += 1
        for layout in ["board", "cards", "calendar", "map"]:
            if page.locator(f"a[href*='layout={layout}']").count():
                page.goto(f"{path}?layout={layout}")
                lookout.check(f"{path} as {layout}")
        page.goto(path)
        records = lookout.links(f"main a[href^='{path}/0']")[:1]
        for record in records:
            page.goto(record)
            lookout.check(record)
            for below in lookout.links(f"main a[href^='{record}?tab='], .page-actions a[href^='{record}/']"):
                page.goto(below)
                lookout.check(below)
                seen += 1
    # What comes into a page later: the palette, suggestions, dialogs.
    page.goto("/customers")
    page.keyboard.press("Control+k")
    page.keyboard.type("img", delay=30)
    page.wait_for_timeout(800)
    lookout.check("palette")
    page.goto(f"/customers?q={SCRIPT}")
    lookout.check("search")
    close(lookout.context)
    assert seen > 40
    assert lookout.faults == []
