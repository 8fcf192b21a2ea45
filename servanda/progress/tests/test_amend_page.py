"""The page on which a person changes what a provision says."""

import re

import pytest
from django.urls import reverse

from servanda.instruments.actions import translate_provision
from servanda.instruments.models import Edition, Instrument, Provision, Wording
from servanda.instruments.rules import DueTold
from servanda.parties.actions import NewParty, create_party

pytestmark = pytest.mark.django_db


def amend_path(provision: Provision) -> str:
    return reverse("amend", kwargs={"slug": "r", "uuid": provision.uuid})


def fields_of(page: str) -> dict[str, str]:
    """Return what the form of an amendment says as it comes, as a browser would send it."""
    found = dict(
        re.findall(r'<input type="(?:hidden|text|number)" name="([^"]+)" value="([^"]*)"', page)
    )
    found |= dict(re.findall(r'<textarea name="([^"]+)"[^>]*>\s*([^<]*)</textarea>', page))
    for name, choices in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', choices)
        found[name] = chosen.group(1) if chosen else ""
    return found


def test_what_a_provision_says_is_changed_on_one_page(written, editor):
    [shelter] = written.add("Open shelters", code="1")
    told = fields_of(editor.get(amend_path(shelter)).content.decode())
    told |= {"text-en": "Open three shelters", "code": "1 bis", "due": "2022-06"}
    told |= {"money-0-amount": "500.5", "money-0-currency": "usd", "money-0-year": "2022"}
    told |= {"money-1-year": "2023", "money-1-is_covered": "no"}
    editor.post(amend_path(shelter), told)
    line = written.lines(1)[0]
    assert (line.text, line.code, line.due.due) == ("Open three shelters", "1 bis", "2022-06")
    assert [(m.amount, m.currency, m.year, m.is_covered) for m in line.money] == [
        (500.5, "USD", 2022, None),
        (None, "", 2023, False),
    ]


def test_a_party_is_named_by_a_name_that_the_register_knows(written, editor):
    [shelter] = written.add("Open shelters")
    told = fields_of(editor.get(amend_path(shelter)).content.decode())
    answer = editor.post(
        amend_path(shelter), {**told, "who-0-party": "Nobody", "who-0-role": "lead"}
    )
    assert answer.status_code == 422
    assert "No party of the register is called Nobody." in answer.content.decode()


def test_a_party_that_is_hidden_is_not_named_and_stays(written, editor):
    secret = NewParty(name="Secret Office", kind="other", visibility="restricted")
    party = create_party(written.clerk, new=secret)
    [shelter] = written.add("Open shelters", by=(party,))
    page = editor.get(amend_path(shelter)).content.decode()
    assert "Secret Office" not in page
    editor.post(amend_path(shelter), {**fields_of(page), "code": "7"})
    line = written.lines(1)[0]
    assert (line.code, [answers.party for answers in line.answering]) == ("7", [party.pk])


def test_the_second_of_two_who_word_anew_sees_both_versions(written, editor):
    [shelter] = written.add("Open shelters")
    told = fields_of(editor.get(amend_path(shelter)).content.decode())
    written.amend(shelter, texts={"en": "Open two shelters"})
    wanted = {**told, "text-en": "Open three shelters"}
    answer = editor.post(amend_path(shelter), wanted)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("Open two shelters" in page, "Open three shelters" in page) == (True, True)
    assert written.told(1) == ["Open two shelters"]
    again = {**wanted, "seen": fields_of(page)["seen"]}
    assert editor.post(amend_path(shelter), again).status_code == 302
    assert written.told(1) == ["Open three shelters"]


def test_a_translation_written_meanwhile_is_shown_beside_what_was_typed(written, editor):
    [shelter] = written.add("Open shelters")
    told = fields_of(editor.get(amend_path(shelter)).content.decode())
    translate_provision(
        written.clerk, provision=shelter, language="ru", text="Открыть приюты", seen=""
    )
    answer = editor.post(amend_path(shelter), {**told, "text-en": "Open three shelters"})
    assert answer.status_code == 409
    assert "Открыть приюты" in answer.content.decode()
    assert written.told(1) == ["Open shelters"]


def test_what_others_changed_is_shown_before_what_cannot_be_taken(written, editor):
    [shelter] = written.add("Open shelters")
    told = fields_of(editor.get(amend_path(shelter)).content.decode())
    written.amend(shelter, texts={"en": "Open two shelters"})
    wrong = {**told, "text-en": "Open three shelters", "who-0-party": "Nobody"}
    answer = editor.post(amend_path(shelter), wrong)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("Open two shelters" in page, "Open three shelters" in page) == (True, True)
    assert "No party of the register is called Nobody." in page


def test_of_parties_with_one_name_the_person_is_asked_which_is_meant(written, editor):
    north, south = (
        create_party(written.clerk, new=NewParty("Centre", "body", visibility="public"))
        for _ in range(2)
    )
    [shelter] = written.add("Open shelters")
    told = fields_of(editor.get(amend_path(shelter)).content.decode())
    named = {**told, "who-0-party": "Centre", "who-0-role": "lead"}
    answer = editor.post(amend_path(shelter), named)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Several parties are called Centre: choose which is meant." in page
    assert (str(north.uuid) in page, str(south.uuid) in page) == (True, True)
    assert not written.lines(1)[0].answering
    chosen = {**named, "who-0-which": str(south.uuid)}
    assert editor.post(amend_path(shelter), chosen).status_code == 302
    assert [one.party for one in written.lines(1)[0].answering] == [south.pk]
    again = fields_of(editor.get(amend_path(shelter)).content.decode())
    assert editor.post(amend_path(shelter), {**again, "code": "7"}).status_code == 302
    assert [one.party for one in written.lines(1)[0].answering] == [south.pk]


def test_the_page_bears_the_markings_of_the_text_and_of_the_editions(written, editor):
    [shelter] = written.add("Open shelters")
    written.open()
    Edition.objects.filter(number=1).update(handling="FIRST-XX")
    Edition.objects.filter(number=2).update(handling="DRAFT-XX")
    Instrument.objects.update(handling="PLAN-XX")
    Provision.objects.update(handling="PROVISION-XX")
    Wording.objects.update(handling="WORDING-XX")
    page = editor.get(amend_path(shelter)).content.decode()
    [marking] = re.findall(r'data-marking="([^"]*)"', page)
    told = ["PLAN-XX", "DRAFT-XX", "PROVISION-XX", "WORDING-XX", "FIRST-XX"]
    assert marking == " · ".join(told)


def test_a_hidden_field_that_was_altered_is_told_of(written, editor):
    [shelter] = written.add("Open shelters")
    told = fields_of(editor.get(amend_path(shelter)).content.decode())
    answer = editor.post(amend_path(shelter), {**told, "who-0-stood": "x"})
    assert answer.status_code == 422
    assert "Enter a valid UUID." in answer.content.decode()


def test_a_form_sent_as_it_came_changes_nothing(written, editor):
    [shelter] = written.add("Open shelters", code="1", due="2021-04", due_words="by April")
    wordings = list(Wording.objects.values_list("pk", "revision"))
    told = fields_of(editor.get(amend_path(shelter)).content.decode())
    assert editor.post(amend_path(shelter), told).status_code == 302
    assert list(Wording.objects.values_list("pk", "revision")) == wordings


def test_a_deadline_is_counted_from_an_event_in_the_form(written, editor):
    [shelter] = written.add("Open shelters")
    told = fields_of(editor.get(amend_path(shelter)).content.decode())
    told |= {"number": "3", "unit": "month", "side": "after", "relative_kind": "event"}
    told |= {"relative_to": "entry into force", "relative_day": "2026-05-14"}
    assert editor.post(amend_path(shelter), told).status_code == 302
    assert written.lines(1)[0].due.due == "2026-08-14"
    page = editor.get(reverse("provision", args=["r", shelter.uuid])).content.decode()
    assert "3 months after: entry into force, 14 May 2026" in page
    assert "14 August 2026" in page


def test_a_counted_deadline_sent_as_it_came_changes_nothing(written, editor):
    [shelter] = written.add("Open shelters")
    before = DueTold(relative_to="the elections", relative_day="2026-10-04", number=-2, unit="week")
    written.amend(shelter, due=before)
    wordings = list(Wording.objects.values_list("pk", "revision"))
    told = fields_of(editor.get(amend_path(shelter)).content.decode())
    assert (told.get("due", ""), told["number"], told["side"]) == ("", "2", "before")
    assert editor.post(amend_path(shelter), told).status_code == 302
    assert list(Wording.objects.values_list("pk", "revision")) == wordings


def test_a_day_beside_what_it_is_counted_from_is_refused_at_its_field(written, editor):
    [shelter] = written.add("Open shelters")
    told = fields_of(editor.get(amend_path(shelter)).content.decode())
    told |= {"due": "2026", "number": "3", "unit": "month", "relative_to": "the next session"}
    answer = editor.post(amend_path(shelter), told)
    assert answer.status_code == 422
    assert "not both" in answer.content.decode()


def test_what_is_due_each_year_tells_the_next_day(written, editor):
    [report] = written.add("Report")
    told = fields_of(editor.get(amend_path(report)).content.decode())
    editor.post(amend_path(report), {**told, "yearly_by": "03-01"})
    page = editor.get(reverse("provision", args=["r", report.uuid])).content.decode()
    assert "each year by March 1" in page
    assert "next by 1 March" in page


def test_parties_with_one_number_are_told_by_or(written, editor):
    for name in ("Ports", "Roads", "Rails"):
        create_party(written.clerk, new=NewParty(f"Ministry of {name}", "government_agency"))
    [harbour] = written.add("Dredge the harbour")
    told = fields_of(editor.get(amend_path(harbour)).content.decode())
    told |= {"who-0-party": "Ministry of Ports", "who-0-alternative": "1"}
    told |= {"who-0-condition": "within available resources"}
    told |= {"who-1-party": "Ministry of Roads", "who-1-alternative": "1"}
    assert editor.post(amend_path(harbour), told).status_code == 302
    names = {"slug": "r", "uuid": harbour.uuid, "number": 1}
    for path in (
        reverse("edition", kwargs={"slug": "r", "uuid": written.plan.uuid, "number": 1}),
        reverse("provision-in-edition", kwargs=names),
    ):
        words = re.sub(r"<[^>]+>|\s+", " ", editor.get(path).content.decode())
        words = re.sub(r" +", " ", words)
        told_so = "Ministry of Ports (within available resources) or Ministry of Roads"
        assert told_so in words
    page = editor.get(reverse("provision", args=["r", harbour.uuid])).content.decode()
    assert "or Ministry of Roads" in page


def test_the_second_of_two_who_set_a_deadline_sees_both_versions(written, editor):
    [shelter] = written.add("Open shelters")
    told = fields_of(editor.get(amend_path(shelter)).content.decode())
    written.amend(shelter, due=DueTold(yearly_by="03-01"))
    wanted = {"number": "3", "unit": "month", "relative_to": "the next session"}
    answer = editor.post(amend_path(shelter), {**told, **wanted})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("each year by March 1" in page, "3 months after: the next session" in page) == (
        True,
        True,
    )
