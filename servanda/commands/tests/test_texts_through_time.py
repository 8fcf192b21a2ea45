"""The texts of the demonstration through parties, languages and editions."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from servanda.commands.demonstration.example import text_of
from servanda.commands.demonstration.example_texts import Texts, texts
from servanda.commands.demonstration.outline import (
    SYMBOL,
    objectives_in,
    outline_documents,
    outline_text,
)
from servanda.instruments.models import (
    Adoption,
    Edition,
    Instrument,
    Provision,
    Relation,
    Wording,
    WordingText,
)
from servanda.reading.edtf.parsing import is_edtf

YEARS = (2024, 2026, 2031)


@pytest.fixture(params=YEARS)
def told(request) -> Texts:
    return texts(request.param)


def quotations(told: Texts):
    """Return each quotation with the file it stands in."""
    decision, plan = told.decision.file, told.plan.file
    yield decision, told.decision.heading
    yield from ((decision, one.quotation) for one in told.adoptions)
    yield from ((decision, one.quotation) for one in told.points)
    yield plan, told.plan.heading
    yield plan, told.plan.adopted_words
    yield from ((plan, one.quotation) for one in told.measures)
    lines = (*told.changed, *told.added)
    yield from ((told.plan.new_annex_file, one.quotation) for one in lines)


@pytest.mark.parametrize("year", YEARS)
def test_every_quotation_of_the_two_texts_is_an_exact_part_of_its_document(year):
    told = texts(year)
    files = {one.file: text_of(f"documents/{one.file}", year) for one in told.documents}
    for file, quotation in quotations(told):
        assert files[file].count(quotation) == 1, quotation
    assert all("invented" in text and "{" not in text for text in files.values())


def test_every_date_of_the_two_texts_is_edtf(told):
    dates = {one.date for one in told.adoptions} | {one.force for one in told.adoptions}
    lines = (*told.points, *told.measures, *told.changed, *told.added)
    dates |= {line.due for line in lines}
    for date in dates - {""}:
        assert is_edtf(date), date


def test_the_outline_has_the_titles_and_paragraphs_of_the_notes(shared: Path):
    english, french = (objectives_in(outline_text(one)) for one in outline_documents())
    with (shared / "notes/data/gcm_objectives.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    paragraph = "paragraph_in_A_RES_73_195"
    assert english == {row[paragraph]: row["title_en"] for row in rows}
    assert french == {row[paragraph]: row["title_fr"] for row in rows if row["title_fr"]}


@pytest.mark.slow
@pytest.mark.django_db
def test_the_compact_has_its_symbol_and_its_objectives_in_two_languages(built):
    compact = Instrument.objects.get(register=built.founding, symbol=SYMBOL)
    assert compact.provisions.count() == 23
    tenth = Wording.objects.get(provision__instrument=compact, code="26")
    assert tenth.provision.label.startswith("Prevent, combat and eradicate trafficking")
    french = WordingText.objects.filter(of__provision__instrument=compact, language="fr")
    assert french.count() == 16
    assert not french.exclude(checked_by=None).exists()


@pytest.mark.slow
@pytest.mark.django_db
def test_the_three_plans_follow_each_other(built):
    ties = Relation.objects.filter(register=built.founding, kind="follows")
    periods = ties.values_list("other__period", "instrument__period")
    assert set(periods) == {("2016/2018", "2020/2022"), ("2020/2022", "2025/2029")}


@pytest.mark.slow
@pytest.mark.django_db
def test_the_decision_is_signed_by_some_with_reserves_and_by_one_not_at_all(built):
    adoptions = Adoption.objects.filter(instrument__label="Decision on joint border work")
    assert {one.party.label: one.qualified for one in adoptions} == {
        "Republic of Velmora": "",
        "Kingdom of Tarvia": "reservation",
        "Republic of Selmar": "opinion",
        "Union of Ordan": "unsigned",
    }


@pytest.mark.slow
@pytest.mark.django_db
def test_the_annex_is_replaced_and_the_first_one_still_reads_as_it_was(built):
    year = built.example.created_at.year
    plan = Instrument.objects.get(register=built.example, label__startswith="Plan on health")
    editions = Edition.objects.filter(instrument=plan)
    first, second = editions.order_by("number")
    assert (second.is_draft, second.date_earliest) == (False, dt.date(year, 1, 1))

    def text(edition: Edition) -> dict[str, str]:
        rows = Wording.objects.of_edition(edition).prefetch_related("texts")
        return {one.code: one.texts.all()[0].text for one in rows}

    assert text(first)["A.2"] == "Equip three crossings with a room for examinations"
    assert set(text(first)) == {"A.1", "A.2", "A.3"}
    assert text(second)["A.2"] == "Equip five crossings with a room for examinations"
    assert set(text(second)) == {"A.1", "A.2", "A.4"}
    untouched = Wording.objects.filter(provision__instrument=plan, code="A.1")
    assert untouched.count() == 1
    assert Provision.objects.filter(instrument=plan).count() == 4
