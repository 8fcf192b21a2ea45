"""The page of all addresses, from the resolver of the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.urls import URLResolver, get_resolver

if TYPE_CHECKING:
    from collections.abc import Iterator


from tests.reference.pages import MADE, table


def addresses_page() -> str:
    """Return the page of all addresses of the site and the room that answers each."""
    rows = sorted(told_addresses(get_resolver(), ""))
    return "\n\n".join(
        [
            "# Addresses",
            MADE,
            "A page lives in the highest room whose entries it shows "
            "([why](../explanation/architecture.md)). Everything of a register stands below "
            "`/r/` and the register's slug.",
            table(["address", "name", "room"], rows),
        ]
    ) + "\n"  # fmt: skip


def told_addresses(resolver: URLResolver, before: str) -> Iterator[list[str]]:
    for found in resolver.url_patterns:
        address = before + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from told_addresses(found, address)
            continue
        called = getattr(found.callback, "view_class", found.callback)
        top, room = called.__module__.split(".")[:2]
        shown = re.sub(r"<\w+:(\w+)>", r"<\1>", address)
        yield [f"`/{shown}`", f"`{found.name}`", room if top == "servanda" else "Django"]
