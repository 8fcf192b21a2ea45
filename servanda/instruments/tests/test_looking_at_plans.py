"""Looking at a plan before it is brought in: what it would be, and what stands in its way."""

import pytest
from django.core.exceptions import ValidationError

from servanda.instruments.importing import PlanOrder, import_plan, preview_plan
from servanda.instruments.models import Instrument, Responsibility
from servanda.parties.actions import NewParty, create_party
from servanda.reading.tests.matrices.files import Grid, xlsx_of
from servanda.registers.actions import NotAllowed
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.sources.actions import Upload
from servanda.sources.models import Document

pytestmark = pytest.mark.django_db

PLAN = Grid(
    [
        ["No", "Activity", "Responsible", "Deadline"],
        ["1.1", "Repair the pier", "Coast Guard", "Q3 2021"],
    ]
)


@pytest.fixture
def clerk():
    return administrator(make_register())


def party(clerk, label):
    return create_party(clerk, new=NewParty(label, "government_agency"))


def brought(clerk, content=None, *, name="plan.xlsx", **said):
    upload = Upload(content or xlsx_of(PLAN), name)
    return import_plan(clerk, upload=upload, order=PlanOrder(**{"title": "Boats", **said}))


def test_of_a_name_that_fits_two_parties_a_person_chooses_one(clerk):
    first, second = party(clerk, "Coast Guard"), party(clerk, "Coast Guard")
    matching = preview_plan(
        clerk.desk, upload=Upload(xlsx_of(PLAN), "plan.xlsx"), order=PlanOrder()
    ).matching
    assert [(one.name, one.parties) for one in matching.several] == [
        ("Coast Guard", (first, second))
    ]
    done = brought(clerk, parties={"Coast Guard": second})
    assert not done.preview.matching.several
    assert Responsibility.objects.get().party == second


def test_a_party_that_the_person_may_not_see_is_not_matched(clerk):
    hidden = NewParty("Coast Guard", "government_agency", visibility="restricted")
    create_party(clerk, new=hidden)
    upload, editor = Upload(xlsx_of(PLAN), "plan.xlsx"), mandate(clerk.desk.register, "editor")
    seen = preview_plan(editor.desk, upload=upload, order=PlanOrder())
    assert "Coast Guard" in [one.name for one in seen.matching.unknown]


def test_looking_at_a_plan_stores_nothing(clerk):
    preview_plan(clerk.desk, upload=Upload(xlsx_of(PLAN), "plan.xlsx"), order=PlanOrder())
    assert not Document.objects.exists()
    assert not Instrument.objects.exists()


@pytest.mark.parametrize("said", [{"period": "next summer"}, {"currency": "DOLLARS"}], ids=str)
def test_looking_at_a_plan_refuses_what_bringing_it_in_would(clerk, said):
    order = PlanOrder(**{"title": "Boats", **said})
    with pytest.raises(ValidationError) as refused:
        preview_plan(clerk.desk, upload=Upload(xlsx_of(PLAN), "plan.xlsx"), order=order)
    with pytest.raises(ValidationError) as also:
        brought(clerk, title=order.title, period=order.period, currency=order.currency)
    assert also.value.messages == refused.value.messages


def test_who_may_not_bring_a_plan_in_does_not_look_at_what_it_would_be(clerk):
    reader = mandate(clerk.desk.register, "reader")
    with pytest.raises(NotAllowed):
        preview_plan(reader.desk, upload=Upload(xlsx_of(PLAN), "plan.xlsx"), order=PlanOrder())
