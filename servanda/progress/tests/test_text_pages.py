"""The pages of a text: read by editions, changed in place without scripts, taken back."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from servanda.instruments.actions import withdraw_provisions
from servanda.instruments.models import Edition, Provision
from servanda.instruments.rules import DueTold
from servanda.instruments.tests.texts import Written
from servanda.registers.tests.factories import person

pytestmark = pytest.mark.django_db


def edition_path(written: Written, number: int = 1, name: str = "edition") -> str:
    return reverse(name, kwargs={"slug": "r", "uuid": written.plan.uuid, "number": number})


def text_path(written: Written, name: str = "text-change") -> str:
    return reverse(name, kwargs={"slug": "r", "uuid": written.plan.uuid})


def marks_on(page: str) -> list[str]:
    return re.findall(r'name="chosen" value="([^"]+)"', page)


def do(client: Client, written: Written, what: str, *places: int, **told: object):
    """Tick rows of the last edition by their places on its page, and press a button."""
    page = client.get(text_path(written), follow=True).content.decode()
    marks = marks_on(page)
    chosen = [marks[place] for place in places]
    return client.post(text_path(written), {"do": what, "chosen": chosen, **told}, follow=True)


def test_an_edition_is_read_at_its_own_address(written, client):
    [shelter] = written.add("Open shelters", code="1.1")
    written.next_edition()
    written.amend(shelter, texts={"en": "Open three shelters"})
    first = client.get(edition_path(written, 1)).content.decode()
    second = client.get(edition_path(written, 2)).content.decode()
    assert ("Open shelters" in first, "Open three shelters" in first) == (True, False)
    assert "Open three shelters" in second
    assert "Plan of Arvenia, edition 2, in force from 2021" in second


def test_a_provision_is_quoted_as_an_edition_had_it(written, client):
    [shelter] = written.add("Open shelters", code="1.1")
    written.next_edition()
    written.amend(shelter, texts={"en": "Open three shelters"}, code="2")
    names = {"slug": "r", "uuid": shelter.uuid, "number": 1}
    page = client.get(reverse("provision-in-edition", kwargs=names)).content.decode()
    assert "Plan of Arvenia, 1.1, edition 1, in force from 2020" in page
    assert "three" not in page


def test_the_page_of_a_provision_tells_the_text_in_force_and_a_draft_below_it(written, editor):
    [shelter] = written.add("Open shelters", code="1.1", due="2020-05")
    written.open()
    written.amend(shelter, texts={"en": "Open nine shelters"}, code="9.9", due=DueTold("2099"))
    page = editor.get(reverse("provision", args=["r", shelter.uuid])).content.decode()
    text, _, facts = page.partition("<dl")
    assert text.index("Open shelters") < text.index("Wording in edition 2, which is a draft")
    assert text.index("which is a draft") < text.index("Open nine shelters")
    assert ("1.1" in facts, "9.9" in facts, "2020" in facts, "2099" in facts) == (
        True,
        False,
        True,
        False,
    )


def test_a_provision_that_was_withdrawn_shows_what_it_said(written, editor):
    [shelter] = written.add("Open shelters", code="1.1")
    written.next_edition()
    withdraw_provisions(written.clerk, instrument=written.plan, seen=written.seen(shelter))
    page = editor.get(reverse("provision", args=["r", shelter.uuid])).content.decode()
    assert "Earlier wording, from edition 1" in page


def test_the_text_on_a_day_is_the_edition_then_in_force(written, client):
    written.add("Open shelters")
    written.next_edition("2021-03-01")
    days = {"2021-02-28": 1, "2021-03-01": 2}
    for day, number in days.items():
        answer = client.get(text_path(written, "text-on"), {"day": day})
        assert answer.url == edition_path(written, number)
    before = client.get(text_path(written, "text-on"), {"day": "2019-01-01"}, follow=True)
    assert "No edition of it was in force on that day." in before.content.decode()


def test_a_reader_has_no_tools(written, client):
    written.add("Open shelters")
    client.force_login(person(written.clerk.desk.register, "reader"))
    assert not marks_on(client.get(edition_path(written)).content.decode())
    assert client.post(text_path(written), {"do": "up"}).status_code == 403


def test_a_draft_is_not_shown_outside_the_register(written, client):
    written.add("Open shelters")
    written.open()
    assert client.get(edition_path(written, 2)).status_code == 404
    assert "being made" not in client.get(edition_path(written, 1)).content.decode()


def test_a_long_text_is_opened_branch_by_branch(written, editor):
    above = written.add(*(f"Goal {number}" for number in range(60)))
    written.add("Open shelters", under=above[55])
    page = editor.get(edition_path(written)).content.decode()
    assert ("Goal 49" in page, "Goal 50" in page) == (True, False)
    page = editor.get(edition_path(written), {"portion": 2}).content.decode()
    assert ("Goal 59" in page, "Open shelters" in page) == (True, False)
    page = editor.get(edition_path(written), {"open": str(above[55].uuid)}).content.decode()
    assert ("Goal 59" in page, "Open shelters" in page) == (True, True)
    page = editor.get(edition_path(written), {"whole": "1"}).content.decode()
    assert ("Goal 0" in page, "Open shelters" in page) == (True, True)


@pytest.mark.parametrize(
    "query", ["open=x", "portion=0", "portion=-1", "portion=99999999", "done=x"]
)
def test_a_strange_address_shows_the_text(written, editor, query):
    written.add("Open shelters")
    assert "Open shelters" in editor.get(f"{edition_path(written)}?{query}").content.decode()


def test_several_are_moved_at_once_and_taken_back(written, editor):
    written.add("Open shelters", "Train staff", "Report each year")
    answer = do(editor, written, "indent", 1, 2)
    assert written.told(1) == ["Open shelters", "-Train staff", "-Report each year"]
    undo = re.search(r'href="([^"]+/undo/[^"]*)"', answer.content.decode())
    editor.post(undo.group(1).replace("&amp;", "&"), {"reason": "It was wrong."})
    assert written.told(1) == ["Open shelters", "Train staff", "Report each year"]


def test_a_move_without_anything_chosen_says_so(written, editor):
    written.add("Open shelters")
    assert "No provision is chosen" in do(editor, written, "up").content.decode()


def test_the_second_of_two_who_move_sees_the_text_as_it_stands(written, editor):
    shelter, _staff = written.add("Open shelters", "Train staff")
    page = editor.get(edition_path(written)).content.decode()
    written.amend(shelter, texts={"en": "Open three shelters"})
    told = {"do": "down", "chosen": marks_on(page)[0]}
    answer = editor.post(text_path(written), told, follow=True).content.decode()
    assert "Somebody else changed one of these provisions" in answer
    assert written.told(1) == ["Open three shelters", "Train staff"]


def test_lines_become_provisions_with_their_numbers(written, editor):
    written.add("Open shelters", "Train staff")
    asked = do(editor, written, "add", 0).content.decode()
    assert "behind “Open shelters”" in asked
    lines = "2.1\tOpen a line\n\n2.1\tPrint leaflets\nTell everybody"
    told = {"texts": lines, "kind": "activity", "language": "en", "binds": "on", "where": "behind"}
    do(editor, written, "put-added", 0, **told)
    assert written.told(1) == [
        "Open shelters",
        "2.1 Open a line",
        "2.1 Print leaflets",
        "Tell everybody",
        "Train staff",
    ]
    do(editor, written, "put-added", 0, **{**told, "texts": "In the north", "where": "under"})
    assert written.told(1)[:2] == ["Open shelters", "-In the north"]


def test_a_text_begins_with_what_is_added_to_nothing(written, editor):
    told = {"texts": "Open shelters", "kind": "goal", "language": "en"}
    answer = editor.post(text_path(written), {"do": "put-added", **told}, follow=True)
    assert "Open shelters" in answer.content.decode()
    assert not Provision.objects.get().binds


def test_numbers_are_given_to_several_at_once(written, editor):
    one, other = written.add("Open shelters", "Train staff")
    do(editor, written, "put-numbers", 0, 1, **{str(one.uuid): "1 (a)", str(other.uuid): "1 (a)"})
    assert written.told(1) == ["1 (a) Open shelters", "1 (a) Train staff"]


def test_what_goes_with_a_withdrawal_is_said_before(written, editor):
    [shelter] = written.add("Open shelters")
    written.add("In the north", under=shelter)
    asked = do(editor, written, "withdraw", 0).content.decode()
    assert "What stands below" in asked
    assert "In the north" in asked
    assert written.told(1) == ["Open shelters", "-In the north"]
    do(editor, written, "withdraw-alone", 0)
    assert written.told(1) == ["In the north"]


def test_an_edition_is_opened_and_put_in_force(written, editor):
    written.add("Open shelters")
    told = {"reason": "The annex was replaced.", "date": "2021", "date_words": "", "made_from": ""}
    answer = editor.post(text_path(written, "edition-new"), told, follow=True)
    assert "This edition is being made" in answer.content.decode()
    path = edition_path(written, 2, "edition-in-force")
    assert "2021" in editor.get(path).content.decode()
    stale = editor.post(path, {"date": "2021", "date_words": "", "revision": 7})
    assert stale.status_code == 422
    editor.post(path, {"date": "2021-03-01", "date_words": "", "revision": 1})
    edition = Edition.objects.get(number=2)
    assert (edition.is_draft, edition.date_earliest) == (False, date(2021, 3, 1))


def test_a_form_sent_empty_does_not_put_an_edition_in_force_and_says_so(written, editor):
    written.open()
    answer = editor.post(edition_path(written, 2, "edition-in-force"))
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()
    assert Edition.objects.get(number=2).is_draft


def test_two_editions_are_told_apart_in_line_and_side_by_side(written, client):
    shelter, staff = written.add("Open two shelters", "Train staff", due="2021")
    written.next_edition()
    written.amend(shelter, texts={"en": "Open three shelters"})
    written.move("indent", staff)
    path = text_path(written, "text-difference")
    inline = client.get(path).content.decode()
    assert "Open <del>two</del><ins>three</ins> shelters" in inline
    assert "2 provisions differ" in inline
    assert "<ins>Open three shelters</ins>" in inline  # what the other one stands under now
    beside = client.get(path, {"look": "beside", "from": "2", "to": "1"}).content.decode()
    assert re.search(r"Open <del>two</del> shelters\s*</td>", beside)
    assert re.search(r"Open <ins>three</ins> shelters\s*</td>", beside)
    assert client.get(path, {"from": "7"}).status_code == 404
    same = client.get(path, {"from": "2", "to": "2"}).content.decode()
    assert "These two editions say the same." in same


def test_a_long_difference_comes_in_pages(written, client):
    written.add(*(f"Measure {number}" for number in range(41)))
    written.next_edition()
    for provision in Provision.objects.all():
        written.amend(provision, code="1")
    path = text_path(written, "text-difference")
    first, second = (client.get(path, {"page": page}).content.decode() for page in (1, 2))
    assert (first.count("<article"), second.count("<article")) == (40, 1)


def test_what_is_hidden_is_no_part_of_a_difference(written, client):
    written.add("Open shelters")
    written.next_edition()
    written.add("Pay the informers", visibility="restricted")
    page = client.get(text_path(written, "text-difference")).content.decode()
    assert "informers" not in page
    assert "These two editions say the same." in page


def test_the_page_of_a_short_instrument_shows_all_of_it(written, client):
    [shelter] = written.add("Open shelters")
    written.add("In the north", under=shelter)
    names = {"slug": "r", "uuid": written.plan.uuid}
    page = client.get(reverse("instrument", kwargs=names)).content.decode()
    assert "In the north" in page
    assert edition_path(written) in page


def test_the_page_of_a_long_instrument_opens_branch_by_branch(written, client, monkeypatch):
    monkeypatch.setattr("servanda.progress.views.text.present.SHORT", 1)
    [shelter] = written.add("Open shelters")
    written.add("In the north", under=shelter)
    path = reverse("instrument", kwargs={"slug": "r", "uuid": written.plan.uuid})
    assert "In the north" not in client.get(path).content.decode()
    opened = client.get(path, {"open": str(shelter.uuid)}).content.decode()
    assert "In the north" in opened
    assert "2</span>" in opened  # both are counted, shown or not
