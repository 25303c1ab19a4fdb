"""Words that no other test has used."""

import uuid


def new_word() -> str:
    """Begins with a letter: what is only a number is not looked for in names."""
    return f"w{uuid.uuid4().hex[:8]}"
