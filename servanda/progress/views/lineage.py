"""The page of a lineage: the chain from the words of a source over provisions to their standing."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from servanda.instruments.models import Lineage, Link, Provision, lineage_of
from servanda.progress.views.footnotes import Footnotes, Mark, Note
from servanda.progress.views.linked import LINKS_IN, LINKS_OUT
from servanda.progress.views.points import Point, markings_of, points_of, provisions_seen
from servanda.progress.views.provision import provision_trail
from servanda.progress.views.wordings import CITED_AS
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page

WORDS_OF_TIE = 14


@dataclass(frozen=True)
class CardTie:
    """How a provision of the chain stands to one a step nearer to the middle."""

    label: str | Promise
    text: str
    anchor: str
    reason: str
    marks: list[Mark]


@dataclass(frozen=True)
class Card:
    """A provision in the chain: its words in the source, what it stands to, what became of it."""

    point: Point
    is_middle: bool
    url: str
    source: Note | None
    marks: list[Mark]
    ties: list[CardTie]


@dataclass(frozen=True)
class Stage:
    """One step of the chain with the provisions on it."""

    label: str
    cards: list[Card]


@require_safe
@register_page
def lineage(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show what a provision comes from and what came of it, from source to standing."""
    desk = request.desk
    found = get_object_or_404(provisions_seen(desk), uuid=uuid)
    chain = lineage_of(desk, found)
    points = {point.provision.pk: point for point in points_of(desk, chain.provisions.values())}
    cited = [one.uuid for one in (*chain.provisions.values(), *chain.links)]
    footnotes = Footnotes(desk, cited)
    stages = _stages(desk, chain, points, footnotes)
    context = {
        "slug": desk.register.slug,
        "provision": found,
        "heading": Truncator(found.label).words(28),
        "stages": stages,
        "is_alone": len(chain.provisions) == 1,
        "goes_on": chain.goes_on,
        "notes": footnotes.notes,
        "handling": footnotes.marking(found, handling=markings_of(points.values())),
        "trail": provision_trail(desk, found, itself=True),
    }
    return render(request, "progress/lineage.html", context)


def _stages(
    desk: Desk, chain: Lineage, points: Mapping[int, Point], footnotes: Footnotes
) -> list[Stage]:
    ties = _ties(chain, footnotes)
    stages = []
    for step in chain.in_order():
        cards = []
        for provision in chain.at(step):
            marks = footnotes.marks(provision, *CITED_AS["text"])
            cards.append(
                Card(
                    point=points[provision.pk],
                    is_middle=step == 0,
                    url=_chain_url(desk, provision),
                    source=footnotes.notes[marks[0].number - 1] if marks else None,
                    marks=marks,
                    ties=ties[provision.pk],
                )
            )
        stages.append(Stage(_told(step), cards))
    return stages


def _ties(chain: Lineage, footnotes: Footnotes) -> dict[int, list[CardTie]]:
    """Return for each provision how it stands to those a step nearer to the middle, or beside it."""
    found: dict[int, list[CardTie]] = defaultdict(list)
    for link in chain.links:
        source, target = link.from_provision, link.to_provision
        if not {source.pk, target.pk} <= chain.provisions.keys():
            continue
        if abs(chain.steps[source.pk]) >= abs(chain.steps[target.pk]):
            found[source.pk].append(_tie(LINKS_OUT[link.kind], target, link, footnotes))
        else:
            found[target.pk].append(_tie(LINKS_IN[link.kind], source, link, footnotes))
    return found


def _tie(label: str | Promise, other: Provision, link: Link, footnotes: Footnotes) -> CardTie:
    words = Truncator(other.label).words(WORDS_OF_TIE)
    marks = footnotes.marks(link, "kind", "reason")
    return CardTie(label, words, f"chain-{other.uuid}", link.reason, marks)


def _told(step: int) -> str:
    if step == 0:
        return _("This provision")
    if step < 0:
        told = ngettext("%(number)d step before", "%(number)d steps before", -step)
    else:
        told = ngettext("%(number)d step after", "%(number)d steps after", step)
    return told % {"number": abs(step)}


def _chain_url(desk: Desk, provision: Provision) -> str:
    return reverse("lineage", kwargs={"slug": desk.register.slug, "uuid": provision.uuid})
