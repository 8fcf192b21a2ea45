"""Instruments and provisions: brought in with names, first edition and wording."""

from datetime import date

import pytest
from django.urls import reverse

from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    add_instrument_name,
    add_provision,
    create_instrument,
    ensure_statement,
    link_provisions,
    put_period,
)
from servanda.instruments.models import Instrument, Link, Wording
from servanda.parties.actions import NewParty, create_party
from servanda.registers.actions import Mandate, NotAllowed
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.sources.actions import DocumentFacts, Upload, ingest

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Mandate:
    return administrator(make_register(is_public=True))


@pytest.fixture
def plan(clerk) -> Instrument:
    new = NewInstrument(
        title="National Action Plan against trafficking",
        kind="action_plan",
        abbreviation="CT NAP",
        period="2020/2022",
        visibility="public",
    )
    return create_instrument(clerk, new=new)


def provision(clerk, plan, text: str, **told):
    told.setdefault("visibility", "public")
    new = NewProvision(text=text, kind="measure", **told)
    return add_provision(clerk, instrument=plan, new=new)


def document(clerk, visibility: str = "public"):
    facts = DocumentFacts(published="2021-02-17", visibility=visibility)
    return ingest(clerk, upload=Upload(b"The plan is ready.", "a.txt"), facts=facts).document


def test_an_instrument_comes_with_its_names_and_first_edition(clerk, plan):
    instruments = Instrument.objects.visible_to(clerk.desk)
    assert list(instruments.named("ct nap")) == [plan]
    assert plan.editions.get().number == 1


def test_a_plan_is_in_force_within_its_period(clerk, plan):
    instruments = Instrument.objects.visible_to(clerk.desk)
    assert instruments.in_force_on(date(2021, 2, 17)).exists()
    assert not instruments.in_force_on(date(2023, 1, 1)).exists()


def test_a_title_that_is_also_an_alias_is_one_name(clerk):
    new = NewInstrument(title="GCM", kind="framework", aliases=("GCM",), abbreviation="GCM")
    assert create_instrument(clerk, new=new).names.get().kind == "full"


def test_a_name_of_an_instrument_is_kept_once(clerk, plan):
    first = add_instrument_name(clerk, instrument=plan, text="second plan")
    assert add_instrument_name(clerk, instrument=plan, text="second plan") == first


def test_a_known_period_is_left_as_it_is(clerk, plan):
    put_period(clerk, instrument=plan, period="2021", words="in 2021")
    plan.refresh_from_db()
    assert plan.period == "2020/2022"


def test_a_document_makes_one_statement(clerk):
    made = document(clerk)
    statement = ensure_statement(clerk, document=made)
    assert ensure_statement(clerk, document=made) == statement
    assert statement.editions.get().date == "2021-02-17"


def test_a_statement_is_no_more_open_than_its_document(clerk):
    statement = ensure_statement(clerk, document=document(clerk, visibility="restricted"))
    assert statement.effective_visibility == "restricted"


def test_a_provision_comes_with_text_who_and_when(clerk, plan):
    state = create_party(clerk, new=NewParty(name="Arvenia", kind="state"))
    measure = provision(clerk, plan, "Open shelters", by=(state,), due="2021-04", code="1.1")
    wording = Wording.objects.get(provision=measure)
    assert wording.texts.get().text == "Open shelters"
    assert wording.responsibilities.get().party == state
    assert wording.timing.due_latest == date(2021, 4, 30)


def test_a_provision_without_a_day_has_no_timing(clerk, plan):
    wording = Wording.objects.get(provision=provision(clerk, plan, "Open shelters"))
    assert not hasattr(wording, "timing")


def test_a_continuous_provision_keeps_its_words_and_has_no_last_day(clerk, plan):
    measure = provision(clerk, plan, "Train staff", due_words="continuous")
    timing = Wording.objects.get(provision=measure).timing
    assert (timing.due_words, timing.due_latest) == ("continuous", None)


def test_provisions_stand_in_the_order_in_which_they_came(clerk, plan):
    above = provision(clerk, plan, "Prevention", binds=False)
    for text in ("Train staff", "Open shelters"):
        provision(clerk, plan, text, parent=above)
    below = Wording.objects.filter(parent=above).order_by("order")
    assert [(w.order, str(w.provision)) for w in below] == [
        (1, "Train staff"),
        (2, "Open shelters"),
    ]


def test_a_provision_is_no_more_open_than_its_instrument(clerk):
    new = NewInstrument(title="Secret plan", kind="action_plan", visibility="restricted")
    measure = provision(clerk, create_instrument(clerk, new=new), "Open shelters")
    assert measure.effective_visibility == "restricted"


def test_the_same_link_is_made_once(clerk, plan):
    one, other = provision(clerk, plan, "One"), provision(clerk, plan, "Other")
    link = link_provisions(clerk, source=one, target=other, kind="implements")
    assert link_provisions(clerk, source=one, target=other, kind="implements") == link
    assert Link.objects.count() == 1


def test_a_reader_adds_no_provision(clerk, plan):
    reader = mandate(clerk.desk.register, "reader")
    with pytest.raises(NotAllowed):
        provision(reader, plan, "Open shelters")


def shown(client) -> str:
    answer = client.get(reverse("instruments", kwargs={"slug": "r"}))
    assert answer.status_code == 200
    page: str = answer.content.decode()
    return page


def test_the_list_tells_kind_and_force_and_narrows_by_kind(client, clerk, plan):
    ensure_statement(clerk, document=document(clerk))
    page = shown(client)
    assert page.index(plan.label) < page.index("<bdi>Action plan<") < page.index("<bdi>Expired<")
    narrowed = client.get(reverse("instruments", kwargs={"slug": "r"}), {"kind": "statement"})
    assert [row.cells[0].text for row in narrowed.context["rows"]] == ["Statement"]


def test_the_list_counts_the_provisions_that_a_person_sees(client, clerk, plan):
    provision(clerk, plan, "Open shelters")
    provision(clerk, plan, "Move the staff", visibility="restricted")
    assert '<td data-label="Provisions"><bdi>1<' in shown(client)
    client.force_login(clerk.desk.account)
    assert '<td data-label="Provisions"><bdi>2<' in shown(client)


def test_the_list_hides_what_is_not_public(client, clerk):
    create_instrument(clerk, new=NewInstrument(title="Internal plan", kind="action_plan"))
    page = shown(client)
    assert "Internal plan" not in page
    assert "Nothing in this list yet" in page


@pytest.mark.slow
def test_the_list_costs_the_same_queries_for_ten_and_for_thirty(
    client, clerk, plan, django_assert_max_num_queries
):
    counted = []
    for number in (10, 20):  # tests/test_query_counts.py asks every page with three hundred
        for count in range(number):
            new = NewInstrument(title=f"Plan {count}", kind="action_plan", visibility="public")
            provision(clerk, create_instrument(clerk, new=new), "Open shelters")
        with django_assert_max_num_queries(25) as queries:
            shown(client)
        counted.append(len(queries))
    assert counted[0] == counted[1]
