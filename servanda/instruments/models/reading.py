"""The text of an edition read as plain values: five queries for any number of provisions."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q

from servanda.instruments.models.parts import TIMING_COLUMNS, MoneyLine, Responsibility, Timing
from servanda.instruments.models.wordings import WordingQuerySet, WordingText
from servanda.instruments.rules.lines import Answers, DueTold, Line, MoneyTold
from servanda.instruments.rules.tree import Node, Tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servanda.instruments.models.instruments import Edition


def lines_of(wordings: WordingQuerySet) -> list[Line]:
    """Return what some wordings say, with all that is part of them."""
    rows = list(wordings.select_related("provision").order_by())
    keys = wordings.order_by().values("pk")
    texts: dict[int, dict[str, str]] = defaultdict(dict)
    original: dict[int, str] = {}
    for of, language, text, is_original in (
        WordingText.objects.filter(of__in=keys)
        .order_by("pk")
        .values_list("of", "language", "text", "is_original")
    ):
        texts[of][language] = text
        if is_original:
            original.setdefault(of, language)
    due = {
        wording: DueTold(*told)
        for wording, *told in Timing.objects.filter(wording__in=keys).values_list(
            "wording", *TIMING_COLUMNS
        )
    }
    answering, money = answering_in(wordings), money_in(wordings)
    return [
        Line(
            key=row.provision_id,
            uuid=row.provision.uuid,
            parent=row.parent_id,
            place=row.place,
            code=row.code,
            kind=row.kind or row.provision.kind,
            texts=texts[row.pk] or {"": row.provision.label},
            original=original.get(row.pk, ""),
            due=due.get(row.pk, DueTold()),
            answering=tuple(answering.get(row.pk, ())),
            money=tuple(money.get(row.pk, ())),
            handling=(row.handling, row.provision.handling),
            wording=row.uuid,
            revision=row.revision,
        )
        for row in rows
    ]


def tree_in(wordings: WordingQuerySet) -> Tree:
    """Return the tree in which some wordings stand, and nothing of what they say: one query."""
    return tree_with_names(wordings)[0]


def tree_with_names(wordings: WordingQuerySet) -> tuple[Tree, dict[int, str]]:
    """Return the tree in which some wordings stand, and the public names of its provisions."""
    rows = list(
        wordings.order_by().values_list("provision", "parent", "order", "rank", "provision__uuid")
    )
    tree = Tree(Node(key, parent, (order, rank)) for key, parent, order, rank, _name in rows)
    return tree, {key: str(name) for key, _parent, _order, _rank, name in rows}


def lines_of_two(
    wordings: WordingQuerySet, before: Edition, after: Edition
) -> tuple[list[Line], list[Line]]:
    """Return what two editions say, the earlier one first, to hold them against each other.

    A wording that makes part of both says the same in both: of it the place alone is read.
    """
    first = wordings.of_edition(before)
    still = Q(to_edition=None) | Q(to_edition__number__gt=after.number)
    both = [
        Line(key=key, uuid=uuid, parent=parent, place=(order, rank), code=code, kind="", texts={})
        for key, uuid, parent, order, rank, code in first.filter(still)
        .order_by()
        .values_list("provision", "provision__uuid", "parent", "order", "rank", "code")
    ]
    gone = first.exclude(still)
    come = wordings.of_edition(after).filter(from_edition__number__gt=before.number)
    return [*both, *lines_of(gone)], [*both, *lines_of(come)]


def answering_in(wordings: WordingQuerySet) -> Mapping[int, list[Answers]]:
    """Return who answers for some wordings, by the key of each: one query."""
    found: dict[int, list[Answers]] = defaultdict(list)
    rows = Responsibility.objects.filter(wording__in=wordings.order_by().values("pk"))
    told = rows.order_by("pk").values_list(
        "wording", "party", "role", "by_consent", "words", "alternative", "condition"
    )
    for wording, party, role, by_consent, words, alternative, condition in told:
        found[wording].append(Answers(party, role, by_consent, words, alternative, condition))
    return found


def money_in(wordings: WordingQuerySet) -> Mapping[int, list[MoneyTold]]:
    """Return the money that some wordings name, by the key of each: one query."""
    found: dict[int, list[MoneyTold]] = defaultdict(list)
    rows = MoneyLine.objects.filter(wording__in=wordings.order_by().values("pk")).order_by("pk")
    for one in rows:
        line = MoneyTold(one.amount, one.currency, one.year, one.source, one.is_covered, one.words)
        found[one.wording_id].append(line)
    return found
