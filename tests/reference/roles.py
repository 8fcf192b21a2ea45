"""The page of who may do and see what, from the rules of the registers."""

from __future__ import annotations

import ast
import inspect

from django.apps import apps

from servanda.registers.models import Entry
from servanda.registers.rules import (
    ABILITIES,
    Ability,
    RoleKind,
    Visibility,
    visible_kinds,
)
from tests.reference.pages import MADE, table


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
