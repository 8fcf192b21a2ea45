"""Several documents under embargo at once: each holds back what was made from it, and nothing else."""

from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from servanda.commands.verification.reporting import verify
from servanda.history.models import Record
from servanda.instruments.models import Wording
from servanda.meetings.models import Participation
from servanda.parties.models import Party, Tenure
from servanda.registers.actions import (
    BulkChange,
    Protection,
    change_in_bulk,
    protect_entry,
    protections,
    undo,
)
from servanda.registers.models import Entry
from servanda.review.actions import accept_all, protect
from servanda.review.actions.protecting import kept_back_with
from servanda.review.tests.factories import run_of
from servanda.review.tests.test_embargoes import (
    LATE,
    SOON,
    TEXT,
    accept,
    bring,
    clerk,
    put_embargo,
    seen_by_a_visitor,
)
from servanda.sources.models import Document

__all__ = ["clerk"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # a register for each test

OTHER = (
    "BRIGHTON, 9 May 2022. The Minister of Health of Belonia, Carla Dunn, met the Regional "
    "Coordinator of the World Health Organization (WHO), Erik Frost. "
    "The parties agreed to build a hospital for border staff by June 2023."
)
AGAIN = TEXT.replace("3 March 2021", "8 June 2021").replace("workers by May", "nurses by July")
EMBARGO = next(one for one in protections(protect) if one.name == "embargo_until")


def made():
    """Return all that was made from documents so far."""
    entries = [model for model in apps.get_models() if issubclass(model, Entry)]
    return {
        entry
        for model in entries
        for entry in model._default_manager.all()
        if model.KIND not in {"document", "proposal", "reading_run"}
    }


def put_on_all(clerk, until):
    documents = Document.objects.visible_to(clerk.desk)
    seen = dict(documents.values_list("uuid", "revision"))
    change_in_bulk(clerk, among=documents, seen=seen, wanted=BulkChange(EMBARGO, until))


@pytest.fixture
def two(clerk):
    """Return two documents under embargo that tell of nothing in common, and what each made."""
    first, second = bring(clerk, until=SOON), bring(clerk, until=SOON, text=OTHER)
    accept(clerk, first)
    of_first = made()
    accept(clerk, second)
    return (first.document, of_first), (second.document, made() - of_first)


def test_lifting_the_embargo_of_a_document_leaves_that_of_others_changed_with_it(clerk, two):
    (first, _made), (second, _other) = two
    put_on_all(clerk, LATE)
    put_embargo(clerk, first, None)
    second.refresh_from_db()
    assert second.embargo_until == LATE


def test_lifting_it_frees_all_that_the_document_made_and_nothing_that_another_made(clerk, two):
    (first, of_first), (_second, of_second) = two
    put_on_all(clerk, LATE)
    assert seen_by_a_visitor(clerk.desk.register) == set()
    put_embargo(clerk, first, None)
    assert {Participation, Tenure, Wording} <= {type(one) for one in of_second}
    assert seen_by_a_visitor(clerk.desk.register) == {first, *of_first}
    assert verify(slug="r", notes=[])


def test_several_embargoes_lifted_at_once_free_all_that_was_made(clerk, two):
    put_on_all(clerk, LATE)
    put_on_all(clerk, None)
    assert seen_by_a_visitor(clerk.desk.register) >= made()


def test_what_was_made_follows_its_document_after_a_change_of_several_was_taken_back(clerk, two):
    (first, of_first), _second = two
    put_on_all(clerk, LATE)
    undo(clerk, record=Record.objects.latest("id"))
    put_embargo(clerk, first, None)
    assert seen_by_a_visitor(clerk.desk.register) == {first, *of_first}


def test_a_tenure_on_which_another_source_under_embargo_wrote_stays_kept_back(clerk):
    first, second = bring(clerk, until=LATE), bring(clerk, until=SOON, text=AGAIN)
    accept(clerk, first)
    accept(clerk, second)
    assert {one.known_until for one in Tenure.objects.all()} == {date(2021, 6, 8)}
    put_embargo(clerk, first.document, None)
    assert {one.embargo_until for one in Tenure.objects.all()} == {SOON}


def test_what_was_made_is_looked_up_alike_for_two_entries_and_for_forty(clerk):
    asked = []
    for number in (2, 40):
        version = bring(clerk, until=SOON, text=f"{number} States met.")
        named = [("party", "States", {"name": f"State {number}-{n}"}) for n in range(number)]
        accept_all(clerk, run=run_of(clerk, version, named))
        with CaptureQueriesContext(connection) as queries:
            assert len(kept_back_with(version.document)) == number
        looked_up = len(queries)
        with CaptureQueriesContext(connection) as queries:
            put_embargo(clerk, version.document, None)
        asked.append((looked_up, len(queries)))
    party = Party.objects.all()[0]
    with CaptureQueriesContext(connection) as queries:
        protect_entry(
            clerk, entry=party, as_told=Protection("public", LATE), revision=party.revision
        )
    (few, two_changed), (many, forty_changed) = asked
    assert few == many
    assert forty_changed - two_changed <= 38 * len(queries)
