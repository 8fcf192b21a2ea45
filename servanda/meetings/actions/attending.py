"""Who took part in a meeting."""

from dataclasses import dataclass

from servanda.meetings.models import Meeting, Participation
from servanda.parties.models import Party, Person, Post
from servanda.registers.actions import Changes, Mandate, change
from servanda.registers.rules import Ability, is_stricter


@dataclass(frozen=True)
class Attendee:
    """Who took part: a party, and where known the person and the post that spoke for it.

    `visibility` says who may know it; whoever sees the meeting where it is empty.
    """

    party: Party | None = None
    person: Person | None = None
    post: Post | None = None
    visibility: str = ""


def add_participation(mandate: Mandate, *, meeting: Meeting, attendee: Attendee) -> Participation:
    """Say who took part in a meeting; the same is said once, and to all who may know it."""
    told = {"party": attendee.party, "person": attendee.person, "post": attendee.post}
    visibility = attendee.visibility or meeting.visibility
    with change(mandate, "add_participation", Ability.EDIT) as changes:
        found = Participation.objects.filter(meeting=meeting, **told).first()
        if found is not None:
            _open_to(changes, found, visibility)
            return found
        participation = Participation(meeting=meeting, visibility=visibility, **told)
        return changes.create(participation)


def _open_to(changes: Changes, participation: Participation, visibility: str) -> None:
    """Let more people know who took part, where it was hidden from them."""
    if is_stricter(participation.visibility, visibility):
        participation.visibility, participation.side = visibility, None
        changes.update(participation)
