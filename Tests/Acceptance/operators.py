"""The platform's operators."""

import base64
import hashlib
import hmac
import re
import struct
import subprocess
import time

PASSWORD = "operator-lights-42"


def code(secret: str) -> str:
    """The six digits that an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


class Operators:
    """Makes operators on the command line. Each code counts once, so that every sign-in has somebody of its own."""

    def __init__(self, mainline, root, data):
        self.command = [mainline, "operator", "add", "--data", data, "--password", PASSWORD]
        self.root = root

    def sign_in(self, page, name: str) -> None:
        email = f"{name}@ops.example"
        made = subprocess.run(
            [*self.command, "--name", f"Ana {name}", "--email", email],
            cwd=self.root, check=True, capture_output=True, text=True, timeout=60)
        page.goto("/operator/sign-in")
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("Code").fill(code(re.search(r"secret=(\w+)", made.stdout).group(1)))
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/operator/organisations")
