"""People who act on one register at the same moment: nobody fails, nothing is made twice."""

from datetime import date

import pytest

from servanda.history.models import Record
from servanda.instruments.actions import adopt_instrument, ensure_statement
from servanda.instruments.models import Adoption, Instrument
from servanda.parties.actions import add_party_name, create_person, ensure_post, ensure_tenure
from servanda.parties.models import PartyName, Post, Tenure
from servanda.progress.actions import NewUpdate, add_update, ensure_scale
from servanda.progress.models import Scale, Standing, Update
from servanda.progress.tests.factories import Plan
from servanda.registers.actions import EditConflict, Mandate, change, mandate_for
from servanda.registers.models import Register
from servanda.registers.rules import Ability
from servanda.registers.tests.concurrency import together
from servanda.registers.tests.factories import administrator, make_register, person
from servanda.sources.actions import Place, cite
from servanda.sources.models import Citation, Passage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
HOW_MANY = 4


@pytest.fixture
def register() -> Register:
    return make_register()


@pytest.fixture
def people(register) -> list[Mandate]:
    return [mandate_for(register, person(register, "editor")) for _n in range(HOW_MANY)]


@pytest.fixture
def plan(register) -> Plan:
    return Plan(administrator(register))


def errors(done: list[object]) -> list[object]:
    return [one for one in done if isinstance(one, Exception)]


def test_the_first_updates_of_a_register_make_one_scale_and_one_standing(people, plan):
    new = NewUpdate(assessor=plan.office, value="done", stated_on=date(2020, 6, 1))
    done = together(*(lambda m=m: add_update(m, provision=plan.line, new=new) for m in people))
    assert not errors(done)
    assert Update.objects.count() == HOW_MANY
    assert Scale.objects.count() == 1
    assert Standing.objects.get().update == Update.objects.latest_first().first()


def test_a_scale_asked_for_alone_is_made_once(people):
    assert not errors(together(*(lambda m=m: ensure_scale(m) for m in people)))
    assert Scale.objects.count() == 1


def test_the_same_words_are_cited_once(people, plan):
    places = [Place("label", 0, 20), Place("kind", 5, 9)]
    cited = Citation.objects.count()
    done = together(
        *(lambda m=m: cite(m, entry=plan.goal, version=plan.release, places=places) for m in people)
    )
    assert not errors(done)
    assert Citation.objects.count() == cited + 2
    assert Passage.objects.filter(start=5, end=9).count() == 1


def test_what_is_made_where_it_is_missing_is_made_once(people, plan):
    document = plan.release.document
    for act in (
        lambda m: ensure_statement(m, document=document),
        lambda m: ensure_post(m, title="Chair", organization=plan.office),
        lambda m: add_party_name(m, party=plan.office, text="The Office"),
        lambda m: adopt_instrument(m, instrument=plan.plan, party=plan.office, date=None),
    ):
        assert not errors(together(*(lambda m=m, act=act: act(m) for m in people)))
    assert Instrument.objects.filter(kind="statement").count() == 1
    assert Post.objects.filter(label="Chair").count() == 1
    assert PartyName.objects.filter(text="The Office").count() == 1
    assert Adoption.objects.filter(party=plan.office).count() == 1


def test_a_tenure_reaches_to_the_days_of_all_who_saw_the_person_there(people, plan):
    post = ensure_post(plan.mandate, title="Chair", organization=plan.office)
    someone = create_person(plan.mandate, name="Ana Torvel")
    days = [date(2020, month, 1) for month in range(1, HOW_MANY + 1)]
    done = together(
        *(
            lambda m=m, day=day: ensure_tenure(m, person=someone, post=post, seen_on=day)
            for m, day in zip(people, days, strict=True)
        )
    )
    assert not errors(done)
    tenure = Tenure.objects.get(person=someone)
    assert (tenure.known_from, tenure.known_until) == (days[0], days[-1])


def test_of_those_who_change_what_they_saw_one_wins(people, plan):
    def rename(mandate: Mandate, label: str) -> None:
        party = type(plan.office).objects.get(pk=plan.office.pk)
        party.label = label
        with change(mandate, "rename_party", Ability.EDIT) as changes:
            changes.update(party, revision=1)

    done = together(*(lambda m=m, n=n: rename(m, f"Name {n}") for n, m in enumerate(people)))
    refused = errors(done)
    assert len(refused) == HOW_MANY - 1
    assert {type(one) for one in refused} == {EditConflict}
    assert type(plan.office).objects.get(pk=plan.office.pk).revision == 2


def test_the_numbers_of_the_history_have_no_gap_and_no_twin(register, people):
    acts = [lambda m=m: ensure_post(m, title=f"Post {id(m)}", organization=None) for m in people]
    assert not errors(together(*acts))
    numbers = Record.objects.filter(register=register.uuid).order_by("sequence")
    assert list(numbers.values_list("sequence", flat=True)) == list(range(1, HOW_MANY + 1))
