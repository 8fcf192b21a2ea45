"""What cells say: times, actors, money, in the words that real plans use."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from servanda.reading.matrices.cells.actors import read_actors
from servanda.reading.matrices.cells.money import read_money
from servanda.reading.matrices.cells.timing import read_timing
from servanda.reading.matrices.columns import column_of_heading

STRINGS = Path(__file__).resolve().parents[5] / "shared" / "notes" / "data"


def strings(name):
    path = STRINGS / name
    if not path.is_file():
        pytest.skip(f"{path.name} is not beside the checkout")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("words", "edtf", "earliest", "latest", "recurrence"),
    [
        ("I-II квартал 2024 р.", "2024-01/2024-06", "2024-01-01", "2024-06-30", None),
        ("I, III quarter 2021", "{2021-33,2021-35}", "2021-01-01", "2021-09-30", None),
        ("IV квартал 2021 г. – II квартал 2022 г.", "2021-10/2022-06", "2021-10-01", "2022-06-30", None),
        ("протягом 2023-2025 років", "2023/2025", "2023-01-01", "2025-12-31", None),
        ("до 15 липня 2023 р.", "../2023-07-15", None, "2023-07-15", None),
        ("до конца 2025 года", "../2025-12-31", None, "2025-12-31", None),
        ("с января по март 2022 г.", "2022-01/2022-03", "2022-01-01", "2022-03-31", None),
        ("2021, II квартал", "2021-34", "2021-04-01", "2021-06-30", None),
        ("2e trimestre 2021", "2021-34", "2021-04-01", "2021-06-30", None),
        ("segundo semestre de 2022", "2022-07/2022-12", "2022-07-01", "2022-12-31", None),
        ("Permanent, until 2025", "../2025", None, "2025-12-31", "continuous"),
        ("щороку до 1 березня", "XXXX-03-01", None, None, "yearly"),
        ("2 раза в год", None, None, None, "half-yearly"),
        ("en cas de besoin", None, None, None, "on demand"),
        ("2025-nji ýylyň 1-nji ýanwaryna çenli", "../2025-01-01", None, "2025-01-01", None),
        ("2015 жылғы IV тоқсан", "2015-36", "2015-10-01", "2015-12-31", None),
        ("2022-yil 1-sentabr", "2022-09-01", "2022-09-01", "2022-09-01", None),
        ("2021 (I квартал), 2022", "{2021-33,2022}", "2021-01-01", "2022-12-31", None),
        ("Short term (2022-2023)", "2022/2023", "2022-01-01", "2023-12-31", None),
        ("Q4/2022", "2022-36", "2022-10-01", "2022-12-31", None),
        ("1 раз в 2 года", None, None, None, "every 2 years"),
        ("31/12/2021", "2021-12-31", "2021-12-31", "2021-12-31", None),
        ("d’ici fin 2025", "../2025-12-31", None, "2025-12-31", None),
        ("d'ici la fin de l'année 2025", "../2025-12-31", None, "2025-12-31", None),
        ("până la sfârșitul anului 2025", "../2025-12-31", None, "2025-12-31", None),
        ("2025 жылдың соңына дейін", "../2025-12-31", None, "2025-12-31", None),
        ("2025-yil oxiriga qadar", "../2025-12-31", None, "2025-12-31", None),
        ("2025-yil oxirigacha", "../2025-12-31", None, "2025-12-31", None),
        ("2022-yil 1-sentabrgacha", "../2022-09-01", None, "2022-09-01", None),
        ("2022 йил 1 январгача", "../2022-01-01", None, "2022-01-01", None),
        ("2025-nji ýylyň ahyryna çenli", "../2025-12-31", None, "2025-12-31", None),
        ("2025 год, конец 2026 года", "2025-01-01/2026-12-31", "2025-01-01", "2026-12-31", None),
        ("ежегодно, I полугодие", "XXXX-01/XXXX-06", None, None, "yearly"),
        ("annually, Q1", "XXXX-33", None, None, "yearly"),
        ("yearly in March", "XXXX-03", None, None, "yearly"),
        ("2021–25", "2021/2025", "2021-01-01", "2025-12-31", None),
    ],
)  # fmt: skip
def test_a_time_is_read(words, edtf, earliest, latest, recurrence):
    read = read_timing(words)
    told = read.timing
    assert (told.edtf, told.earliest, told.latest, told.recurrence) == (
        edtf,
        earliest,
        latest,
        recurrence,
    )
    assert not read.doubts


@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        ("within 3 months after approval", "counted from a period or an event"),
        ("в течение месяца со дня принятия", "counted from a period or an event"),
        ("in the near future", "no date can be derived"),
        ("31 December", "names no year"),
        ("2025 - 2023", "ends before it begins"),
        ("31.02.2021", "the calendar does not have"),
        ("when the tide is low", "not understood"),
        ("annually, 31 February", "a part is not understood"),
    ],
)
def test_a_time_that_gives_no_date_is_doubted(words, doubt):
    read = read_timing(words)
    assert read.timing is None or read.timing.edtf is None
    assert doubt in read.doubts[0]


def test_the_times_of_real_plans_are_read():
    for row in strings("timeframe_strings.csv"):
        read = read_timing(row["raw"])
        told = read.timing
        if row["kind"] in {"year", "quarter"}:
            assert (told.earliest, told.latest) == (row["normalised_from"], row["normalised_to"])
        elif row["kind"] in {"continuous", "on demand", "measurement frequency"}:
            assert told.recurrence == row["recurrence"]
        elif row["kind"] in {"vague", "rule", "relative to approval"}:
            assert told.edtf is None
            assert read.doubts
        else:
            assert (told.edtf, told.latest) == ("{2023,2025}", "2025-12-31")


def names(words, usual="lead"):
    return [(one.name, one.role, one.by_consent) for one in read_actors(words, usual=usual).actors]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("IOM and UNHCR", ["IOM", "UNHCR"]),
        ("MIA/MFA", ["MIA", "MFA"]),
        ("Ministry of Boats, Migration and Tides, Ministry of Ports", ["Ministry of Boats, Migration and Tides", "Ministry of Ports"]),
        ("Ministry of Boats and Ministry of Ports", ["Ministry of Boats", "Ministry of Ports"]),
        ("Министерство труда, миграции и социальной защиты, МВД", ["Министерство труда, миграции и социальной защиты", "МВД"]),
        ("Министерство юстиции, международные организации", ["Министерство юстиции", "международные организации"]),
        ("1. Ministry of Boats\n2. Ministry of Ports", ["Ministry of Boats", "Ministry of Ports"]),
        ("Ministère de l'Intérieur, OIM et HCR", ["Ministère de l'Intérieur", "OIM", "HCR"]),
    ],
)  # fmt: skip
def test_the_actors_of_a_cell_are_told_apart(words, expected):
    assert [name for name, _role, _consent in names(words)] == expected


def test_parts_are_read_from_brackets_and_labels():
    assert names("MFA (lead), MIA (co-lead)") == [("MFA", "lead", False), ("MIA", "co_lead", False)]
    assert names("Ответственный: МВД; Соисполнители: МИД, МОМ") == [
        ("МВД", "lead", False),
        ("МИД", "co_lead", False),
        ("МОМ", "co_lead", False),
    ]


def test_those_beside_one_called_the_lead_are_partners_unless_they_say_otherwise():
    assert names("МЮ (созыв), МВД, Генеральная прокуратура (по согласованию)") == [
        ("МЮ", "lead", False),
        ("МВД", "partner", False),
        ("Генеральная прокуратура", "partner", True),
    ]


def test_a_consent_names_those_who_must_give_it():
    assert names("Ministry of Ports (by consent: Coast Guard, IOM)") == [
        ("Ministry of Ports", "lead", False),
        ("Coast Guard", "lead", True),
        ("IOM", "lead", True),
    ]


def test_an_alternative_and_a_condition_are_doubted():
    assert (
        "alternative"
        in read_actors("Ministry of Boats or Ministry of Ports", usual="lead").doubts[0]
    )
    assert (
        "condition" in read_actors("Ministry of Boats (subject to funding)", usual="lead").doubts[0]
    )


def test_the_actors_of_real_plans_are_read():
    told = {row["seen_in"]: names(row["raw"]) for row in strings("actor_strings.csv")}
    ukraine = told["Ukraine 111-2016"]
    assert len(ukraine) == 11
    assert sum(consent for _name, _role, consent in ukraine) == 2
    assert ukraine[-1][0].startswith("обласні, Київська та Севастопольська")
    assert [consent for _name, _role, consent in told["Kyrgyzstan 55-r 2019"]] == [True, True]
    assert [name for name, *_rest in told["Georgia AA plan 2015"]] == [
        "Ministry of Energy",
        "Ministry of Foreign Affairs",
    ]
    assert told["Turkmenistan"] == [("State Migration Service", "coordinator", False)]
    assert [name for name, *_rest in told["Ukraine 602-r 2018"]] == ["ДМС", "МВС"]
    assert len(told["Azerbaijan 2023 reference"]) == 1


def money(words, heading="Budget"):
    read = read_money(words, column_of_heading(1, heading))
    return [(line.amount, line.currency, line.year, line.source) for line in read.lines]


@pytest.mark.parametrize(
    ("heading", "words", "expected"),
    [
        ("Costs, thousand MDL / Other sources", "1 234,5", (1234500, "MDL", None, "Other sources")),
        ("Costs, thousand MDL / Not covered", "350", (350000, "MDL", None, "not covered")),
        ("Обсяг фінансування, тис. гривень / 2023 рік", "10,5", (10500, "UAH", 2023, None)),
        ("Бюджет, млн. тенге", "2", (2000000, "KZT", None, None)),
        ("Budget", "USD 5,000.50", (Decimal("5000.50"), "USD", None, None)),
        ("Budget", "1.234.567,89 euros", (Decimal("1234567.89"), "EUR", None, None)),
        ("Budget", "10 тыс. сомов", (10000, "KGS", None, None)),
        ("Budget", "US$ 45k", (45000, "USD", None, None)),
        ("Budget", "not covered", (None, None, None, "not covered")),
        ("Budget", "State Budget", (None, None, None, "State Budget")),
        ("Costs in USD / Government", "7", (7, "USD", None, "Government")),
        ("Presupuesto (€)", "No presupuestado", (None, "EUR", None, "not covered")),
        ("Budget", "0", (0, None, None, None)),
    ],
)
def test_an_amount_is_read_in_whole_units(heading, words, expected):
    assert money(words, heading) == [expected]


def test_several_amounts_of_a_cell_are_told_apart():
    assert money("2023: 100; 2024: 200") == [(100, None, 2023, None), (200, None, 2024, None)]
    assert money("100 тис. грн – державний бюджет, 50 тис. грн – місцевий бюджет") == [
        (100000, "UAH", None, "державний бюджет"),
        (50000, "UAH", None, "місцевий бюджет"),
    ]


def test_a_dash_is_no_amount():
    assert money("–") == []


def test_what_may_be_thousands_or_decimals_is_doubted():
    assert "thousands" in read_money("12,500", column_of_heading(1, "Budget")).doubts[0]


def test_the_money_of_real_plans_is_read():
    told = {row["seen_in"]: money(row["raw"]) for row in strings("budget_strings.csv")}
    assert told["Georgia AA plan 2015"] == [(None, None, None, "State Budget")]
    assert told["Moldova 461-2018"][0][0] is None
    assert told["CIS programmes 2007-2018"][0][0] is None
