"""The page of a party through time: names, posts, bodies, meetings, what it answers for and says."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.instruments.models import Responsibility, is_present
from servanda.meetings.models import Meeting, Participation
from servanda.meetings.views.listing import years_of
from servanda.meetings.views.successions import succession_facts, successions_around
from servanda.parties.models import (
    Membership,
    Party,
    PartyKind,
    PartyName,
    Person,
    Post,
    Succession,
    Tenure,
)
from servanda.parties.rules import before
from servanda.progress.models import Update
from servanda.progress.views.differing import differing_on
from servanda.progress.views.facts import Fact, Step, Value, given, names_as_facts
from servanda.progress.views.footnotes import Footnotes, Mark
from servanda.progress.views.ordering import by_attention, counts_of
from servanda.progress.views.points import (
    Point,
    Tie,
    entry_url,
    markings_of,
    party_ties,
    points_of,
    provisions_seen,
)
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page

LATEST_UPDATES = 30


@dataclass(frozen=True)
class Holder:
    """A person in a post, with the days between which sources show them there."""

    tenure: Tenure
    person: Tie
    marks: list[Mark]


@dataclass(frozen=True)
class PostLine:
    """A post of the party with those who held it, latest first."""

    post: Post
    holders: list[Holder]


@require_safe
@register_page
def party(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    desk = request.desk
    found = get_object_or_404(Party.objects.visible_to(desk), uuid=uuid)
    tenures = _tenures(desk, found)
    memberships = _memberships(desk, found)
    successions = successions_around(desk, found)
    footnotes = Footnotes(
        desk,
        [found.uuid, *(row.uuid for row in (*tenures, *memberships, *successions))],
    )
    facts = _facts(desk, found, memberships, footnotes)
    points = by_attention(_points(desk, found, successions))
    updates = _updates(desk, found)
    context = {
        "desk": desk,
        "slug": desk.register.slug,
        "party": found,
        "facts": [*facts, *succession_facts(desk, found, successions, footnotes)],
        "own_successions": [row for row in successions if row.party_id == found.pk],
        "is_body": found.kind == PartyKind.BODY,
        "names": names_as_facts(PartyName.objects.filter(of=found).order_by("id")),
        "posts": _posts(desk, found, tenures, footnotes),
        "years": years_of(_meetings(desk, found), day=desk.today),
        "points": points,
        "counts": counts_of(points),
        "updates": updates if request.GET.get("updates") == "all" else updates[:LATEST_UPDATES],
        "number_of_updates": len(updates),
        "differing": differing_on(desk, found, footnotes),
        "notes": footnotes.notes,
        "handling": footnotes.marking(found, *tenures, *memberships, handling=markings_of(points)),
        "trail": party_trail(desk),
    }
    return render(request, "meetings/party_detail.html", context)


def party_trail(desk: Desk) -> list[Step]:
    """Return the way to the page of a party or a person."""
    url = reverse("parties", kwargs={"slug": desk.register.slug})
    return [Step(_("Parties"), url)]


def _tenures(desk: Desk, found: Party) -> list[Tenure]:
    return list(
        Tenure.objects.visible_to(desk)
        .filter(
            post__in=Post.objects.visible_to(desk).filter(organization=found),
            person__in=Person.objects.visible_to(desk),
        )
        .select_related("person")
        .order_by(F("known_until").desc(nulls_last=True), "-id")
    )


def _memberships(desk: Desk, found: Party) -> list[Membership]:
    rows = Membership.objects.visible_to(desk).filter(Q(party=found) | Q(body=found))
    return list(rows.order_by("id"))


def _posts(desk: Desk, found: Party, tenures: list[Tenure], footnotes: Footnotes) -> list[PostLine]:
    holders: dict[int, list[Holder]] = defaultdict(list)
    for tenure in tenures:
        names = {"slug": desk.register.slug, "uuid": tenure.person.uuid}
        tie = Tie(tenure.person.label, reverse("person", kwargs=names))
        marks = footnotes.marks(tenure, "post", "since", "until", "known_from", "known_until")
        holders[tenure.post_id].append(Holder(tenure, tie, marks))
    posts = Post.objects.visible_to(desk).filter(organization=found).order_by("label")
    return [PostLine(post, holders[post.pk]) for post in posts]


def _facts(
    desk: Desk, found: Party, memberships: list[Membership], footnotes: Footnotes
) -> list[Fact]:
    parts = list(Party.objects.visible_to(desk).filter(parent=found).order_by("label"))
    keys = [row.body_id for row in memberships] + [row.party_id for row in memberships]
    ties = party_ties(desk, [found.parent_id, *keys])
    kind = found.get_body_kind_display() if found.body_kind else found.get_kind_display()
    parent = ties.get(found.parent_id or 0)
    bodies = [row for row in memberships if row.party_id == found.pk and row.body_id in ties]
    members = [row for row in memberships if row.body_id == found.pk and row.party_id in ties]
    return given(
        Fact(_("Name"), [Value(found.label)], footnotes.marks(found, "name", "label", "aliases")),
        Fact(_("Kind"), [Value(kind)], footnotes.marks(found, "kind", "body_kind")),
        Fact(_("Part of"), [Value.of_tie(parent)] if parent else [], needs_source=False),
        Fact(
            _("Has as parts"),
            [Value(part.label, url=entry_url(desk, "party", part)) for part in parts],
            needs_source=False,
        ),
        Fact(
            _("Since"),
            Value.of_date(found.since, found.since_words),
            footnotes.marks(found, "since"),
        ),
        Fact(
            _("Until"),
            Value.of_date(found.until, found.until_words),
            footnotes.marks(found, "until"),
        ),
        Fact(
            _("Belongs to"),
            [_seat(row, ties[row.body_id]) for row in bodies],
            _marks(bodies, footnotes),
        ),
        Fact(
            _("Members"),
            [_seat(row, ties[row.party_id]) for row in members],
            _marks(members, footnotes),
        ),
    )


def _seat(row: Membership, tie: Tie) -> Value:
    return Value(str(tie.text), tie.url, edtf=row.since, words=row.since_words, detail=row.role)


def _marks(rows: list[Membership], footnotes: Footnotes) -> list[Mark]:
    marks = [
        mark for row in rows for mark in footnotes.marks(row, "party", "body", "role", "since")
    ]
    return list({mark.number: mark for mark in reversed(marks)}.values())[::-1]


def _points(desk: Desk, found: Party, successions: list[Succession]) -> list[Point]:
    """Return what the party answers for by the present wording, its own and what it took over."""
    taken = set()
    if any(row.successor_id == found.pk for row in successions):
        taken = before(found.pk, Succession.objects.as_followed(desk))
    present = Responsibility.objects.filter(is_present("wording__"), party__in={found.pk, *taken})
    provisions = provisions_seen(desk).filter(wordings__in=present.values("wording"))
    return points_of(desk, provisions.order_by("id"))


def _updates(desk: Desk, found: Party) -> list[Update]:
    return list(
        Update.objects.visible_to(desk)
        .filter(assessor=found, provision__in=provisions_seen(desk))
        .latest_first()
        .with_dating()
        .select_related("provision", "value")
    )


def _meetings(desk: Desk, found: Party) -> list[Meeting]:
    """Return the meetings at which the party, or a post of it, took part, latest first."""
    rows = Participation.objects.visible_to(desk)
    of_it = rows.filter(Q(party=found) | Q(post__organization=found))
    return list(
        Meeting.objects.visible_to(desk).filter(participations__in=of_it).latest_first().distinct()
    )
