"""Spellings of one name from real texts meet under one key; other names do not."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.reading.names import name_key, person_key, script_of

VARIANTS = Path(__file__).resolve().parents[4] / "shared" / "notes" / "data" / "name_variants.csv"


def variants_of(entity, *, language=None):
    if not VARIANTS.exists():
        pytest.skip("the collected name variants (../shared) are not beside this checkout")
    with VARIANTS.open(encoding="utf-8", newline="") as rows:
        return [
            row["variant"]
            for row in csv.DictReader(rows)
            if row["entity"] == entity and language in {None, row["language"]}
        ]


def test_three_turkmen_names_of_one_organization_give_one_key():
    assert {
        name_key("Halkara Migrasiýa Guramasy"),
        name_key("Migrasiýa boýunça Halkara guramasy"),
        name_key("Migrasiýa baradaky halkara guramasy"),
    } == {"guramasy halkara migrasiya"}


def test_the_collected_turkmen_names_of_iom_give_one_key():
    assert len({name_key(name) for name in variants_of("IOM", language="tk")}) == 1


def test_the_russian_name_of_iom_is_transliterated_and_its_abbreviation_left_out():
    key = name_key("Международная организация по миграции (МОМ)")
    assert key == "mezdunarodnaya migratsii organizatsiya"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("International Organization for Migration", "INTERNATIONAL ORGANIZATION FOR MIGRATION"),
        (
            "International Organization for Migration (IOM)",
            "The International Migration Organization",
        ),
        (
            "Global Compact for Safe, Orderly and Regular Migration",
            "Global compact for safe orderly & regular migration",
        ),
        (
            "Organisation internationale pour les migrations",
            "Organisation internationale des migrations",
        ),
        ("Office français de l’immigration", "Office francais d'immigration"),
        ("Aşgabat", "Ashgabat"),
        ("Türkmenistan", "Туркменистан"),
        ("U.N. Network on Migration", "UN Network on Migration"),
        ("Women’s Union", "Womens Union"),
        ("State-Migration Service", "State Migration Service"),
    ],
)
def test_spellings_of_one_name_share_a_key(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("State Migration Service", "State Border Service"),
        ("United Nations", "UN"),
        ("National Action Plan 2016-2018", "National Action Plan 2020-2022"),
    ],
)
def test_names_of_different_things_have_different_keys(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    "name", ["The", "(IOM)", "UN", "И", "国家移民管理局", "المنظمة الدولية للهجرة"]
)
def test_a_name_of_letters_never_loses_all_of_them(name):
    assert name_key(name)


@pytest.mark.parametrize(
    "spelling",
    [
        "Zeynal Gadzhiev",
        "Зейнал Гаджиев",
        "Zeýnal Hajiýew",
        "Zeynal Hajiev",
        "Hajiyev Zeynal",
        "Mr. Zeynal Hajiyev",
        "г-н Зейнал Гаджиев",
        "H.E. Zeynal Hajiyev",
    ],
)
def test_a_person_spelled_in_several_languages_has_one_key(spelling):
    assert person_key(spelling) == person_key("Zeynal Hajiyev")


def test_the_collected_spellings_of_one_coordinator_agree_but_for_the_misprint():
    by_key = {
        person_key(name) for name in variants_of("person-coordinator-1") if name != "Zeynal Hajivey"
    }
    assert len(by_key) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rashid Meredov", "Raşit Meredow"),
        ("Rashid Meredov", "Рашид Мередов"),
        ("Serhan Aktoprak", "Serkhan Aktoprak"),
        ("Gurbanguly Berdimuhamedov", "Гурбангулы Бердымухамедов"),
        ("Mähri Bäşimowa", "Mahri Byashimova"),
        ("Vepa Hajiev", "Wepa Hajyýew"),
    ],
)
def test_transcriptions_of_one_person_agree(one, other):
    assert person_key(one) == person_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hajiyev", "Meredov"),
        ("Meredov", "Muradov"),
        ("Zeynal Hajiyev", "Vepa Hajiev"),
        ("He Jie", "Jie"),
    ],
)
def test_different_persons_have_different_keys(one, other):
    assert person_key(one) != person_key(other)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Halkara Migrasiýa Guramasy", "Latn"),
        ("Международная организация по миграции (IOM)", "Cyrl"),
        ("المنظمة الدولية للهجرة", "Arab"),
        ("国际移民组织", "Hani"),
        ("2016–2018", "Zyyy"),
        ("", "Zyyy"),
    ],
)
def test_the_script_is_that_of_most_letters(text, script):
    assert script_of(text) == script


WORDS = st.lists(st.text("abchkswyäçňöşüýžабгджхшщя", min_size=4), min_size=1)


@given(WORDS)
def test_neither_case_nor_the_order_of_words_changes_a_key(words):
    name, turned = " ".join(words), " ".join(reversed(words)).upper()
    assert name_key(name) == name_key(turned)
    assert person_key(name) == person_key(turned)


@given(st.text())
def test_any_text_has_keys_of_words_and_single_spaces(name):
    for key in (name_key(name), person_key(name)):
        assert key == " ".join(key.split())
