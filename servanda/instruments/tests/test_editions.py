"""Editions: what is changed in one leaves the text of those before it as it was."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from servanda.history.models import Record
from servanda.instruments.actions import (
    Amendment,
    Answering,
    NewEdition,
    amend_provision,
    open_edition,
    withdraw_provisions,
)
from servanda.instruments.models import (
    Edition,
    Provision,
    Wording,
    WordingText,
    lines_of,
    lines_of_two,
)
from servanda.instruments.rules import DueTold, MoneyTold, difference
from servanda.parties.actions import NewParty, create_party
from servanda.registers.actions import EditConflict, NotAllowed, undo
from servanda.registers.tests.factories import mandate

pytestmark = pytest.mark.django_db


def test_a_text_worded_anew_leaves_the_edition_before_as_it_was(written):
    [shelter] = written.add("Open shelters")
    written.next_edition()
    written.amend(shelter, texts={"en": "Open three shelters"})
    assert (written.told(1), written.told(2)) == (["Open shelters"], ["Open three shelters"])


def test_what_was_not_changed_has_the_wording_that_it_had(written):
    shelter, staff = written.add("Open shelters", "Train staff")
    before = written.wording(staff)
    written.next_edition()
    written.amend(shelter, texts={"en": "Open three shelters"})
    assert written.wording(staff) == before


def test_a_second_change_in_one_edition_makes_no_second_wording(written):
    [shelter] = written.add("Open shelters")
    written.next_edition()
    for text in ("Open two shelters", "Open three shelters"):
        written.amend(shelter, texts={"en": text})
    assert Wording.objects.filter(provision=shelter).count() == 2


def test_what_stands_so_already_is_no_change(written):
    [shelter] = written.add("Open shelters", code="1.1")
    written.next_edition()
    records = Record.objects.count()
    assert not written.amend(shelter, texts={"en": "Open shelters"}, code="1.1", kind="measure")
    assert Record.objects.count() == records


def test_all_that_is_part_of_a_wording_goes_over_to_the_new_one(written):
    state = create_party(written.clerk, new=NewParty(name="Arvenia", kind="state"))
    [shelter] = written.add("Open shelters", by=(state,), due="2021-04", due_words="by April")
    written.amend(shelter, money=[MoneyTold(Decimal(500), "USD", 2021, "the budget")])
    written.next_edition()
    written.amend(shelter, code="2")
    one, other = written.lines(1)[0], written.lines(2)[0]
    assert (one.due, one.answering, one.money) == (other.due, other.answering, other.money)


def test_deadline_parties_and_money_are_those_of_the_edition(written):
    state = create_party(written.clerk, new=NewParty(name="Arvenia", kind="state"))
    [shelter] = written.add("Open shelters", due="2021-04")
    written.next_edition()
    money = MoneyTold(None, "", 2022, "the budget", is_covered=False)
    written.amend(
        shelter, due=DueTold("2022-06"), answering=[Answering(state, "lead")], money=[money]
    )
    before, now = written.lines(1)[0], written.lines(2)[0]
    assert (before.due.due, before.answering, before.money) == ("2021-04", (), ())
    assert (now.due.due, now.answering[0].party) == ("2022-06", state.pk)
    assert now.money[0].is_covered is False


def test_an_amount_without_a_currency_is_refused(written):
    [shelter] = written.add("Open shelters")
    with pytest.raises(ValidationError, match="needs its currency"):
        written.amend(shelter, money=[MoneyTold(Decimal(5))])


def test_a_translation_is_added_beside_the_original(written):
    [shelter] = written.add("Open shelters")
    written.amend(shelter, texts={"ru": "Открыть приюты"})
    texts = written.wording(shelter).texts
    assert not texts.get(language="ru").is_original
    assert texts.get(language="en").is_original


def test_a_translation_sent_as_it_stood_becomes_stale_with_the_original(written):
    [shelter] = written.add("Open shelters")
    written.amend(shelter, texts={"ru": "Открыть приюты"})
    written.amend(shelter, texts={"en": "Open three shelters", "ru": "Открыть приюты"})
    assert [text.language for text in WordingText.objects.stale()] == ["ru"]
    written.amend(shelter, texts={"en": "Open three shelters", "ru": "Открыть три приюта"})
    assert not WordingText.objects.stale().exists()


def test_a_draft_is_not_the_present_text(written):
    [shelter] = written.add("Open shelters")
    edition = written.open()
    written.amend(shelter, texts={"en": "Open three shelters"}, kind="goal")
    present = Wording.objects.present().get(provision=shelter)
    shelter.refresh_from_db()
    assert (present.texts.get().text, shelter.label) == ("Open shelters", "Open shelters")
    written.put_in_force(edition)
    present = Wording.objects.present().get(provision=shelter)
    shelter.refresh_from_db()
    assert (shelter.label, shelter.kind) == ("Open three shelters", "goal")
    assert present.texts.get().text == "Open three shelters"


def test_what_a_draft_adds_is_proposed_until_it_is_in_force(written):
    edition = written.open()
    [line] = written.add("Open a telephone line")
    assert line.consent == "proposed"
    assert not Wording.objects.present().filter(provision=line).exists()
    written.put_in_force(edition)
    line.refresh_from_db()
    assert line.consent == "agreed"


def test_a_draft_of_a_public_text_is_seen_by_the_people_of_the_register_alone(written):
    edition = written.open()
    [line] = written.add("Open a telephone line")
    assert written.wording(line).effective_visibility == "register"
    written.put_in_force(edition)
    assert written.wording(line).effective_visibility == "public"


def test_the_text_in_force_on_a_day_is_that_of_the_last_edition_begun(written):
    [shelter] = written.add("Open shelters")
    written.next_edition("2021-03-01")
    written.amend(shelter, texts={"en": "Open three shelters"})
    written.open("2022")
    written.amend(shelter, texts={"en": "Open four shelters"})

    def text_on(*day: int) -> list[str]:
        found = Wording.objects.in_force_on(written.plan, date(*day))
        return [line.text for line in lines_of(found)]

    assert text_on(2019, 12, 31) == []
    assert text_on(2021, 2, 28) == ["Open shelters"]
    assert text_on(2021, 3, 1) == ["Open three shelters"]
    assert text_on(2023, 1, 1) == ["Open three shelters"]


def test_one_edition_is_made_at_a_time(written):
    written.open()
    with pytest.raises(ValidationError, match="being made already"):
        written.open()


def test_an_edition_has_a_reason(written):
    with pytest.raises(ValidationError, match="Say why"):
        open_edition(written.clerk, instrument=written.plan, new=NewEdition(reason=" "))


def test_no_edition_is_in_force_before_the_one_before_it(written):
    with pytest.raises(ValidationError, match="from a later day"):
        written.open("2019-05")


def test_a_draft_is_put_in_force_once(written):
    edition = written.next_edition()
    with pytest.raises(ValidationError, match="in force already"):
        written.put_in_force(edition)


def test_who_saw_an_older_wording_changes_nothing(written):
    [shelter] = written.add("Open shelters")
    seen = written.seen(shelter)[shelter]
    written.amend(shelter, texts={"en": "Open two shelters"})
    with pytest.raises(EditConflict):
        amend_provision(
            written.clerk,
            provision=shelter,
            amendment=Amendment(texts={"en": "Open three shelters"}),
            seen=seen,
        )
    assert written.told(1) == ["Open two shelters"]


def test_a_reader_amends_nothing(written):
    [shelter] = written.add("Open shelters")
    reader = mandate(written.clerk.desk.register, role="reader")
    with pytest.raises(NotAllowed):
        amend_provision(reader, provision=shelter, amendment=Amendment(code="1"))


def test_a_change_of_the_text_is_undone_as_a_whole(written):
    [shelter] = written.add("Open shelters", due="2021-04")
    before = written.lines(1)
    written.next_edition()
    written.amend(shelter, texts={"en": "Open three shelters"}, due=DueTold("2022"), code="7")
    undo(written.clerk, record=Record.objects.latest("sequence"))
    assert written.lines(2) == written.lines(1) == before
    assert Provision.objects.get(pk=shelter.pk).label == "Open shelters"


def test_putting_in_force_is_undone_as_a_whole(written):
    [shelter] = written.add("Open shelters")
    edition = written.open()
    written.amend(shelter, texts={"en": "Open three shelters"})
    written.put_in_force(edition)
    undo(written.clerk, record=Record.objects.latest("sequence"))
    assert Edition.objects.get(pk=edition.pk).is_draft
    assert Provision.objects.get(pk=shelter.pk).label == "Open shelters"


def test_two_editions_read_together_differ_in_what_each_alone_does(written):
    shelter, staff, report = written.add("Open shelters", "Train staff", "Report each year")
    first = Edition.objects.get()
    second = written.next_edition()
    written.amend(shelter, texts={"en": "Open three shelters"})
    written.move("up", report)
    withdraw_provisions(written.clerk, instrument=written.plan, seen=written.seen(staff))
    together = difference(*lines_of_two(Wording.objects.all(), first, second))
    alone = difference(written.lines(1), written.lines(2))
    assert together == alone
    assert [one.ways for one in together] == [("reworded",), ("withdrawn",)]


def test_the_text_of_an_edition_is_read_with_as_many_queries_whatever_its_length(written):
    written.add("Open shelters", due="2021")
    with CaptureQueriesContext(connection) as few:
        written.lines(1)
    written.add(*(f"Measure {number}" for number in range(12)), due="2021")
    with CaptureQueriesContext(connection) as many:
        written.lines(1)
    assert len(few) == len(many)
