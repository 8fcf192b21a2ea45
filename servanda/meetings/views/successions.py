"""What became of a party, as its page tells it: what it was before, who acts in its place."""

from collections.abc import Mapping

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.parties.models import Party, Succession, SuccessionKind
from servanda.progress.views.facts import Fact, Value
from servanda.progress.views.footnotes import Footnotes, Mark
from servanda.progress.views.points import entry_url
from servanda.registers.models import Desk

BECAME: Mapping[str, str | Promise] = {
    SuccessionKind.RENAMED: _("Renamed to"),
    SuccessionKind.MERGED: _("Merged into"),
    SuccessionKind.DIVIDED: _("Divided into"),
    SuccessionKind.ABOLISHED: _("Abolished"),
}
CAME_FROM: Mapping[str, str | Promise] = {
    SuccessionKind.RENAMED: _("Named before"),
    SuccessionKind.MERGED: _("Took in"),
    SuccessionKind.DIVIDED: _("Came of the division of"),
    SuccessionKind.ABOLISHED: _("Acts in the place of"),
}


def successions_around(desk: Desk, found: Party) -> list[Succession]:
    """Return what is seen of what became of a party, and of what it came from: one query."""
    rows = Succession.objects.seen_at(desk).filter(Q(party=found) | Q(successor=found))
    return list(rows.select_related("party", "successor").order_by("date_earliest", "id"))


def succession_facts(
    desk: Desk, found: Party, successions: list[Succession], footnotes: Footnotes
) -> list[Fact]:
    """Return what became of a party and what it came from, with the sources."""
    values: dict[str | Promise, list[Value]] = {}
    marks: dict[str | Promise, list[Mark]] = {}
    for row in successions:
        is_own = row.party_id == found.pk
        label = (BECAME if is_own else CAME_FROM)[row.kind]
        values.setdefault(label, []).append(
            _value(desk, row, row.successor if is_own else row.party)
        )
        marks.setdefault(label, []).extend(footnotes.marks(row, "kind", "date", "reason"))
    return [Fact(str(label), told, marks[label]) for label, told in values.items()]


def _value(desk: Desk, row: Succession, other: Party | None) -> Value:
    text, url = (other.label, entry_url(desk, "party", other)) if other else ("", "")
    return Value(text, url=url, edtf=row.date, words=row.date_words, detail=row.reason)
