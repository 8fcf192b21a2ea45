"""What docs/reference says of the code, made from the code: tables, roles, options of commands.

`make reference` writes it; `tests/test_reference.py` fails where a page and the code differ.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import re
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.test.runner import DiscoverRunner
from django.urls import URLResolver, get_resolver
from django.utils import translation

from servanda.commands import COMMANDS
from servanda.registers.actions import desk_at
from servanda.registers.actions.notes import write_note
from servanda.registers.models import Entry, Name, Row, Text
from servanda.registers.rules import (
    ABILITIES,
    Ability,
    RoleKind,
    Visibility,
    visible_kinds,
)
from servanda.registers.tests.factories import make_register, mandate
from servanda.reports.models import gather_brief
from servanda.reports.rules.brief import Variant
from servanda.reports.rules.json_shape import shape_of
from servanda.reports.tests.factories import ON, Founding, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from servanda.history.rules import JsonValue

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs/reference"

MADE = "<!-- Made from the code by `make reference`; do not change it by hand. -->"
BASES: dict[type[models.Model], str] = {
    Row: "every row of a register",
    Entry: "every entry",
    Name: "every name",
    Text: "every text",
}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
VAGUE = ("_words", "_earliest", "_latest")


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


def put_between(page: str, name: str, text: str) -> str:
    """Return a page with the text between the two marks of that name replaced."""
    block = re.compile(rf"(<!-- made: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    assert block.search(page), f"the page has no place for {name}"
    return block.sub(lambda found: f"{found[1]}{text}\n{found[2]}", page)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown."""
    titles = list(head)
    told = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    lines = [titles, ["---"] * len(titles), *told]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


# The model


def model_page() -> str:
    """Return the page of all tables, room by room from the bottom upwards."""
    rooms = [room for room in apps.get_app_configs() if room.name.startswith("servanda.")]
    parts = [
        "# The model",
        MADE,
        "One heading a room, one table a model. A *vague date* is four columns: the date in EDTF, "
        "`…_words` as the source has them, and `…_earliest` and `…_latest`, the first and last day "
        "it can mean. How the parts hang together: "
        "[Provisions, updates and standings](../explanation/standing.md).",
        "## What many share",
        *(told_model(base, said=f"Stands on {said}. ") for base, said in BASES.items()),
    ]
    for room in reversed(rooms):
        parts.append(f"## {room.label}")
        parts += [told_model(model) for model in room.get_models()]
    return "\n\n".join(parts) + "\n"


def told_model(model: type[models.Model], *, said: str = "") -> str:
    """Return heading, docstring and fields of a model, without the fields of a shared base."""
    base = next((base for base in (Entry, Name, Text, Row) if is_above(base, model)), None)
    hidden = {field.name for field in base._meta.fields} if base else set()
    fields = [field for field in model._meta.fields if field.name not in hidden | {"id"}]
    kind = {Entry: "An entry. ", Name: "A name. ", Text: "A text. "}.get(base, "") if base else ""
    words = inspect.cleandoc(model.__doc__ or "")
    names = {field.name for field in fields}
    rows = [told_field(field, names) for field in fields if not is_bound(field.name, names)]
    parts = [f"### {model.__name__}", f"{said}{kind}{words}"]
    parts.append(table(["field", "holds", "it means"], rows))
    rules = [
        str(rule.violation_error_message)
        for rule in model._meta.constraints
        if rule.violation_error_message != rule.default_violation_error_message
    ]
    return "\n\n".join([*parts, *(f"*{rule}*" for rule in rules)])


def is_above(base: type[models.Model], model: type[models.Model]) -> bool:
    return issubclass(model, base) and model is not base


def is_bound(name: str, names: set[str]) -> bool:
    """Tell whether a column belongs to the vague date that another one holds."""
    stem = re.sub(f"({'|'.join(VAGUE)})$", "", name)
    return stem != name and {stem, *(stem + end for end in VAGUE)} <= names


def told_field(field: models.Field[object, object], names: set[str]) -> list[str]:
    """Return the line of a field: its name, what it holds, what it means."""
    said = "; ".join(filter(None, [own_name(field), str(field.help_text)]))
    choices = [f"`{value}`" for value, _label in field.flatchoices]
    is_vague = {field.name + end for end in VAGUE} <= names
    holds = "a vague date" if is_vague else kind_of(field)
    unknown = ", or nothing" if field.null else ""
    return [f"`{field.name}`", f"{', '.join(choices) or holds}{unknown}", said]


def own_name(field: models.Field[object, object]) -> str:
    """Return the words given to a field, not those made of its name."""
    words = str(field.verbose_name)
    return "" if words.lower() == field.name.replace("_", " ") else words


def kind_of(field: models.Field[object, object]) -> str:
    """Return what a column holds, in plain words."""
    if isinstance(field, models.ForeignKey):
        name = getattr(field.remote_field.model, "__name__", "")
        return f"one {name}" if name else "one of the same"
    kinds = {
        models.UUIDField: "a uuid", models.TextField: "a text", models.BooleanField: "yes or no",
        models.DateTimeField: "a moment", models.DateField: "a day", models.JSONField: "JSON",
        models.BinaryField: "bytes", models.IntegerField: "a number", models.URLField: "an address",
    }  # fmt: skip
    found = next((words for kind, words in kinds.items() if isinstance(field, kind)), "")
    return found or f"up to {field.max_length} characters"


# Roles


def roles_page() -> str:
    """Return the page of who may do and see what, from the rules of the registers."""
    said = words_below(Ability)
    may = [
        [f"`{ability.value}`", said.get(ability.name, ""), *told_yes(ability, ABILITIES)]
        for ability in Ability
    ]
    sees = {role: visible_kinds(role.value) for role in RoleKind}
    seen = [
        [f"`{kind.value}`", told_no(kind in visible_kinds(None)), *told_yes(kind, sees)]
        for kind in Visibility
        if kind is not Visibility.OWN_SIDE
    ]
    roles = [f"`{role.value}`" for role in RoleKind]
    return "\n\n".join(
        [
            "# Roles",
            MADE,
            "A person has at most one role in a register, and may be on a side of it. What an action "
            "asks for is an ability.",
            "## Who may do what",
            table(["ability", "it means", *roles], may),
            "## Who sees what",
            table(["visibility", "without a role", *roles], seen),
            "What is of `own_side` is seen by the people of that side, whatever their role, and by "
            "nobody else. What is under embargo is seen by those who may `edit` until its day.",
            "## What hangs on what",
            "An entry is never more open than what it hangs on, whatever its own visibility says. Where "
            "that changes, all that hangs on it follows in the same action.",
            table(["entry", "hangs on"], parents()),
        ]
    ) + "\n"  # fmt: skip


def parents() -> list[list[str]]:
    """Return each kind of entry with the entries it is never more open than."""
    entries = [model for model in apps.get_models() if issubclass(model, Entry)]
    held = {
        model._meta.get_field(name).related_model: model
        for model in entries
        for name in model.HOLDS
    }
    rows = []
    for model in sorted(entries, key=lambda model: model.__name__):
        above = [path.replace("__", ", its ").replace("_", " ") for path in model.PARENTS]
        above += [f"the {held[model].__name__} that holds it"] if model in held else []
        rows.append([model.__name__, " · ".join(above) or "—"])
    return rows


def told_yes(asked: object, held: dict[RoleKind, frozenset[Ability]] | dict[RoleKind, frozenset[Visibility]]) -> list[str]:  # fmt: skip
    return [told_no(asked in held[role]) for role in RoleKind]


def told_no(allowed: object) -> str:
    return "yes" if allowed else "—"


def words_below(kind: type) -> dict[str, str]:
    """Return the strings that stand below the members of a class, by the member's name."""
    tree = ast.parse(inspect.getsource(kind)).body[0]
    assert isinstance(tree, ast.ClassDef)
    found: dict[str, str] = {}
    for above, below in zip(tree.body, tree.body[1:], strict=False):
        match above, below:
            case ast.Assign(targets=[ast.Name(id=name)]), ast.Expr(ast.Constant(str(words))):
                found[name] = words
    return found


# Addresses


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


# Commands


def with_options(page: str) -> str:
    """Return the page of the commands with each command's call and options as they are now."""
    for name in COMMANDS:
        page = put_between(page, name, options_of(name))
    return page


def options_of(name: str) -> str:
    """Return the call of a command and a table of what can be given to it."""
    parser = argparse.ArgumentParser(prog=f"servanda {name}", add_help=False)
    command = import_module(COMMANDS[name])
    command.add_arguments(parser)
    shown = [action for action in parser._actions if action.help != argparse.SUPPRESS]
    call = " ".join([f"servanda {name}", *(called(action) for action in shown)])
    rows = [[f"`{spelled(action)}`", meaning(action)] for action in shown]
    said = f"{command.SUMMARY[0].upper()}{command.SUMMARY[1:]}."
    return "\n\n".join([f"`{call}`", said, table(["given", "means"], rows)])


def spelled(action: argparse.Action) -> str:
    """Return an option with what it takes, as one writes it."""
    if not action.option_strings:
        return str(action.metavar or action.dest)
    if action.nargs == 0:
        return action.option_strings[-1]
    taken = "|".join(map(str, action.choices)) if action.choices else action.metavar
    return f"{action.option_strings[-1]} {taken or action.dest.upper()}"


def called(action: argparse.Action) -> str:
    if not action.option_strings:
        return spelled(action) + ("…" if action.nargs == "+" else "")
    return spelled(action) if action.required else f"[{spelled(action)}]"


def meaning(action: argparse.Action) -> str:
    return (action.help or "") % {"default": action.default, "prog": "servanda"}


# The brief


def example() -> str:
    """Return a brief as JSON, made of the founding case of the tests; lists have one entry."""
    register = make_register("cooperation")
    clerk = mandate(register, "editor", side="ours")
    case = Founding(clerk)
    say(clerk, case.network, case.iom, "in_progress", date(2020, 6, 1))
    write_note(clerk, on=case.network, kind="ask", text="Ask when the network will be launched.")
    desk = desk_at(register, clerk.desk.account)
    assert desk
    brief = shape_of(gather_brief(desk, series=case.series, on=ON, variant=Variant.INTERNAL))
    points = brief["open_points"]
    assert isinstance(points, list)
    points.sort(key=lambda point: "own_notes" not in str(point))
    return UUID.sub("…", json.dumps(shortened(brief), ensure_ascii=False, indent=2))


def shortened(value: JsonValue) -> JsonValue:
    """Return the same with the first entry of each list only."""
    if isinstance(value, dict):
        return {name: shortened(held) for name, held in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [shortened(value[0])]
    return value


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
