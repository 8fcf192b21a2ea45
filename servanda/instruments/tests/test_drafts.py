"""Editions that are being made: the public learns nothing of them, before and after they are in force."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from servanda.history.models import Record
from servanda.instruments.actions import check_translation, mark_of, translate_provision
from servanda.instruments.models import Edition, Provision, Wording
from servanda.instruments.rules import Cited
from servanda.registers.actions import ChangedMeanwhile, StandsInTheWay, undo
from servanda.search.models import Piece

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


def test_a_draft_is_not_put_in_force_before_its_day(written):
    edition = written.open()
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="still to come"):
        written.put_in_force(edition, tomorrow.isoformat())
    assert Edition.objects.get(pk=edition.pk).is_draft


def test_putting_in_force_is_not_undone_under_what_was_corrected_since(written):
    shelter, staff = written.add("Open shelters", "Train staff")
    edition = written.open()
    written.amend(staff, texts={"en": "Train all staff"})
    written.put_in_force(edition)
    done = Record.objects.latest("sequence")
    written.amend(shelter, texts={"en": "Open three shelters"})
    with pytest.raises(StandsInTheWay) as refused:
        undo(written.clerk, record=done)
    assert "Open three shelters" in {one.label for one in refused.value.built}
    assert (
        Wording.objects.present().get(provision=shelter).texts.get().text == "Open three shelters"
    )


def test_a_provision_is_found_by_its_words_in_force(written):
    [shelter] = written.add("Open shelters")
    written.amend(shelter, texts={"ru": "Открыть приюты"})
    edition = written.open()
    written.amend(shelter, texts={"ru": "Открыть три приюта"})
    found = Piece.objects.filter(entry=shelter.uuid)
    written.put_in_force(edition)
    assert found.get().text == "Открыть три приюта"
    undo(written.clerk, record=Record.objects.latest("sequence"))
    assert found.get().text == "Открыть приюты"


def test_a_letter_is_cited_under_its_number_while_a_draft_rewords_the_number(written):
    [number] = written.add("Open shelters", code="26")
    written.add("In each region", under=number, code="(c)")
    cited = Cited("A/RES/73/195", "26", ("c",))
    assert Wording.objects.present().cited_as(cited).count() == 1
    written.open()
    written.amend(number, texts={"en": "Open three shelters"})
    assert Wording.objects.present().cited_as(cited).count() == 1


def translate(written, provision: Provision, text: str, *, seen: str = "") -> None:
    translate_provision(written.clerk, provision=provision, language="ru", text=text, seen=seen)


def russian(provision: Provision) -> str:
    return Wording.objects.present().get(provision=provision).texts.get(language="ru").text


def test_a_translation_written_while_a_draft_is_made_is_not_lost_when_it_comes_into_force(written):
    [shelter] = written.add("Open shelters")
    edition = written.open()
    written.amend(shelter, texts={"en": "Open three shelters"})
    translate(written, shelter, "Открыть приюты")
    written.put_in_force(edition)
    assert russian(shelter) == "Открыть приюты"


def test_a_draft_keeps_the_translation_that_it_has_of_its_own(written):
    [shelter] = written.add("Open shelters")
    translate(written, shelter, "Открыть приюты")
    edition = written.open()
    written.amend(shelter, texts={"en": "Open three shelters", "ru": "Открыть три приюта"})
    translate(written, shelter, "Создать приюты", seen="Открыть приюты")
    assert russian(shelter) == "Создать приюты"
    written.put_in_force(edition)
    assert russian(shelter) == "Открыть три приюта"


def test_a_translation_of_a_wording_that_was_replaced_is_not_checked(written):
    [shelter] = written.add("Open shelters")
    translate(written, shelter, "Открыть приюты")
    text = Wording.objects.present().get(provision=shelter).texts.get(language="ru")
    edition = written.open()
    written.amend(shelter, texts={"en": "Open three shelters"})
    written.put_in_force(edition)
    with pytest.raises(ChangedMeanwhile):
        check_translation(
            written.clerk, text=text, seen="Открыть приюты", read=mark_of("Open shelters")
        )
    now = Wording.objects.present().get(provision=shelter).texts.get(language="ru")
    assert now.checked_by is None
