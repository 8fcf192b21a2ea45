"""What was done about the people, sides and settings of a register, as its administrators read it.

Some of it stands in the chain of the register (who speaks for whom, a hand-over), some in that of the
installation (invitations, roles, suspensions): both are told together.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from servanda.history.models import Change, Record
from servanda.history.rules import INSTALLATION
from servanda.parties.models import Party, Representation
from servanda.portal.views.deeds import DEEDS, DEEDS_OF_INSTALLATION
from servanda.portal.views.entries import EntryLink
from servanda.portal.views.telling import FieldStep, field_of, plain_words
from servanda.registers.models import Account, Assignment, Desk, Invitation, Side
from servanda.registers.rules import Ability

MOST = 30
"""How many of the latest records the page of the people tells."""
PEOPLE = frozenset({Assignment.KIND, Representation.KIND})
TOLD: Mapping[str, Promise] = {
    "role": gettext_lazy("Role"),
    "is_suspended": gettext_lazy("suspended"),
    "party": gettext_lazy("Party"),
    "since": gettext_lazy("First day"),
    "until": gettext_lazy("Last day"),
}
"""What a record tells of a person's place, and of a party that they speak for."""
WHAT = {**DEEDS, **DEEDS_OF_INSTALLATION}


@dataclass(frozen=True)
class PersonalDeed:
    """A record about accounts and what they may do; `whom` are those it is about, where not plain."""

    what: str | Promise
    at: datetime
    who: str
    reason: str
    whom: str = ""


def told_deeds(
    records: Iterable[Record], whom: Mapping[int, str] | None = None
) -> list[PersonalDeed]:
    """Return records as pages tell them, with whom each is about, by its key: one query."""
    listed = list(records)
    actors = {record.actor for record in listed if record.actor}
    who = {one.uuid: str(one) for one in Account.objects.filter(uuid__in=actors)}
    return [
        PersonalDeed(
            what=WHAT.get(record.action, record.action),
            at=record.recorded_at,
            who=who.get(record.actor, "") if record.actor else "",
            reason=record.reason,
            whom=(whom or {}).get(record.pk, ""),
        )
        for record in listed
    ]


def deeds_about_people(desk: Desk) -> list[PersonalDeed]:
    """Return the latest that was done about people, sides and settings: four queries."""
    register = desk.register
    names = _names(desk)
    of_these = Change.objects.filter(entry__in=names)
    records = list(
        Record.objects.filter(register__in=[INSTALLATION, register.uuid])
        .filter(pk__in=of_these.values("record"))
        .prefetch_related(Prefetch("changes", of_these.order_by("id"), to_attr="about"))[:MOST]
    )
    whom = {record.pk: _about(record, names) for record in records}
    return told_deeds(records, whom)


def people_named(
    desk: Desk, changed: Mapping[int, list[tuple[str, UUID]]]
) -> dict[UUID, EntryLink]:
    """Return the people whose place or parties records changed, for administrators: two queries."""
    named = {uuid for refs in changed.values() for kind, uuid in refs if kind in PEOPLE}
    if not named or not desk.may(Ability.ADMINISTER):
        return {}
    spoken = dict(Representation.objects.filter(uuid__in=named).values_list("uuid", "account_id"))
    places = Assignment.objects.filter(register=desk.register).select_related("account")
    links = {place.account_id: (place.uuid, _link(desk, place)) for place in places}
    of_places = {uuid: link for uuid, link in links.values() if uuid in named}
    return of_places | {
        uuid: links[account][1] for uuid, account in spoken.items() if account in links
    }


def people_steps(desk: Desk, changes: Sequence[Change]) -> list[tuple[EntryLink, list[FieldStep]]]:
    """Return what a record changed on people's places and parties, person by person: three queries."""
    links = people_named(desk, {0: [(change.kind, change.entry) for change in changes]})
    if not links:
        return []
    told = [str(one.after or one.before) for one in changes if one.field == "party"]
    parties = Party.objects.visible_to(desk).filter(uuid__in=told).values_list("uuid", "label")
    names = {str(uuid): label for uuid, label in parties}
    steps: dict[EntryLink, list[FieldStep]] = defaultdict(list)
    for change in changes:
        if change.entry in links and change.field in TOLD:
            steps[links[change.entry]].append(_step(change, names))
    return list(steps.items())


def _step(change: Change, names: Mapping[str, str]) -> FieldStep:
    model = Assignment if change.kind == Assignment.KIND else Representation
    field = field_of(model, change.field)

    def worded(value: object) -> str:
        if value in (None, ""):
            return ""
        return names.get(str(value), "") if change.field == "party" else plain_words(field, value)

    return FieldStep(str(TOLD[change.field]), worded(change.before), worded(change.after))


def _link(desk: Desk, place: Assignment) -> EntryLink:
    url = reverse("member", kwargs={"slug": desk.register.slug, "uuid": place.uuid})
    return EntryLink(Assignment.KIND, place.uuid, _("person"), str(place.account), url)


def _names(desk: Desk) -> dict[UUID, str]:
    """Return what records may be about, each with the name it is told by: one query."""
    register = desk.register
    person = Coalesce(NullIf("account__name", Value("")), "account__username")
    sides = Side.objects.filter(register=register).values_list("uuid", "title")
    invited = Invitation.objects.filter(register=register).values_list("uuid", "name")
    places = Assignment.objects.filter(register=register).values_list("uuid", person)
    spoken = Representation.objects.filter(register=register).values_list("uuid", person)
    parts = (rows.order_by() for rows in (invited, places, spoken))
    return {register.uuid: "", **dict(sides.order_by().union(*parts, all=True))}


def _about(record: Record, names: Mapping[UUID, str]) -> str:
    """Return the names that a record is about, each once."""
    told = (names[change.entry] for change in record.about)  # type: ignore[attr-defined]  # prefetched
    return ", ".join(dict.fromkeys(filter(None, told)))
