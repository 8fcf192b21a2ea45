"""The pages of the brief and of a duty: who may see them, what stands on them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from servanda.meetings.actions import NewSeries, create_series
from servanda.registers.actions import write_note
from servanda.registers.models import Account
from servanda.registers.tests.factories import administrator, make_register, mandate, person
from servanda.reports.tests.factories import Founding, cite_quotation, make_document

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def case() -> Founding:
    return Founding(administrator(make_register()))


@pytest.fixture
def ours(case) -> Account:
    return person(case.mandate.desk.register, "editor", side="ministry")


def open_brief(account, **asked):
    client = Client()
    if account is not None:
        client.force_login(account)
    return client.get(reverse("brief", kwargs={"slug": "r"}), {"on": "2021-02-17", **asked})


def test_the_page_shows_the_meeting_the_points_and_their_sources(case, ours):
    page = open_brief(ours)
    assert page.status_code == 200
    html = page.content.decode()
    assert "21–28 February 2021" in html
    for point in (case.network, case.health, case.trafficking, case.report):
        assert point.label in html
        assert reverse("provision", kwargs={"slug": "r", "uuid": point.uuid}) in html
    assert reverse("document", kwargs={"slug": "r", "uuid": case.article.document.uuid}) in html


def test_every_number_on_the_page_leads_to_a_note_and_back(case, ours):
    html = open_brief(ours).content.decode()
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    led = {name for name in re.findall(r'href="#([^"]+)"', html) if name != "main"}
    assert led
    assert led <= set(ids)


def test_the_page_bears_its_marking_at_top_and_bottom(case, ours):
    for variant, words in (("internal", "Internal: own side only"), ("share", "To share")):
        html = open_brief(ours, variant=variant).content.decode()
        assert html.count(f'<p class="marking">{words}</p>') == 2


def test_a_stranger_finds_no_page(case):
    assert open_brief(None).status_code == 404
    assert open_brief(person(None, None)).status_code == 404


def test_the_other_side_and_readers_see_no_note_of_ours(case, ours):
    desk = mandate(case.mandate.desk.register, "editor", side="ministry")
    write_note(desk, on=case.network, kind="position", text="We ask for a date.")
    assert "We ask for a date." in open_brief(desk.desk.account).content.decode()
    register = case.mandate.desk.register
    for account in (person(register, "reader"), person(register, "secretariat", side="them")):
        assert "We ask" not in open_brief(account).content.decode()
    assert "We ask" not in open_brief(desk.desk.account, variant="share").content.decode()


def test_a_visitor_of_a_public_register_gets_the_variant_to_share_only(case):
    register = case.mandate.desk.register
    register.is_public = True
    register.save()
    assert "To share" in open_brief(None).content.decode()
    assert open_brief(None, variant="internal").status_code == 400


def test_a_hidden_source_is_not_named_on_the_page(case):
    hidden = make_document(
        case.mandate, "A confidential cable on health.", published="2021-02-01",
        visibility="restricted",
    )  # fmt: skip
    cite_quotation(case.mandate, case.health, hidden, "confidential cable")
    html = open_brief(person(case.mandate.desk.register, "reader")).content.decode()
    assert "source not public" in html
    assert "cable" not in html
    assert str(hidden.document.uuid) not in html


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"on": "2021-02-30"}, "This is no day of the calendar."),
        ({"series": "00000000-0000-0000-0000-000000000000"}, "This series is not known here."),
        ({"format": "xls"}, "xls"),
        ({"variant": "secret"}, "There is no such brief for you."),
    ],
)
def test_what_cannot_be_made_is_said_in_a_sentence(case, ours, asked, words):
    page = open_brief(ours, **asked)
    assert page.status_code == 400
    assert words in page.content.decode()
    assert "saved" not in page.content.decode()


@pytest.mark.parametrize(
    ("name", "begins"), [("docx", b"PK"), ("pdf", b"%PDF"), ("json", b"{"), ("md", b"**")]
)
def test_the_brief_can_be_taken_along_as_a_file(case, ours, name, begins):
    answer = open_brief(ours, format=name)
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"].endswith(f'-2021-02-17-internal.{name}"')


def test_with_several_series_the_page_lets_one_be_chosen(case, ours):
    other = create_series(case.mandate, new=NewSeries(label="Working group"))
    html = open_brief(ours, series=str(other.uuid)).content.decode()
    assert f'<option value="{other.uuid}" selected>' in html
    assert "Working group</h1>" in html


def test_a_page_takes_the_queries_of_the_brief_and_few_more(
    case, ours, django_assert_max_num_queries
):
    client = Client()
    client.force_login(ours)
    url = reverse("brief", kwargs={"slug": "r"})
    with django_assert_max_num_queries(17):  # session, account, register, role, series
        client.get(url, {"on": "2021-02-17"})


def test_a_duty_shows_who_owes_it_its_commitment_and_its_source(case, ours):
    client = Client()
    client.force_login(ours)
    page = client.get(reverse("duty", kwargs={"slug": "r", "uuid": case.duty.uuid}))
    html = page.content.decode()
    assert page.status_code == 200
    for words in ("Voluntary national report", "Turkmenistan", "March 2021", case.report.label):
        assert words in html
    assert "voluntary national report in Bangkok in March 2021" in html
    assert (
        reverse("entry-history", kwargs={"slug": "r", "kind": "duty", "uuid": case.duty.uuid})
        in html
    )


def test_a_duty_is_hidden_from_who_may_not_see_it(case):
    case.duty.effective_visibility = "restricted"
    case.duty.save()
    client = Client()
    client.force_login(person(case.mandate.desk.register, "reader"))
    url = reverse("duty", kwargs={"slug": "r", "uuid": case.duty.uuid})
    assert client.get(url).status_code == 404
