"""The files of the founding case: complete, exact, with addresses and names as the press has them."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.commands.demonstration.manifest import (
    FOLDER,
    Quotation,
    document_text,
    founding_case,
)

TIMELINE = Path(__file__).resolve().parents[4] / "shared/notes/data/turkmenistan_iom_timeline.csv"
# Documents of section 0 of the notes whose addresses the timeline does not list.
BEYOND_THE_TIMELINE = {"2021_trafficking_report.txt", "undated_network_launched.txt"}
PERSONS = {
    "Rashid Meredov",
    "Zeynal Hajiyev",
    "Zeynal Gadzhiev",
    "Gurbanguly Berdymuhamedov",
    "William Swing",
    "Serhan Aktoprak",
    "Serkhan Aktoprak",
}
# Every other word with a capital in the texts: a new one is looked at before it joins the list.
ORDINARY = """
    According Against Action Affairs Agreement All Almaty April Ashgabat Asia At August Awaza
    Azerbaijan Bangkok Bodies Cabinet Central Chairman Co Combating Combatting Commission
    Commissioner Committee Compact Conference Convention Coordinator Council Countries Crime
    Database December Democracy Department Deputy Developing Development Director Economic
    Economy Embassy Europe Experts Feb February Final Finance Foreign Forum General Geneva
    Global Government Group Guests Head High Human Humanitarian Implementation In Institute
    Interagency Interdepartmental Interministerial International It Its January July June Labour
    Landlocked Law March May Meeting Migration Minister Ministers Ministry Mission National
    Nations Network New No Nov November October Office On One Opening Organization Organized Pacific Persons
    Plan Plans Preparing President Prime Programme Progress Prosecutor Protection Recommendations Regional
    Report Representative Representatives Review Rights Round Service Since Social State
    States Statistics Sub The They Third Tracking Trafficking Transnational Treaty Trend
    Turkmen Turkmenistan United Webinar Working York
"""
RUSSIAN_PERSONS = {"Рашид Мередов", "Зейналом Гаджиевым"}
RUSSIAN_ORDINARY = """
    Азии Ашхабад В Говорили Государственная Глобального Его Кабинете Межведомственная Международная
    Международной Министерство Министр Национальный План Президент Речь Сеть Стороны Туркменистана
    Туркменистане Утверждён Центральной Это
"""
VALUES = {"done", "in_progress", "partly", "not_started"}


def quotations() -> Iterator[Quotation]:
    case = founding_case()
    yield from case.provisions
    yield from case.assessments
    yield from case.adoptions
    yield from case.seats
    yield from case.silent


def test_every_text_is_listed_once_and_every_listed_text_is_there():
    listed = [document.file for document in founding_case().documents]
    there = [path.name for path in (FOLDER / "documents").iterdir()]
    assert sorted(listed) == sorted(there)


def test_the_case_stands_on_twelve_documents_or_more():
    assert len(founding_case().documents) >= 12


def test_every_document_says_who_published_it_where_and_in_what_kind():
    kinds = {"press", "letter", "note_verbale", "minutes", "report", "law", "release", "other"}
    for document in founding_case().documents:
        assert document.title
        assert document.publisher
        assert document.kind in kinds
        assert document.url.startswith(("http://", "https://"))
        assert document.language == ("ru" if document.file.endswith("_ru.txt") else "en")
        assert document.visibility == "public"


def test_only_the_undated_note_has_no_date():
    undated = [one.file for one in founding_case().documents if not one.published]
    assert undated == ["undated_network_launched.txt"]


def test_every_address_stands_in_the_timeline_of_the_case():
    if not TIMELINE.exists():
        pytest.skip("the shared notes are not beside this checkout")
    with TIMELINE.open(encoding="utf-8", newline="") as lines:
        known = {row["source"] for row in csv.DictReader(lines)}
    unknown = {one.file for one in founding_case().documents if one.url not in known}
    assert unknown == BEYOND_THE_TIMELINE


def test_what_stands_beyond_the_timeline_says_what_it_is():
    for document in founding_case().documents:
        assert bool(document.note) == (document.file in BEYOND_THE_TIMELINE)


def test_every_quotation_is_an_exact_part_of_its_document():
    texts = {one.file: document_text(one) for one in founding_case().documents}
    for quotation in quotations():
        assert texts[quotation.document].count(quotation.quotation) == 1, quotation


def test_every_assessment_names_a_provision_and_a_value_of_the_scale():
    keys = {provision.key for provision in founding_case().provisions}
    for assessment in founding_case().assessments:
        assert assessment.value in VALUES
        assert assessment.assessor
        assert assessment.narrative
        assert bool(assessment.find) != (assessment.provision in keys)


def test_three_assessors_differ_on_the_second_plan():
    found = {
        one.assessor: one.value
        for one in founding_case().assessments
        if one.provision == "plan-2020-2022"
    }
    assert len(found) == 3
    assert len(set(found.values())) == 3


def test_a_silent_point_has_no_assessment():
    assessed = {one.find for one in founding_case().assessments if one.find}
    assert not assessed & {one.find for one in founding_case().silent}


def test_there_are_three_documents_in_russian():
    assert len([one for one in founding_case().documents if one.language == "ru"]) == 3


@pytest.mark.parametrize("document", founding_case().documents, ids=lambda one: one.file)
def test_no_person_is_named_in_russian_but_those_the_cited_press_names(document):
    text = document_text(document)
    for person in RUSSIAN_PERSONS:
        text = text.replace(person, "")
    assert set(re.findall(r"\b[А-ЯЁ][а-яё]+\b", text)) <= set(RUSSIAN_ORDINARY.split())


@pytest.mark.parametrize("document", founding_case().documents, ids=lambda one: one.file)
def test_no_person_is_named_but_those_the_cited_press_names(document):
    text = document_text(document)
    for person in PERSONS:
        text = text.replace(person, "")
    assert set(re.findall(r"\b[A-Z][a-zý]+\b", text)) <= set(ORDINARY.split())
