"""What a person answers to a plan that was read: each answer counts once it was seen, none is lost."""

import re

import pytest
from django.http import QueryDict

from servanda.instruments.models import Instrument, Provision, Wording
from servanda.instruments.tests.plans import ROWS, corrected
from servanda.parties.actions import NewParty, create_party
from servanda.parties.models import Party
from servanda.progress.forms.plans import PlanReadForm
from servanda.progress.tests.bringing import brought, read, told_again, url
from servanda.registers.tests.factories import administrator, make_register, person
from servanda.sources.models import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    return make_register()


@pytest.fixture
def clerk(client, register, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    client.force_login(person(register, "editor"))
    return client


def submits(told):
    """Return the submit buttons of the form of a plan in the order of the page: Enter presses the first."""
    form = told.partition('id="plan">')[2].partition("</form>")[0]
    buttons = re.findall(r"<button ([^>]*type=\"submit\"[^>]*)>", form)
    named = [dict(re.findall(r'(\w+)="([^"]*)"', one)) for one in buttons]
    return [{key: one[key] for key in ("name", "value")} for one in named]


def test_in_russian_the_page_tells_rows_and_columns_by_their_words(clerk, register):
    brought(clerk, register)
    clerk.cookies["django_language"] = "ru"
    told, _held = read(clerk, register)
    assert "Строк с обязательствами" in told
    assert "Сохранить назначение столбцов под именем" in told
    assert "5 строк без изменений." in told


def test_enter_in_a_field_looks_again_and_brings_nothing_in(clerk, register):
    told, _held = read(clerk, register)
    assert submits(told)[0] == {"name": "deed", "value": "look"}
    assert {"name": "deed", "value": "bring"} in submits(told)


def test_a_heading_longer_than_a_title_is_cut_to_one(clerk, register):
    heading = "Plan of the piers and of all that lies between them " * 15
    told, held = read(clerk, register, [[heading], *ROWS], title="")
    title = re.findall(r'name="title" value="([^"]+)"', told)
    assert told_again(clerk, register, held, deed="bring", title=title).status_code == 302
    assert Instrument.objects.get().label == heading[:500].strip()


def test_nothing_is_withdrawn_where_the_box_says_no(clerk, register):
    brought(clerk, register)
    brought(clerk, register, ROWS[:-1], withdraw="false")
    assert Provision.objects.get(label="Dredge the bed").wordings.filter(to_edition=None)


def test_a_plan_that_was_read_asks_for_nothing_that_the_page_does_not_show():
    form = PlanReadForm(QueryDict("sheets=Measures&sheets=Money"))
    beside = ["held", "save_as", "withdraw"]
    assert sorted([*(one.name for one in form.facts()), *beside]) == sorted(form.fields)


def test_the_file_of_a_plan_is_asked_for_with_kinds_and_limit(clerk, register, settings):
    settings.UPLOAD_LIMIT_BYTES = 3 * 1024 * 1024
    told = clerk.get(url(register)).content.decode()
    assert "Excel, OpenDocument, Word, CSV, HTML, text or PDF; 3 MB at most." in told


def marking_of(told):
    return re.findall(r'data-marking="([^"]*)"', told)[0]


@pytest.mark.parametrize(
    ("marked", "rows"),
    [
        (Provision.objects.filter(label="Repair the pier"), corrected((3, 2, "Repair a pier"))),
        (Wording.objects.filter(code="2.1"), ROWS[:-1]),
        (Instrument.objects.all(), ROWS),
        (Document.objects.all(), ROWS),
    ],
    ids=["a row that says otherwise", "a row that is gone", "the plan", "its file"],
)
def test_a_difference_bears_the_marking_of_what_it_quotes(clerk, register, marked, rows):
    brought(clerk, register)
    marked.all().update(handling="For official use")
    told, _held = read(clerk, register, rows)
    assert marking_of(told) == "For official use"


def test_the_marking_of_a_row_that_is_not_shown_is_not_told(clerk, register):
    brought(clerk, register)
    Provision.objects.filter(label="Dredge the bed").update(handling="For official use")
    told, _held = read(clerk, register, corrected((3, 2, "Repair a pier")))
    assert not marking_of(told)


def test_a_party_that_is_offered_for_a_name_brings_its_marking(clerk, register):
    for _time in range(2):
        create_party(administrator(register), new=NewParty("Coast Guard", "body"))
    Party.objects.update(handling="For official use")
    told, _held = read(clerk, register)
    assert marking_of(told) == "For official use"
