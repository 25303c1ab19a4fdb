"""Chromium, in which the tests look at Mainline."""

import contextlib
import threading

import psutil
from playwright.sync_api import BrowserContext, Error

CLOSING_SECONDS = 60


class Browser:
    """Started when it is first needed, and again when it has ended."""

    def __init__(self, playwright):
        self._start = lambda: playwright.chromium.launch(executable_path="/usr/bin/chromium-headless-shell", args=["--no-sandbox"])
        self._browser = None

    def new_context(self, **options) -> BrowserContext:
        if self._browser is None or not self._browser.is_connected():
            self._browser = self._start()
        return self._browser.new_context(**options)

    def close(self) -> None:
        if self._browser:
            close(self._browser)


def close(opened) -> None:
    """Closes a browser or a context. One that does not answer is ended: by then there is nothing left to be seen in it."""
    ended = threading.Event()
    guard = threading.Timer(CLOSING_SECONDS, lambda: (ended.set(), end_all()))
    guard.start()
    try:
        opened.close()
    except Error:
        if not ended.is_set():
            raise
    finally:
        guard.cancel()


def end_all() -> None:
    """Ends every browser that these tests started; Playwright waits without limit for one that hangs."""
    for process in psutil.Process().children(recursive=True):
        # The children of one that was ended go by themselves.
        with contextlib.suppress(psutil.NoSuchProcess):
            if process.name().startswith("chrom"):
                process.kill()
