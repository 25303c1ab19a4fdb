"""A Mainline that may be hurt: the built program on a data folder and a port of its own, with its embedded PostgreSQL."""

import base64
import hashlib
import hmac
import os
import pathlib
import signal
import socket
import subprocess
import time

import requests

ROOT = pathlib.Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Installation:
    """A data folder and the processes that serve it."""

    def __init__(self, data: pathlib.Path):
        release, debug = (ROOT / ".build" / kind / "mainline" for kind in ("release", "debug"))
        self.program = release if release.exists() else debug
        self.data = data
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.processes: dict[str, subprocess.Popen] = {}

    # Processes

    def start(self, role: str = "all", *arguments: str, port: int | None = None) -> None:
        port = port or self.port
        log = open(self.data.parent / f"{role}.log", "ab")
        self.processes[role] = subprocess.Popen(
            [self.program, "serve", "--role", role, "--data", self.data, "--listen", f"127.0.0.1:{port}",
             "--public-url", self.url, "--assets", ROOT / ".assets", *arguments],
            cwd=self.data.parent, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        self.until(lambda: self.answers(port), f"{role} did not start; see {log.name}")

    def answers(self, port: int) -> bool:
        try:
            return requests.get(f"http://127.0.0.1:{port}/readyz", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def errors_logged(self) -> list[str]:
        """The lines of error that the processes have written."""
        return [line for log in sorted(self.data.parent.glob("*.log")) for line in log.read_text().splitlines()
                if '"error"' in line or " ERROR " in line]

    def is_alive(self, role: str = "all") -> bool:
        return self.processes[role].poll() is None

    def kill(self, role: str) -> None:
        self.processes[role].kill()
        self.processes[role].wait()

    def postmaster(self) -> int:
        return int((self.data / "postgres/postmaster.pid").read_text().split("\n")[0])

    def kill_postgres(self) -> None:
        os.kill(self.postmaster(), signal.SIGKILL)

    def stop(self) -> None:
        for process in self.processes.values():
            if process.poll() is None:
                process.terminate()
        for process in self.processes.values():
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
        # A server that was killed leaves its PostgreSQL to the next one; there is none.
        try:
            os.kill(self.postmaster(), signal.SIGINT)
        except (FileNotFoundError, ProcessLookupError):
            pass

    @staticmethod
    def until(condition, otherwise: str, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, otherwise
            time.sleep(0.1)

    # What it says

    def command(self, *arguments: str) -> str:
        """Runs a command of the program beside the server."""
        result = subprocess.run(
            [self.program, *arguments, "--data", self.data, "--assets", ROOT / ".assets"], cwd=self.data.parent,
            capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    def sql(self, query: str) -> list[list[str]]:
        """Rows as the superuser sees them."""
        socket_folder = (self.data / "postgres/postmaster.pid").read_text().split("\n")[4]
        command = ["psql", "-XAtqF", "\t", "-h", socket_folder, "-U", "postgres", "-d", "mainline", "-c", query]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *command]
        result = subprocess.run(command, capture_output=True, text=True, timeout=30)
        assert result.returncode == 0, result.stderr
        return [line.split("\t") for line in result.stdout.splitlines()]

    # The carrier

    def _derived(self, purpose: str) -> str:
        key = bytes.fromhex((self.data / "sealing.key").read_text().strip())
        return hmac.new(key, purpose.encode(), hashlib.sha256).hexdigest()[:32]

    def webhook(self, path: str, fields: dict[str, str], timeout: float = 30) -> requests.Response:
        """Sends what the simulated carrier would, signed as it signs."""
        fields = {"AccountSid": "AC" + self._derived("simulated carrier account"), **fields}
        text = self.url + path + "".join(name + fields[name] for name in sorted(fields))
        token = self._derived("simulated carrier token").encode()
        signature = base64.b64encode(hmac.new(token, text.encode(), hashlib.sha1).digest()).decode()
        return requests.post(self.url + path, data=fields, headers={"X-Twilio-Signature": signature}, timeout=timeout)
