"""A second source tells of the same instruments and points in another language."""

import pytest

from servanda.instruments.models import Provision
from servanda.review.actions import accept_all
from servanda.review.tests.factories import (
    IOM,
    LAUNCH,
    MET,
    SIDES,
    TALKS,
    TURKMENISTAN,
    make_run,
)
from servanda.review.tests.second_source.sources import (
    LATER,
    RUSSIAN,
    matches_of,
    second,
    told_otherwise,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_an_instrument_is_known_under_a_misnomer_and_in_another_language(clerk):
    gcm = {"name": "Global Compact for Safe, Orderly and Regular Migration", "kind": "framework"}
    accept_all(clerk, run=make_run(clerk, "The Compact.", [("instrument", "Compact", gcm)]))
    for name in (
        "Глобальный договор о безопасной, упорядоченной и легальной миграции",
        "Global Compact for Safe Orderly and Systematic Migration",
    ):
        (match,) = matches_of(clerk, "instrument", {"name": name, "kind": "framework"})
        assert match.is_sure
    plan = {
        "name": "National Action Plan to Combat Trafficking in Human Beings",
        "period": "2020/2022",
    }
    accept_all(clerk, run=make_run(clerk, "The Plan.", [("instrument", "Plan", plan)], facts=LATER))
    russian = "Национальный план действий по борьбе с торговлей людьми"
    (same,) = matches_of(clerk, "instrument", {"name": russian, "period": "2020/2022"})
    assert same.is_sure
    assert matches_of(clerk, "instrument", {"name": russian, "period": "2016/2018"}) == []


def test_a_point_in_another_language_is_offered_where_parties_and_deadline_agree(clerk, first):
    russian = {"text": "Создать сеть по вопросам миграции", "by": SIDES, "due": "../2021-12-31"}
    (match,) = told_otherwise(clerk, [TURKMENISTAN, IOM, ("commitment", LAUNCH[1], russian)])
    assert match.uuid == Provision.objects.get().uuid
    assert (match.is_sure, str(match.why)) == (
        False,
        "in another language; the same parties and deadline",
    )


def test_a_point_in_another_language_is_offered_where_parties_and_instrument_agree(clerk):
    gcm = {"name": "Global Compact for Safe, Orderly and Regular Migration", "kind": "framework"}
    point = {
        "text": "Implement the Global Compact for Migration",
        "by": ["Turkmenistan"],
        "due": None,
    }
    text = f"{TALKS} The Compact."
    items = [TURKMENISTAN, ("instrument", "Compact", gcm), ("commitment", LAUNCH[1], point)]
    accept_all(clerk, run=make_run(clerk, text, items))
    russian = {
        "text": "Выполнять Глобальный договор о миграции",
        "by": ["Туркменистан"],
        "due": None,
    }
    (match,) = told_otherwise(clerk, [("commitment", LAUNCH[1], russian)])
    assert str(match.why) == "in another language; the same parties and instrument"
    other = {**russian, "text": "Открыть школу"}
    assert told_otherwise(clerk, [("commitment", LAUNCH[1], other)], f"And: {TALKS}") == []


def test_a_point_in_another_language_is_never_taken_without_asking(clerk, first):
    russian = {"text": "Создать сеть по вопросам миграции", "by": SIDES, "due": "../2021-12-31"}
    items = [TURKMENISTAN, IOM, MET, ("commitment", LAUNCH[1], {**russian, "meeting": 0})]
    second(clerk, f"Again: {TALKS}", items, facts=RUSSIAN)
    assert Provision.objects.count() == 2
