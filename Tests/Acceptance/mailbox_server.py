"""A mail server that keeps what it is given."""

import email
import email.message
import email.policy
import time


class Mailbox:
    """Handles SMTP for aiosmtpd."""

    def __init__(self):
        self.url = ""
        self.messages: list[email.message.EmailMessage] = []

    async def handle_DATA(self, server, session, envelope):
        self.messages.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 kept"

    def wait_for(self, to: str, subject: str, seconds: float = 20) -> email.message.EmailMessage:
        """The first message to somebody whose subject holds `subject`; waits for it to come."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for message in self.messages:
                if to in message["To"] and subject in message["Subject"]:
                    return message
            time.sleep(0.1)
        raise AssertionError(f"no “{subject}” for {to}; there are {[m['Subject'] for m in self.messages]}")
