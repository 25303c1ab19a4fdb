"""Somebody at a browser."""

import pathlib

import axe_playwright_python

from browsers import close

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
PASSWORD = "harbor-lights-42"
VIOLATIONS = """async () => (await axe.run()).violations.map(
    (violation) => violation.id + ': ' + violation.nodes.map((node) => node.html.slice(0, 160)).join(' | '))"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Workspace:
    def __init__(self, browser, address: str, width: int, dark: bool):
        self.address = address
        # axe is put into the page as text, which the content security policy would refuse.
        self.context = browser.new_context(
            bypass_csp=True, viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light",
            base_url=address)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def close(self) -> None:
        close(self.context)

    def sign_in(self, name: str) -> None:
        self.page.goto("/sign-in")
        self.page.get_by_label("E-mail").fill(f"{name}@harbor.example")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(self.address + "/")

    def open(self, path: str):
        answer = self.page.goto(path)
        assert answer.ok, f"{path}: {answer.status}"
        return self.page

    def check_accessible(self) -> None:
        """Nothing that axe finds, and nothing to scroll sideways."""
        self.page.evaluate(AXE)
        assert self.page.evaluate(VIOLATIONS) == [], self.page.url
        assert self.page.evaluate(OVERFLOW) <= 0, f"{self.page.url} is wider than the screen"
