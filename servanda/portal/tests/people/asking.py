"""What the tests of the people pages ask, and read off the answers."""

import re

from django.urls import reverse


def path(name: str, **names) -> str:
    return reverse(name, kwargs={"slug": "r", **names})


def shown(answer) -> str:
    return " ".join(answer.content.decode().split())


def seen(client, there: str) -> str:
    """Return what a form brings back of the state it was opened on."""
    found = re.search(r'name="seen" value="([^"]+)"', client.get(there).content.decode())
    assert found
    return found[1]
