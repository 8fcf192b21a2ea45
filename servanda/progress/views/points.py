"""Provisions as pages list them: code, text, who, when, and what became of each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.instruments.models import Instrument, Provision, Responsibility, Timing, Wording
from servanda.instruments.models.provisions import ProvisionQuerySet
from servanda.parties.models import Party
from servanda.parties.rules import in_place_of
from servanda.progress.lists import STANDINGS
from servanda.progress.models import Update
from servanda.progress.rules import Headline, headline, is_overdue
from servanda.registers.models import Desk
from servanda.registers.models.entries import is_within_reach

SETTLED = frozenset({Headline.DONE, Headline.ABANDONED})
Followed = Mapping[int, Sequence[int]]
"""Of each party, by key, which others took its place."""


@dataclass(frozen=True)
class Tie:
    """A thing that a line names: its words and, where the person may see it, its address."""

    text: str | Promise
    url: str = ""
    role: str = ""


@dataclass(frozen=True)
class Assessment:
    """The last word of one assessor on a provision; `stated_on` is EDTF, empty where no source tells."""

    assessor: Tie
    value: str
    label: str
    stated_on: str
    handling: str


@dataclass(frozen=True)
class Point:
    """A provision in a list. `standing` is None for what binds nobody.

    `handling` are the markings of the entries whose words its line shows.
    """

    provision: Provision
    slug: str
    url: str
    code: str
    by: list[Tie]
    timing: Timing | None
    standing: Headline | None
    is_overdue: bool
    assessments: list[Assessment]
    parent: int | None
    order: int
    handling: tuple[str, ...]

    @property
    def standing_label(self) -> str | Promise:
        return STANDINGS[self.standing] if self.standing else ""

    @property
    def rhythm(self) -> str:
        """Return how it recurs, or what its deadline is counted from."""
        return (self.timing.recurrence or self.timing.relative_to) if self.timing else ""

    @property
    def instrument_url(self) -> str:
        """Return the address of what the provision stands on, which the person may see too."""
        names = {"slug": self.slug, "uuid": self.provision.instrument.uuid}
        return reverse("instrument", kwargs=names)

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to do something."""
        return self.standing is not None and self.standing not in SETTLED


@dataclass(frozen=True)
class Count:
    """How many points of a list have one standing; `url` leads to them where they are elsewhere."""

    value: str
    label: str | Promise
    number: int
    url: str = ""


def provisions_seen(desk: Desk) -> ProvisionQuerySet:
    """Return the provisions a person may see, each with its instrument, which they see too."""
    instruments = Instrument.objects.visible_to(desk).filter(pk=OuterRef("instrument"))
    return (
        Provision.objects.visible_to(desk).filter(Exists(instruments)).select_related("instrument")
    )


def provisions_within_reach(desk: Desk) -> ProvisionQuerySet:
    """Return the provisions a person may see, and those of the frameworks in the library."""
    instruments = Instrument.objects.filter(is_within_reach(desk), pk=OuterRef("instrument"))
    reached = Provision.objects.filter(is_within_reach(desk))
    return reached.filter(Exists(instruments)).select_related("instrument", "register")


def points_of(desk: Desk, provisions: Iterable[Provision]) -> list[Point]:
    """Return the provisions as a page lists them, in the order given: four queries for any number."""
    listed = list(provisions)
    keys = [provision.pk for provision in listed]
    wordings = Wording.objects.visible_to(desk).present().filter(provision__in=keys)
    return points_with(
        desk,
        listed,
        wordings=wordings.select_related("timing"),
        said=last_words_on(desk, keys),
    )


def points_with(
    desk: Desk,
    provisions: Iterable[Provision],
    *,
    wordings: Iterable[Wording],
    said: Iterable[Update],
    followed: Followed = MappingProxyType({}),
) -> list[Point]:
    """Return provisions of which the present wordings and the last words were read: two queries.

    The wordings come with their timing, the words `with_dating` and with their value, by assessor.
    Behind each party that others followed stand those who act in its place.
    """
    worded = {wording.provision_id: wording for wording in wordings}
    responsible = _by_provision(
        Responsibility.objects.filter(wording__in=[w.pk for w in worded.values()])
        .select_related("wording")
        .order_by("id")
    )
    last_words = defaultdict(list)
    for update in said:
        last_words[update.provision_id].append(update)
    named = {r.party_id for rows in responsible.values() for r in rows}
    acting = {key for one in named for key in in_place_of(one, followed)}
    assessors = {update.assessor_id for updates in last_words.values() for update in updates}
    ties = party_ties(desk, named | acting | assessors)
    return [
        _point(
            desk,
            provision,
            wording=worded.get(provision.pk),
            by=_answering([r.party_id for r in responsible[provision.pk]], ties, followed),
            assessments=[
                assessment_of(update, ties.get(update.assessor_id, HIDDEN))
                for update in last_words[provision.pk]
            ],
        )
        for provision in provisions
    ]


def _answering(parties: Iterable[int], ties: Mapping[int, Tie], followed: Followed) -> list[Tie]:
    """Return parties as the text has them, behind each those that act in its place by now."""
    found: list[Tie] = []
    for party in parties:
        named = ties.get(party, HIDDEN)
        in_place = _("now in the place of %(party)s") % {"party": named.text}
        acting = [key for key in in_place_of(party, followed) if key != party and key in ties]
        found += [named, *(Tie(ties[key].text, ties[key].url, str(in_place)) for key in acting)]
    return found


def last_words_on(desk: Desk, provisions: Iterable[int]) -> Iterable[Update]:
    """Return the last word of each assessor on each provision, as far as a person may see."""
    return (
        Update.objects.visible_to(desk)
        .filter(provision__in=list(provisions))
        .stated_by(desk.today)
        .last_words()
        .with_dating()
        .select_related("value")
        .order_by("provision", "assessor")
    )


def markings_of(points: Iterable[Point]) -> Iterator[str]:
    """Give the handling markings of a page that lists points."""
    return (handling for point in points for handling in point.handling)


def assessment_of(update: Update, assessor: Tie) -> Assessment:
    """Return what an update says, under its assessor's name."""
    return Assessment(
        assessor=assessor,
        value=update.value.core,
        label=update.value.told,
        stated_on=day_told(update),
        handling=update.handling,
    )


def day_told(update: Update) -> str:
    """Return when an update was stated (EDTF), as vague as its source; empty where none tells it.

    The update was read `with_dating`; without it, its day stands as it is.
    """
    if getattr(update, "is_undated", False):
        return ""
    return getattr(update, "told_within", None) or update.stated_on.isoformat()


HIDDEN = Tie(_("a party that is not public"))


def party_ties(desk: Desk, keys: Iterable[int | None]) -> dict[int, Tie]:
    """Return name and address of the parties among the keys that a person may see: one query."""
    parties = Party.objects.visible_to(desk).filter(pk__in={key for key in keys if key})
    return {party.pk: Tie(party.label, entry_url(desk, "party", party)) for party in parties}


def entry_url(desk: Desk, name: str, entry: Provision | Party | Instrument) -> str:
    """Return the address of an entry's page."""
    return reverse(name, kwargs={"slug": desk.register.slug, "uuid": entry.uuid})


def tied_url(desk: Desk, provision: Provision) -> str:
    """Return the address of a provision to which one is tied; one of a framework has a page here."""
    name = "provision" if provision.register_id == desk.register.pk else "objective"
    return entry_url(desk, name, provision)


def _by_provision(rows: Iterable[Responsibility]) -> dict[int, list[Responsibility]]:
    found: dict[int, list[Responsibility]] = defaultdict(list)
    for row in rows:
        found[row.wording.provision_id].append(row)
    return found


def _point(
    desk: Desk,
    provision: Provision,
    *,
    wording: Wording | None,
    by: list[Tie],
    assessments: list[Assessment],
) -> Point:
    timing = timing_of(wording)
    values = [assessment.value for assessment in assessments]
    due = timing.due_latest if timing else None
    handling = [provision.handling, provision.instrument.handling]
    handling += [wording.handling] if wording else []
    return Point(
        provision=provision,
        slug=desk.register.slug,
        url=entry_url(desk, "provision", provision),
        code=wording.code if wording else "",
        by=by,
        timing=timing,
        standing=headline(values) if provision.binds else None,
        is_overdue=provision.binds and is_overdue(due_latest=due, values=values, on=desk.today),
        assessments=assessments,
        parent=wording.parent_id if wording else None,
        order=wording.order if wording else 0,
        handling=(*handling, *(one.handling for one in assessments)),
    )


def timing_of(wording: Wording | None) -> Timing | None:
    """Return when a wording is due; None where nothing is said of it."""
    return getattr(wording, "timing", None)
