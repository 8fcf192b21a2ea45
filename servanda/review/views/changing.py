"""The form in which a person changes a proposal before accepting it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from servanda.instruments.models import Instrument, Provision
from servanda.meetings.models import Meeting, MeetingSeries
from servanda.parties.models import Party, Person
from servanda.registers.models import Desk
from servanda.review.actions import Match, sure_match
from servanda.review.forms import RECURRING, ChangeForm, Choices, meeting_choices
from servanda.review.models import Proposal
from servanda.review.rules import words

if TYPE_CHECKING:
    from uuid import UUID

MOST = 500
"""How many entries a person chooses from."""


def change_form(
    desk: Desk,
    proposal: Proposal,
    of_reading: Sequence[Proposal],
    *,
    matches: Sequence[Match],
    posted: Mapping[str, object] | None = None,
) -> ChangeForm:
    """Return the form of a proposal; `of_reading` are all proposals of its reading.

    The likely entries stand first among those to choose from.
    """
    likely = [(str(match.uuid), match.label) for match in matches]
    there = {uuid for uuid, _label in likely}
    others = [one for one in _entries(desk, proposal) if one[0] not in there]
    return ChangeForm(
        posted,
        proposal=proposal,
        meetings=meeting_choices(of_reading),
        entries=[*likely, *others],
        likely=sure_match(matches),
    )


def _entries(desk: Desk, proposal: Proposal) -> Choices:
    """Return the entries of the register that a proposal of its kind can be."""
    columns = ("uuid", "label")
    rows: Iterable[tuple[UUID, str]]
    if proposal.kind in ("party", "body"):
        rows = Party.objects.visible_to(desk).order_by("label").values_list(*columns)[:MOST]
    elif proposal.kind == "person":
        rows = Person.objects.visible_to(desk).order_by("label").values_list(*columns)[:MOST]
    elif proposal.kind == "instrument":
        texts = Instrument.objects.visible_to(desk).agreed_texts().order_by("label")
        rows = texts.values_list(*columns)[:MOST]
    elif proposal.kind == "commitment":
        commitments = Provision.objects.visible_to(desk).commitments().order_by("-id")
        rows = commitments.values_list(*columns)[:MOST]
    elif words(proposal.found, "status") == RECURRING[0]:
        rows = MeetingSeries.objects.visible_to(desk).order_by("label").values_list(*columns)[:MOST]
    else:
        rows = Meeting.objects.visible_to(desk).order_by("-id").values_list(*columns)[:MOST]
    return [(str(uuid), label) for uuid, label in rows]
