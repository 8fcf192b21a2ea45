"""Who sits at a meeting, and which meetings belong to a series."""

from django.db.models import Count, F, Q

from servanda.meetings.actions import Attendee, add_participation
from servanda.meetings.models import (
    Meeting,
    MeetingQuerySet,
    MeetingSeries,
    MeetingStatus,
    Participation,
)
from servanda.parties.actions import ensure_tenure
from servanda.parties.models import Party
from servanda.registers.models import Desk
from servanda.review.actions.acceptance import Acceptance, Decision
from servanda.review.actions.persons import person_named, post_of
from servanda.review.models import Proposal
from servanda.review.rules import SIDES

FEWEST = 2
"""With fewer parties, nothing tells which series a meeting belongs to."""


def seat(
    acceptance: Acceptance,
    proposal: Proposal,
    decision: Decision,
    meeting: Meeting,
    parties: tuple[Party, ...],
) -> None:
    """Write down who took part; a person at a meeting that was held is known in the post then."""
    visibility = acceptance.document.visibility
    for party in parties:
        attendee = Attendee(party=party, visibility=visibility)
        add_participation(acceptance.mandate, meeting=meeting, attendee=attendee)
    for name in acceptance.names_told(proposal, decision, "people"):
        person, shown = person_named(acceptance, name, cited_by=proposal)
        post = post_of(acceptance, shown) if shown else None
        party_of_post = post.organization if post else None
        attendee = Attendee(party_of_post, person, post, visibility)
        add_participation(acceptance.mandate, meeting=meeting, attendee=attendee)
        if post is None or not acceptance.may_add_to(meeting, person, post):
            continue
        if meeting.status == MeetingStatus.HELD:
            ensure_tenure(
                acceptance.mandate,
                person=person,
                post=post,
                seen_on=meeting.date_latest,
                seen=meeting.date,
            )


def meetings_between(desk: Desk, parties: tuple[Party, ...]) -> list[Meeting]:
    """Return the meetings of all these parties with no further State or organization."""
    if len(parties) < FEWEST:
        return []
    meetings: MeetingQuerySet = Meeting.objects.visible_to(desk)
    for party in parties:
        meetings = meetings.filter(participations__party=party)
    further = Participation.objects.filter(party__kind__in=SIDES).exclude(party__in=parties)
    return list(meetings.exclude(pk__in=further.values("meeting")).distinct().order_by("id"))


def series_between(desk: Desk, parties: tuple[Party, ...]) -> MeetingSeries | None:
    """Return the series of these parties; ministries and bodies of a side may come with it."""
    if len(parties) < FEWEST:
        return None
    sides = [party for party in parties if party.kind in SIDES]
    theirs = MeetingSeries.objects.visible_to(desk).annotate(
        all_of_it=Count("parties"),
        here=Count("parties", filter=Q(parties__party__in=parties)),
        sides=Count("parties", filter=Q(parties__party__in=sides)),
    )
    fitting = theirs.filter(all_of_it__gte=FEWEST, here=F("all_of_it"), sides=len(sides))
    return fitting.order_by("-all_of_it", "id").first()
