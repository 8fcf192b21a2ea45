"""What a document hides, its entries hide; what one side brought in, that side sees."""

import pytest

from servanda.instruments.models import Instrument, Provision
from servanda.meetings.models import Meeting
from servanda.parties.models import Party, Person, Post, Tenure
from servanda.registers.tests.factories import make_register, mandate
from servanda.review.actions import accept_all
from servanda.review.tests.factories import TALKS, make_run
from servanda.sources.actions import DocumentFacts

pytestmark = pytest.mark.django_db

MODELS = (Party, Person, Post, Tenure, Meeting, Instrument, Provision)


def test_what_one_side_read_is_seen_by_that_side_alone():
    register = make_register()
    ours = mandate(register, "editor", side="ours")
    theirs = mandate(register, "administrator", side="theirs")
    facts = DocumentFacts(title="Own note", visibility="own_side", published="2020-03-02")
    accept_all(ours, run=make_run(ours, facts=facts))
    for model in MODELS:
        assert model.objects.visible_to(ours.desk).exists(), model
        assert not model.objects.visible_to(theirs.desk).exists(), model


def test_a_second_own_side_source_finds_what_the_side_knows():
    register = make_register()
    ours = mandate(register, "editor", side="ours")
    for title in ("One", "Two"):
        facts = DocumentFacts(title=title, visibility="own_side", published="2020-03-02")
        accept_all(ours, run=make_run(ours, f"{title}: {TALKS}", facts=facts))
    assert Party.objects.count() == 2
    assert Meeting.objects.count() == 1
