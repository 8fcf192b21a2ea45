"""The list of updates: what it tells, finds and counts, and never of what is not to be seen."""

from datetime import date
from uuid import uuid4

import pytest

from servanda.instruments.actions import NewProvision, add_provision
from servanda.instruments.models import Instrument
from servanda.parties.models import Party
from servanda.progress.actions import NewUpdate, add_update
from servanda.progress.lists import PROVISIONS, UPDATES
from servanda.progress.models import Update
from servanda.registers.actions import Mandate, Protection, mandate_for, protect_entry
from servanda.registers.lists import Counts, ListQuery, ListRow, asked, counts, page, selected
from servanda.registers.models import Desk
from servanda.registers.tests.factories import administrator, mandate, person
from tests.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # a register for each test


@pytest.fixture
def world() -> World:
    return make_world("r")


@pytest.fixture
def desk(world) -> Desk:
    return mandate_for(world.register, person(world.register, "reader")).desk


def rows(desk: Desk, *pairs: tuple[str, str]) -> list[ListRow]:
    return list(page(desk, asked(desk, UPDATES, ListQuery.from_pairs("update", pairs))).rows)


def counted(desk: Desk, *pairs: tuple[str, str]) -> Counts:
    return counts(desk, asked(desk, UPDATES, ListQuery.from_pairs("update", pairs)))


def faults(desk: Desk, *pairs: tuple[str, str]) -> list[str]:
    query = ListQuery.from_pairs("update", pairs)
    return list(page(desk, asked(desk, UPDATES, query)).faults)


def told(row: ListRow) -> list[str]:
    return [str(cell.told) for cell in row.cells]


def hide_the_assessor() -> None:
    Party.objects.filter(label="Turkmenistan").update(effective_visibility="restricted")


def test_an_update_is_told_by_day_value_assessor_and_provision(desk):
    (row,) = rows(desk)
    assert told(row) == ["2020-06-01", "In progress", "Turkmenistan", "Train officers"]
    assert [cell.kind for cell in row.cells] == ["update", "", "party", "provision"]


def test_a_hidden_assessor_is_neither_named_nor_led_to_nor_chosen(desk, world):
    hide_the_assessor()
    (row,) = rows(desk)
    assert told(row)[2] == "not shown to you"
    assert row.cells[2].uuid is None
    (assessors,) = [one for one in counted(desk).facets if one.facet.name == "assessor"]
    assert [(one.value, str(one.label), one.count) for one in assessors.values] == [
        ("", "not shown to you", 1)
    ]
    name = str(world.names["party"])
    assert faults(desk, ("assessor", name)) == [
        f"Assessor: “{name}” is not known here, and narrows nothing."
    ]


def test_a_hidden_assessor_does_not_find_an_update_by_name(desk):
    assert rows(desk, ("words", "Turkmenistan"))
    hide_the_assessor()
    assert not rows(desk, ("words", "Turkmenistan"))


def test_the_party_of_another_register_is_as_unknown_as_one_that_never_was(desk):
    elsewhere = make_world("other", is_public=True).names["party"]
    for name in (elsewhere, uuid4()):
        assert faults(desk, ("assessor", str(name))) == [
            f"Assessor: “{name}” is not known here, and narrows nothing."
        ]
        assert len(rows(desk, ("assessor", str(name)))) == 1


def test_an_update_on_a_provision_that_is_not_shown_is_not_listed(desk, world):
    clerk = administrator(world.register)
    new = NewProvision("Move the staff", "measure", visibility="restricted")
    plan, state = Instrument.objects.get(label="Plan"), Party.objects.get(label="Turkmenistan")
    measure = add_provision(clerk, instrument=plan, new=new)
    said = NewUpdate(state, "done", date(2020, 6, 2), visibility="public")
    add_update(clerk, provision=measure, new=said)
    assert counted(desk).total == len(rows(desk)) == 1
    assert counted(clerk.desk).total == len(rows(clerk.desk)) == 2


def test_an_update_is_found_by_the_words_of_its_provision(desk):
    assert len(rows(desk, ("words", "trained officer"))) == 1
    assert not rows(desk, ("words", "shipping"))


@pytest.mark.parametrize(
    ("pair", "sentence"),
    [
        (("narrativ", "x"), "This list has no filter “narrativ”."),
        (("column", "x"), "This list has no column “x”."),
        (("sort", "-x"), "This list cannot be ordered by “x”."),
        (("sort", "narrative"), "This list cannot be ordered by “narrative”."),
        (("value", "splendid"), "Value: “splendid” is not known here, and narrows nothing."),
        (("year", "MMXX"), "Year: “MMXX” is not known here, and narrows nothing."),
        (("year", "0"), "Year: “0” is not known here, and narrows nothing."),
        (("year", "02020"), "Year: “02020” is not known here, and narrows nothing."),
        (("year", "٢٠٢٠"), "Year: “٢٠٢٠” is not known here, and narrows nothing."),
        (("language", "e\x00n\u202e"), "Language: “en” is not known here, and narrows nothing."),
        (("assessor", "x" * 500), f"Assessor: “{'x' * 100}…” is not known here, and narrows nothing."),
        (("after", str(uuid4())), "The place in the list that this address names is not known here."),
        (("words", "…"), "What was typed has no letter or digit to look for, or only words that must be absent."),
        (("words", "word " * 10_000), "This is too long to be looked for: give at most 64 words, or a phrase of it in quotation marks."),
    ],
)  # fmt: skip
def test_what_the_list_does_not_know_is_said_and_narrows_nothing(desk, pair, sentence):
    assert faults(desk, pair) == [sentence]
    assert len(rows(desk, pair)) == 1


def test_who_has_no_role_sees_nothing_of_a_private_register(world):
    stranger = mandate(world.register, None).desk
    Update.objects.update(effective_visibility="register")
    assert not selected(stranger, UPDATES, ListQuery("update"))


def test_a_page_beyond_the_end_is_told_and_the_beginning_is_shown(desk):
    (only,) = rows(desk)
    told = ["Nothing lies beyond this place in the list any more: here is its beginning."]
    for place in ("after", "before"):
        assert faults(desk, (place, str(only.uuid))) == told
        assert rows(desk, (place, str(only.uuid))) == [only]


def test_provisions_without_a_number_stand_last_whichever_way(world):
    clerk = administrator(world.register)
    plan = Instrument.objects.get(label="Plan")
    add_provision(clerk, instrument=plan, new=NewProvision("Move the staff", "measure", code="7"))
    for sort in ("code", "-code"):
        asked_for = asked(
            clerk.desk, PROVISIONS, ListQuery.from_pairs("provision", [("sort", sort)])
        )
        column = [one.name for one in PROVISIONS.shown(())].index("code")
        codes = [row.cells[column].told for row in page(clerk.desk, asked_for).rows]
        assert "7" in codes
        assert codes.index("7") < codes.index("")


def say(clerk: Mandate, value: str) -> None:
    state, measure = (
        Party.objects.get(label="Turkmenistan"),
        Update.objects.earliest("id").provision,
    )
    new = NewUpdate(state, value, date(2020, 6, 2), narrative=f"Said {value}.", visibility="public")
    add_update(clerk, provision=measure, new=new)


def test_what_a_facet_counts_is_kept_until_the_register_changes(
    desk, world, django_assert_num_queries
):
    assert counted(desk).total == 1
    say(administrator(world.register), "done")
    found = counted(desk)
    assert found.total == 2
    with django_assert_num_queries(3):  # where the history stands; the names of two facets
        assert counted(desk) == found


def test_what_is_kept_of_one_choice_is_not_told_of_another(desk, world):
    for value in ("done", "done", "abandoned"):
        say(administrator(world.register), value)
    totals = [counted(desk, ("value", value)).total for value in ("done", "abandoned")]
    assert totals == [2, 1]
    assert counted(desk, ("words", "said abandoned")).total == 1
    assert counted(desk).total == 4


def test_what_is_kept_of_one_person_is_not_told_to_another(desk, world):
    clerk = administrator(world.register)
    assert (counted(clerk.desk).total, counted(desk).total) == (1, 1)
    entry = Update.objects.get()
    hidden = Protection("restricted")
    protect_entry(clerk, entry=entry, as_told=hidden, revision=entry.revision)
    assert (counted(clerk.desk).total, counted(desk).total) == (1, 0)
