"""Columns and facets that the lists of every kind have, and how the usual values are told."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from django.db.models import Count
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from servanda.reading.edtf import EdtfError, describe
from servanda.registers.lists.declaring import Column, Facet, GatheredCell
from servanda.registers.lists.rights import HIDDEN, seen_value
from servanda.registers.models.entries import VISIBILITY_CHOICES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.db.models import QuerySet

    from servanda.registers.lists.declaring import Words
    from servanda.registers.models import Desk, Row


def told_choice(choices: Iterable[tuple[str, Words]]) -> Callable[[str], str]:
    """Return the function that tells the words of a code; of one it does not know the code."""
    labels = dict(choices)

    def told(code: str) -> str:
        words = str(labels.get(code, code or ""))
        return words[:1].upper() + words[1:]

    return told


def told_vague(edtf: str, words: str) -> str:
    """Tell a date as vague as its source, in the reader's language; else the words of the source."""
    if not edtf:
        return words
    try:
        return describe(edtf, get_language() or "en")
    except EdtfError:
        return edtf


def told_language(code: str) -> str:
    """Tell the name of a language in the reader's language."""
    try:
        return str(get_language_info(code)["name_translated"]) if code else ""
    except KeyError:
        return code


def told_yes(value: bool | None) -> str:  # noqa: FBT001  what a column reads
    """Tell a truth: yes, or nothing."""
    return str(_("yes")) if value else ""


def names_at(
    desk: Desk, rows: QuerySet[Row], *, of: str, way: str, marked: tuple[str, ...] = ()
) -> Mapping[int, GatheredCell]:
    """Tell for each entry at `of` the names of the entries to which its rows lead by `way`.

    `marked` are the markings of what is read beside them, which the person may see.
    """
    paths = (f"{way}__label", f"{way}__handling")
    named = [seen_value(desk, rows.model, path) for path in paths]
    told = rows.order_by("id").values_list(of, *named, *marked)
    return joined_names((key, name, markings) for key, name, *markings in told)


def counted_at(rows: QuerySet[Row], keys: Iterable[int], *, of: str) -> Mapping[int, GatheredCell]:
    """Count the rows of each entry at `of`, in the database; of one without any the number is 0."""
    keys = list(keys)
    found = rows.filter(**{f"{of}__in": keys}).order_by()
    numbers: dict[int, int] = dict(found.values_list(of).annotate(Count("pk")))
    return {key: GatheredCell(numbers.get(key, 0)) for key in keys}


def joined_names(
    named: Iterable[tuple[int, str | None, Iterable[str | None]]], *, sign: str = ", "
) -> Mapping[int, GatheredCell]:
    """Join names and markings by key; a name is None where the person may not see what bears it."""
    names: dict[int, dict[str, None]] = defaultdict(dict)
    handling: dict[int, dict[str, None]] = defaultdict(dict)
    hidden = str(HIDDEN)
    for key, name, markings in named:
        names[key][hidden if name is None else name] = None
        handling[key].update(dict.fromkeys(filter(None, markings)))
    return {
        key: GatheredCell(sign.join(told), tuple(handling[key]), is_hidden=set(told) == {hidden})
        for key, told in names.items()
    }


told_visibility: Final = told_choice(VISIBILITY_CHOICES)
WHO_SEES: Final = (
    Column(
        "visibility",
        _("Visible to"),
        ("effective_visibility",),
        told_visibility,
        is_default=False,
    ),
    Column(
        "embargo",
        _("Embargo until"),
        ("effective_embargo",),
        order="effective_embargo",
        is_default=False,
    ),
    Column("handling", _("Handling marking"), ("handling",), is_default=False),
)
"""Who may see an entry, and how it is marked."""
WHO_SEES_FACET: Final = Facet(
    "visibility", _("Visible to"), "effective_visibility", told_visibility
)
