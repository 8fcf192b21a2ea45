"""A list as a file: what its page tells, in the same order, within the same rights, marked row by row."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation
from lxml import etree

from servanda.parties.models import Party
from servanda.portal.lists import ENTRY_LISTS
from servanda.progress.actions import NewUpdate, add_update
from servanda.progress.lists import UPDATES
from servanda.progress.models import Update
from servanda.reading.formats.xlsx import open_xlsx
from servanda.registers.actions import Protection, mandate_for, protect_entry
from servanda.registers.lists import Export, ListQuery, asked, page, reading_lots
from servanda.registers.models import Desk
from servanda.registers.rules.lists import COLUMN, SORT
from servanda.registers.tests.factories import administrator, mandate, person
from tests.growing import grow
from tests.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # a register for each test
EVERY_ORDER = [
    (kind, f"{sign}{column.name}")
    for kind, listed in ENTRY_LISTS.items()
    for column in listed.columns
    if column.order
    for sign in ("", "-")
]


@pytest.fixture
def world() -> World:
    return make_world("r")


@pytest.fixture
def desk(world) -> Desk:
    return mandate_for(world.register, person(world.register, "reader")).desk


def export(desk: Desk, *pairs: tuple[str, str], kind: str = "update") -> Export:
    return Export(desk, asked(desk, ENTRY_LISTS[kind], ListQuery.from_pairs(kind, pairs)))


def rows(told: Export) -> list[list[str]]:
    text = b"".join(told.csv()).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def printed(told: Export) -> str | None:
    with zipfile.ZipFile(io.BytesIO(b"".join(told.xlsx()))) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    return sheet.findtext("{*}headerFooter/{*}oddHeader")


def mark(world: World, entry: Update | Party, marking: str) -> None:
    told = Protection("public", None, marking)
    protect_entry(administrator(world.register), entry=entry, as_told=told, revision=entry.revision)


def test_the_file_tells_what_the_list_shows_and_how_it_is_marked(desk):
    assert rows(export(desk)) == [
        ["Stated on", "Value", "Assessor", "Provision", "Handling marking"],
        ["2020-06-01", "In progress", "Turkmenistan", "Train officers", ""],
    ]


def test_the_workbook_tells_the_same(desk):
    told = open_xlsx(b"".join(export(desk).xlsx()), "updates.xlsx").text
    assert told.split("\n\n") == [
        "Updates",
        "Stated on | Value | Assessor | Provision | Handling marking",
        "2020-06-01 | In progress | Turkmenistan | Train officers",
    ]


@pytest.mark.slow
def test_every_list_is_told_as_on_its_page_in_every_order(world):
    chief = mandate(world.register, "administrator", side="ours")
    grow(world, chief, number=12)
    for kind, order in EVERY_ORDER:
        listed = ENTRY_LISTS[kind]
        pairs = [(COLUMN, one.name) for one in listed.columns if one.name != "handling"]
        checked = asked(chief.desk, listed, ListQuery.from_pairs(kind, [*pairs, (SORT, order)]))
        shown = [
            ["" if cell.told is None else cell.told for cell in row.cells]
            for row in page(chief.desk, checked, size=1_000).rows
        ]
        told = [
            ["" if cell is None else cell for cell in row[:-1]]
            for lot in Export(chief.desk, checked).lots()
            for row in zip(*lot, strict=True)
        ]
        assert told == shown, (kind, order)


def test_a_hidden_assessor_is_not_named(desk):
    Party.objects.filter(label="Turkmenistan").update(effective_visibility="restricted")
    content = b"".join(export(desk).csv())
    assert b"not shown to you" in content
    assert b"Turkmenistan" not in content
    assert "Turkmenistan" not in open_xlsx(b"".join(export(desk).xlsx()), "u.xlsx").text


def test_the_marking_of_a_hidden_assessor_is_not_told(desk, world):
    mark(world, Party.objects.get(label="Turkmenistan"), "Cabinet only")
    assert rows(export(desk))[1][-1] == "Cabinet only"
    Party.objects.filter(label="Turkmenistan").update(effective_visibility="restricted")
    assert rows(export(desk))[1][-1] == ""


def test_each_row_has_the_markings_of_the_register_and_of_all_it_tells(desk, world):
    mark(world, Update.objects.get(), "Official")
    mark(world, Party.objects.get(label="Turkmenistan"), "Cabinet")
    world.register.handling = desk.register.handling = "Internal"
    assert rows(export(desk))[1][-1] == "Internal · Official · Cabinet"
    assert rows(export(desk, (COLUMN, "handling")))[0][-1:] == ["Handling marking"]
    assert rows(export(desk, (COLUMN, "handling")))[0].count("Handling marking") == 1


def test_the_pages_of_a_workbook_are_printed_under_the_markings_of_its_rows(desk, world):
    mark(world, Update.objects.get(), "Official")
    told = export(desk)
    list(told.lots())
    assert told.markings() == ["Official"]
    assert printed(told) == "&C Official"


def test_at_the_head_of_a_printed_page_is_said_that_there_are_more_markings(desk, world):
    grow(world, mandate(world.register, "administrator", side="ours"), number=4)
    for number, update in enumerate(Update.objects.all()):
        Update.objects.filter(pk=update.pk).update(handling=f"{number:0100}")
    with translation.override("ru"):
        told = export(desk)
    assert str(printed(told)).endswith(" · и другие: см. каждую строку")
    assert str(printed(export(desk))).endswith(" · and others: see each row")


def test_who_sees_less_gets_less(world):
    party = Party.objects.get(label="Turkmenistan")
    new = NewUpdate(party, "done", date(2021, 1, 1), visibility="restricted")
    clerk = administrator(world.register)
    add_update(clerk, provision=Update.objects.get().provision, new=new)
    told = {
        role: len(rows(export(mandate(world.register, role).desk))) - 1
        for role in ("reader", "editor", "secretariat")
    }
    assert told == {"reader": 1, "editor": 1, "secretariat": 2}


def test_what_is_hidden_while_the_file_is_read_is_left_out_of_the_rest(desk, world, monkeypatch):
    grow(world, mandate(world.register, "administrator", side="ours"), number=6)
    monkeypatch.setattr(reading_lots, "LOT", 2)
    before = Update.objects.visible_to(desk).count()
    lots = export(desk).lots()
    seen = len(next(lots)[0])
    Update.objects.update(effective_visibility="restricted")
    assert before > seen == 2
    assert not list(lots)


def test_the_words_stay_in_the_language_in_which_the_file_was_asked_for(desk):
    with translation.override("ru"):
        told = export(desk)
    assert rows(told)[0][:2] == ["Сообщено", "Значение"]
    assert rows(told)[1][1] == "Выполняется"


def test_a_file_of_any_length_is_two_questions_and_one_more_for_each_lot(
    desk, world, django_assert_num_queries
):
    grow(world, mandate(world.register, "administrator", side="ours"), number=8)
    reading = reading_lots.Reading(desk, asked(desk, UPDATES, ListQuery("update")), [])
    count = Update.objects.visible_to(desk).count()
    with django_assert_num_queries(2):
        assert sum(len(lot.numbers) for lot in reading.lots()) == count
    with django_assert_num_queries(2 + -(-count // 3)):  # its beginning, then all that follows
        lots = [number for lot in reading.lots(size=3) for number in lot.numbers]
    assert lots == [number for lot in reading.lots() for number in lot.numbers]
    assert len(set(lots)) == count


def test_a_filter_of_the_list_narrows_the_file(desk):
    assert len(rows(export(desk, ("value", "done")))) == 1
    assert len(rows(export(desk, ("value", "in_progress")))) == 2


def test_a_list_of_nothing_has_its_head(desk):
    assert rows(export(replace(desk, role=None, account=None), ("value", "done"))) == [
        ["Stated on", "Value", "Assessor", "Provision", "Handling marking"]
    ]
