"""The brief tells no day for what only an undated source tells."""

import json
from datetime import date

import pytest

from servanda.registers.tests.factories import administrator, make_register
from servanda.reports.models import gather_brief
from servanda.reports.rules.brief import ChangeKind, Variant
from servanda.reports.rules.grounds import UNKNOWN_DATE, Source, are_undated
from servanda.reports.tests.factories import ON, Founding, make_document, say
from servanda.reports.views.printing import printed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # a register for each test
WORDS = "The Network was launched"


def brief_with(published, stated_on=ON):
    """Return the case of a network that is told to be launched by a document of this date."""
    case = Founding(administrator(make_register()))
    note = make_document(case.mandate, f"{WORDS}.", published=published)
    say(case.mandate, case.network, case.iom, "done", stated_on, version=note, words=WORDS)
    desk = case.mandate.desk
    return gather_brief(desk, series=case.series, on=date(2021, 3, 1), variant=Variant.INTERNAL)


def change_of(brief):
    return next(change for change in brief.changes if change.kind is ChangeKind.UPDATE)


def said_in(brief):
    """Return the days of the one assessment that the JSON form holds."""
    told = json.loads(printed(brief, "json"))
    (said,) = [one for point in told["open_points"] for one in point["standings"]]
    return {name: said[name] for name in ("since", "stated_on")}


def text_of(brief):
    return " ".join(printed(brief, "text").decode().split())


def test_what_an_undated_source_tells_is_told_without_a_day():
    brief = brief_with(None)
    assert "in a source without a date" in text_of(brief)
    assert "since 17 February 2021" not in text_of(brief)
    assert change_of(brief).on == UNKNOWN_DATE


def test_what_a_dated_source_tells_is_told_with_its_day():
    brief = brief_with("2021-02-17")
    assert "since 17 February 2021" in text_of(brief)
    assert change_of(brief).on.edtf == "2021-02-17"


def test_what_a_source_of_a_month_tells_is_told_with_its_month():
    brief = brief_with("2021-01", stated_on=date(2021, 1, 31))
    assert "done, January 2021" in text_of(brief)
    assert change_of(brief).on.edtf == "2021-01"
    assert said_in(brief) == {"since": "2021-01", "stated_on": "2021-01"}


def test_the_json_names_no_day_where_no_source_names_one():
    assert said_in(brief_with(None)) == {"since": None, "stated_on": None}


def test_nothing_what_is_hidden_and_a_whole_document_are_not_undated():
    assert not are_undated(())
    assert not are_undated((Source(public=False),))
    assert not are_undated((Source(),))
    assert are_undated((Source(start=1), Source(start=5)))
    assert not are_undated((Source(start=1), Source(start=1, published="2021")))
