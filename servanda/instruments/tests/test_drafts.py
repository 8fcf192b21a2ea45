"""Editions that are being made: the public learns nothing of them, before and after they are in force."""

import pytest

from servanda.history.models import Record
from servanda.instruments.models import Provision
from servanda.registers.actions import undo

pytestmark = pytest.mark.django_db


def seen(provision: Provision) -> str:
    provision.refresh_from_db()
    return provision.effective_visibility


def test_the_public_reads_what_a_draft_adds_once_it_is_in_force(written):
    [shelter] = written.add("Open shelters")
    edition = written.open()
    [line] = written.add("Open a telephone line")
    assert (seen(shelter), seen(line)) == ("public", "register")
    written.put_in_force(edition)
    assert (seen(shelter), seen(line)) == ("public", "public")


def test_what_a_draft_adds_is_closed_again_when_its_coming_into_force_is_undone(written):
    edition = written.open()
    [line] = written.add("Open a telephone line")
    written.put_in_force(edition)
    undo(written.clerk, record=Record.objects.latest("sequence"))
    assert (seen(line), line.consent) == ("register", "proposed")


def test_what_is_seen_by_few_stays_so_when_its_draft_is_in_force(written):
    edition = written.open()
    [line] = written.add("Open a telephone line", visibility="restricted")
    written.put_in_force(edition)
    assert seen(line) == "restricted"
