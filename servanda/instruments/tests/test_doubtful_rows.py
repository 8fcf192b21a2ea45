"""Rows of a corrected file that may be others, and rows that it does not have any more."""

import pytest
from django.core.exceptions import ValidationError

from servanda.instruments.actions import Seen, withdraw_provisions
from servanda.instruments.models import Instrument, Provision, Wording
from servanda.instruments.tests.plans import ROWS, brought, corrected, wording
from servanda.registers.tests.factories import administrator, make_register
from servanda.sources.models import Version

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return administrator(make_register())


def test_a_row_that_is_gone_stays_until_a_person_asks_for_its_withdrawal(clerk):
    brought(clerk, ROWS)
    rows = [row for row in ROWS if row[0] != "1.2"]
    again = brought(clerk, rows)
    assert again.record is None
    assert [one.row.code for one in again.preview.correction.gone] == ["1.2"]
    assert brought(clerk, rows, withdraw=True).record is not None
    assert not Wording.objects.filter(code="1.2", to_edition=None).exists()
    assert brought(clerk, rows, withdraw=True).record is None


def test_a_row_that_was_withdrawn_here_is_not_brought_in_again(clerk):
    brought(clerk, ROWS)
    boats = wording("1.2")
    withdraw_provisions(
        clerk, instrument=Instrument.objects.get(), seen={boats.provision: Seen.of(boats)}
    )
    assert brought(clerk, ROWS).record is None
    assert Provision.objects.count() == 5


def test_a_doubtful_row_is_left_until_a_person_says_which_it_is(clerk):
    brought(clerk, ROWS)
    rows = corrected((4, 2, "Teach mathematics"))
    again = brought(clerk, rows)
    assert again.record is None
    assert list(again.preview.correction.comparison.pairing.doubtful) == [2]
    boats = wording("1.2").provision
    brought(clerk, rows, pairs={"Plan!A4": str(boats.uuid)})
    boats.refresh_from_db()
    assert boats.label == "Teach mathematics"


def test_a_doubtful_row_may_be_a_new_one(clerk):
    brought(clerk, ROWS)
    brought(clerk, corrected((4, 2, "Teach mathematics")), pairs={"Plan!A4": ""}, withdraw=True)
    assert wording("1.2").provision.label == "Teach mathematics"
    assert Provision.objects.filter(label="Paint the boats", consent="withdrawn").exists()


def test_a_pair_of_nothing_is_refused(clerk):
    brought(clerk, ROWS)
    with pytest.raises(ValidationError, match="names no row"):
        brought(clerk, ROWS, pairs={"Plan!Z9": ""})


def test_a_file_of_another_plan_under_the_same_title_is_refused(clerk):
    brought(clerk, ROWS)
    rows = [ROWS[0], *([f"9.{n}", f"Teach subject {n}", None, "2024", None] for n in range(9))]
    with pytest.raises(ValidationError, match="another title"):
        brought(clerk, rows)
    assert Version.objects.count() == 1
