"""Changes of many provisions: as many queries for a hundred as for ten, and each told as one alone."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from servanda.instruments.actions import (
    NewProvision,
    Planted,
    Seen,
    move_provisions,
    plant_provisions,
    put_authoritative,
    renumber_provisions,
    withdraw_alone,
    withdraw_provisions,
)
from servanda.instruments.models import Consent, Provision, Wording, WordingText
from servanda.instruments.tests.texts import Written

pytestmark = pytest.mark.django_db
FEW, MANY = 10, 100


def planted(written: Written, number: int) -> list[Provision]:
    """Return so many new provisions, one behind the other."""
    news = [NewProvision(text=f"Measure {one}", kind="measure") for one in range(number)]
    return plant_provisions(
        written.clerk, instrument=written.plan, planted=[Planted(new) for new in news]
    )


def seen(provisions: list[Provision]) -> dict[Provision, Seen]:
    wordings = Wording.objects.filter(provision__in=provisions, to_edition=None)
    return {one.provision: Seen.of(one) for one in wordings.select_related("provision")}


def renumber(written: Written, provisions: list[Provision], before: str = "1.") -> int:
    codes = {one: f"{before}{place}" for place, one in enumerate(provisions, start=1)}
    return renumber_provisions(written.clerk, codes=codes, seen=seen(provisions))


def withdraw(written: Written, provisions: list[Provision]) -> int:
    return withdraw_provisions(written.clerk, instrument=written.plan, seen=seen(provisions))


def queries_of(action: Callable[[], object]) -> int:
    """Return how many queries something asks; new rows go in by lots, so they are not counted."""
    with CaptureQueriesContext(connection) as queries:
        action()
    return sum(not query["sql"].startswith("INSERT") for query in queries)


def put_in_force_with(written: Written, number: int) -> int:
    """Return how many queries let a draft take effect that rewords, adds and withdraws so many each."""
    standing = planted(written, 2 * number)
    draft = written.open()
    renumber(written, standing[:number])
    withdraw(written, standing[number:])
    WordingText.objects.filter(of__from_edition=draft).update(text="Reworded")
    planted(written, number)
    return queries_of(lambda: written.put_in_force(draft))


def test_a_draft_of_many_provisions_takes_effect_by_the_queries_of_a_small_one(written):
    few = put_in_force_with(written, FEW // 3)
    assert Provision.objects.filter(label="Reworded", consent=Consent.AGREED).count() == FEW // 3
    assert Provision.objects.filter(consent=Consent.WITHDRAWN).count() == FEW // 3
    assert not Provision.objects.filter(consent=Consent.PROPOSED).exists()
    assert put_in_force_with(Written(written.clerk), MANY // 3) == few


def told_authoritative(written: Written, number: int) -> int:
    """Return how many queries make the French texts of so many provisions authoritative as well."""
    provisions = planted(written, number)
    for text in WordingText.objects.filter(of__provision__in=provisions):
        text.pk, text.language, text.is_original, text.is_authoritative = None, "fr", False, False
        text.uuid = WordingText().uuid
        text.save()
    return queries_of(
        lambda: put_authoritative(written.clerk, provisions=provisions, languages=["en", "fr"])
    )


def test_the_texts_of_many_provisions_become_authoritative_by_the_queries_of_a_few(written):
    assert told_authoritative(written, MANY) == told_authoritative(written, FEW)
    assert set(WordingText.objects.values_list("is_authoritative", flat=True)) == {True}


def renumbered(written: Written, number: int) -> int:
    """Return how many queries number so many provisions in a new edition."""
    provisions = planted(written, number)
    written.next_edition()
    return queries_of(lambda: renumber(written, provisions))


def test_many_provisions_are_numbered_anew_by_the_queries_of_a_few(written):
    few = renumbered(written, FEW)
    assert renumbered(Written(written.clerk), MANY) == few
    assert Wording.objects.filter(code="1.100", to_edition=None).count() == 1


def moved(written: Written, number: int) -> int:
    """Return how many queries let so many provisions stand under the one before them."""
    first, *others = planted(written, number + 1)
    written.next_edition()
    were = seen(others)
    count = queries_of(
        lambda: move_provisions(written.clerk, instrument=written.plan, seen=were, how="indent")
    )
    begun = Wording.objects.filter(parent=first, to_edition=None)
    assert begun.exclude(uuid__in=[was.wording for was in were.values()]).count() == number
    return count


def test_many_provisions_are_moved_by_the_queries_of_a_few(written):
    assert moved(written, FEW) == moved(Written(written.clerk), MANY)


def withdrawn_alone(written: Written, number: int) -> int:
    """Return how many queries withdraw a heading under which so many provisions stand."""
    first, *others = planted(written, number + 1)
    written.move("indent", *others)
    one = {first: Seen.of(written.wording(first))}
    return queries_of(lambda: withdraw_alone(written.clerk, instrument=written.plan, seen=one))


def test_what_a_withdrawn_heading_led_is_handed_up_by_the_queries_of_a_few(written):
    assert withdrawn_alone(written, FEW) == withdrawn_alone(Written(written.clerk), MANY)
    assert not Wording.objects.filter(to_edition=None).exclude(parent=None).exists()
