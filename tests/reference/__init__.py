"""What docs/reference says of the code, made from the code: tables, roles, options of commands.

`make reference` writes it; `tests/test_reference.py` fails where a page and the code differ."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from django.test.runner import DiscoverRunner
from django.utils import translation

from tests.reference.addresses import addresses_page
from tests.reference.commands import with_options
from tests.reference.example import example
from tests.reference.model import model_page
from tests.reference.pages import PAGES, ROOT, put_between
from tests.reference.roles import roles_page

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["PAGES", "made_pages", "write_pages"]


def made_pages() -> dict[Path, str]:
    """Return every page that is made, whole or in part, with the text it should have.

    Writes entries for the example of a brief: needs a database that is thrown away.
    """
    commands, brief = (PAGES / "commands.md").read_text(), (PAGES / "brief.md").read_text()
    with translation.override("en"):
        return {
            PAGES / "model.md": model_page(),
            PAGES / "roles.md": roles_page(),
            PAGES / "addresses.md": addresses_page(),
            PAGES / "commands.md": with_options(commands),
            PAGES / "brief.md": put_between(brief, "example", f"```json\n{example()}\n```"),
        }


def write_pages() -> None:
    """Write every page that differs, on a database made for it."""
    runner = DiscoverRunner(verbosity=0)
    databases = runner.setup_databases()
    try:
        for path, text in made_pages().items():
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    finally:
        runner.teardown_databases(databases)
