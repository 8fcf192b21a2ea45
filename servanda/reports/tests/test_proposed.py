"""What is proposed of an earlier point follows from how it stands and stood at the last meeting."""

from dataclasses import replace

import pytest
from uuid_utils.compat import uuid7

from servanda.progress.rules import Headline
from servanda.reports.rules.brief import OpenPoint
from servanda.reports.rules.grounds import UNKNOWN_DATE, Target
from servanda.reports.rules.past import Before, Proposed, TakenUp, propose


def bare(standing: Headline, *, overdue: bool = False) -> OpenPoint:
    """Return a point of which nothing but its standing is known."""
    return OpenPoint(
        target=Target("provision", uuid7()),
        instrument=None,
        text="",
        agreed_on=UNKNOWN_DATE,
        told_on=UNKNOWN_DATE,
        where="",
        by=(),
        instead=frozenset(),
        due=UNKNOWN_DATE,
        standing=standing,
        standings=(),
        overdue=overdue,
        heard_on=None,
        told_as="",
        sources=(),
    )


@pytest.mark.parametrize(
    ("standing", "overdue", "before", "proposed"),
    [
        (Headline.IN_PROGRESS, False, None, Proposed.CONTINUE),
        (Headline.NO_INFORMATION, False, None, Proposed.CONTINUE),
        (Headline.DONE, False, None, Proposed.CLOSE),
        (Headline.ABANDONED, False, None, Proposed.CLOSE),
        (Headline.ABANDONED, True, None, Proposed.CLOSE),
        (Headline.IN_PROGRESS, True, None, Proposed.NEW_DEADLINE),
        (
            Headline.IN_PROGRESS,
            True,
            Before(Headline.IN_PROGRESS, overdue=False),
            Proposed.NEW_DEADLINE,
        ),
        (Headline.IN_PROGRESS, True, Before(Headline.IN_PROGRESS, overdue=True), Proposed.ESCALATE),
        (Headline.DISPUTED, False, Before(Headline.DISPUTED, overdue=False), Proposed.ESCALATE),
        (Headline.DISPUTED, False, Before(Headline.DONE, overdue=False), Proposed.CONTINUE),
    ],
)
def test_what_is_proposed_follows_from_how_a_point_stands_and_stood(
    standing, overdue, before, proposed
):
    assert propose(bare(standing, overdue=overdue), before, ()) is proposed


def test_what_the_last_meeting_replaced_makes_room():
    told = TakenUp(Target("provision", uuid7()), "", "replaces")
    assert propose(bare(Headline.IN_PROGRESS, overdue=True), None, (told,)) is Proposed.REPLACE
    told = replace(told, tie="continues")
    assert propose(bare(Headline.IN_PROGRESS), None, (told,)) is Proposed.CONTINUE
