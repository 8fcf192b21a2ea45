"""Turkmen: its dates, its numbers, and the names that real texts give organizations and plans."""

import csv
from itertools import groupby
from pathlib import Path

import pytest

from servanda.reading import read
from servanda.reading.finding.dates import due_of, find_dates
from servanda.reading.names import person_key

WRITTEN_ON = "2021-02-17"  # a Wednesday
VARIANTS = Path(__file__).parents[3].parent / "shared" / "notes" / "data" / "name_variants.csv"
KINDS = {"GCM": "instruments", "CT NAP 2020-2022": "instruments", "GCM working group": "bodies"}


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        # days
        ("2021-nji ýylyň 17-nji fewralynda", "2021-02-17"),
        ("2019-njy ýylyň 6-njy maýy", "2019-05-06"),
        ("17-nji fewralda", "2021-02-17"),
        ("2021-nji ýylyň 17-nji we 18-nji fewralynda", "2021-02-17/2021-02-18"),
        ("2021-nji ýylyň 5–8-nji awgusty aralygynda", "2021-08-05/2021-08-08"),
        ("2021-nji ýylyň onunjy iýunynda", "2021-06-10"),
        ("duşenbe güni", "2021-02-15"),
        ("l7-nji fewralda", "2021-02-17"),
        # months, quarters, halves, seasons, years
        ("2020-nji ýylyň fewral aýynda", "2020-02"),
        ("2020-nji ýylyň noýabrynda", "2020-11"),
        ("2022-nji ýylyň birinji çärýeginde", "2022-33"),
        ("2022-nji ýylyň III çärýegi", "2022-35"),
        ("2021-nji ýylyň ikinji ýarymynda", "2021-07/2021-12"),
        ("2021-nji ýylyň güýzünde", "2021-23"),
        ("2013-nji ýylda", "2013"),
        ("2016–2018-nji ýyllarda", "2016/2018"),
        # parts: the policy of thirds
        ("2021-nji ýylyň başynda", "2021-01/2021-04"),
        ("2021-nji ýylyň ortasynda", "2021-05/2021-08"),
        ("fewral aýynyň ahyrynda", "2021-02-21/2021-02-28"),
        # beginnings and deadlines
        ("2020-nji ýylyň maý aýyndan bäri", "2020-05/.."),
        ("2022-nji ýylyň ahyryna çenli", "../2022-12-31"),
        ("2025-nji ýyla çenli", "../2025"),
        ("1-nji sentýabra çenli", "../2021-09-01"),
        ("2022-nji ýylyň II çärýegine çenli", "../2022-06-30"),
        ("alty aýyň dowamynda", "../2021-08-17"),
        # from the day of publication
        ("düýn", "2021-02-16"),
        ("ertir", "2021-02-18"),
        ("geçen hepde", "2021-02-08/2021-02-14"),
        ("şu ýylyň mart aýynda", "2021-03"),
        ("indiki aýda", "2021-03"),
        ("iki ýyl mundan öň", "2019"),
        # no day
        ("her ýyl", None),
        ("ýylda iki gezek", None),
    ],
)
def test_a_turkmen_date_is_found_whole(text, edtf):
    found = find_dates(f"Şeýlelikde, {text}", published=WRITTEN_ON, language="tk")
    assert [(one.text, one.edtf) for one in found] == [(text, edtf)]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("iki gün", "2021-02-19"),
        ("dokuz gün", "2021-02-26"),
        ("on gün", "2021-02-27"),
        ("on bäş gün", "2021-03-04"),
        ("ýigrimi bäş gün", "2021-03-14"),
        ("45 gün", "2021-04-03"),
        ("üç hepde", "2021-03-10"),
        ("bir ýyl", "2022-02-17"),
    ],
)
def test_a_turkmen_number_counts_days_weeks_and_years(words, day):
    (found,) = find_dates(f"{words} dowamynda", published=WRITTEN_ON, language="tk")
    assert found.edtf == f"../{day}"


def test_two_turkmen_targets_are_two_deadlines():
    text = "Köprüler 2022-nji we 2025-nji ýyllara çenli gurlar."
    found = find_dates(text, published=WRITTEN_ON, language="tk")
    assert [one.edtf for one in found] == ["../2022", "../2025"]
    assert due_of(found) == "{2022,2025}"


def test_a_turkmen_text_names_its_parties_plans_and_bodies_in_their_base_form():
    text = (
        "Peruwyň wekilleri Aşgabatda Halkara Migrasiýa Guramasyna (HMG) we Türkmenistanyň "
        "ministrligine bardy. Bu barada pudagara iş toparynyň agzalary bilen 2020-nji ýylyň maý "
        "aýynda duşuşyk geçirildi. Şeýle hem adam söwdasyna garşy göreşmek boýunça hereketleriň "
        "Milli meýilnamasyny ýerine ýetirmek üçin işler edilýär."
    )
    reading = read(text, published=WRITTEN_ON)
    assert reading.language == "tk"
    assert {party.name: party.kind for party in reading.parties} == {
        "Halkara Migrasiýa Guramasy": "international_organization",
        "Türkmenistan": "state",
    }
    assert [body.name for body in reading.bodies] == ["pudagara iş topary"]
    (plan,) = reading.instruments
    assert plan.kind == "action_plan"
    assert plan.name.endswith("hereketleriň Milli meýilnamasy")
    for item in (*reading.parties, *reading.bodies, plan):
        assert text[item.start : item.end] == item.quote


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (
            "HMG-niň sebitleýin utgaşdyryjysy jenap Olaf Holm duşuşyga gatnaşdy.",
            ("Olaf Holm", "Sebitleýin utgaşdyryjysy", "Halkara Migrasiýa Guramasy"),
        ),
        (
            "Türkmenistanyň adalat ministri Ada Berg gepleşikler geçirdi.",
            ("Ada Berg", "Adalat ministri", "Türkmenistan"),
        ),
        ("Duşuşykda hanym Mina Kastro çykyş etdi.", ("Mina Kastro", None, None)),
    ],
)
def test_a_turkmen_post_or_word_of_courtesy_shows_a_person(text, person):
    (found,) = read(text, published=WRITTEN_ON, language="tk").people
    assert (found.name, found.post, found.organization) == person


def turkmen_names() -> list[tuple[str, str]]:
    """Give the collected Turkmen names, each with what it names."""
    if not VARIANTS.exists():
        return []
    with VARIANTS.open(encoding="utf-8", newline="") as rows:
        return [
            (row["entity"], row["variant"].partition(" (")[0])
            for row in csv.DictReader(rows)
            if row["language"] == "tk"
        ]


@pytest.mark.skipif(
    not VARIANTS.exists(), reason="the collected names are not beside this checkout"
)
def test_every_collected_turkmen_name_is_read_and_one_thing_has_one_name():
    things = [row for row in turkmen_names() if not row[0].startswith("person")]
    assert len(things) >= 7
    for entity, rows in groupby(things, key=lambda row: row[0]):
        names = set()
        for _, variant in rows:
            reading = read(f"Duşuşykda {variant} barada aýdyldy.", language="tk")
            found = getattr(reading, KINDS.get(entity, "parties"))
            assert found, variant
            assert found[0].quote == variant
            names.add(found[0].name)
        assert len(names) == 1


def test_the_turkmen_spelling_of_a_person_meets_the_others():
    assert person_key("Zeýnal Hajiýew") == person_key("Zeynal Hajiyev")
    assert person_key("jenap Zeýnal Hajiýew") == person_key("Зейнал Гаджиев")
