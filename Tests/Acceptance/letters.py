"""What letters hold."""

import re


def link_in(message, path: str) -> str:
    """The address in a letter that leads to `path`, without the host."""
    return re.search(rf"https?://[^/\s]+({path}/\S+)", message.get_content()).group(1)
