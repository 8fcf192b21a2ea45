"""The review page by plain forms: text, cards, filters, what is known."""

import re
from html import unescape

import pytest
from django.urls import reverse

from servanda.review.actions import accept_all
from servanda.review.tests.factories import (
    LAUNCH,
    make_run,
    the,
)
from servanda.review.tests.page.asking import act, page_of, told
from servanda.sources.actions import DocumentFacts
from servanda.sources.tests.factories import make_version

pytestmark = pytest.mark.django_db


def test_the_text_stands_there_once_whole_and_marked(client, run):
    content = client.get(page_of(run)).content.decode()
    (region,) = re.findall(r'<div class="source-text".*?>(.*?)</div>', content, re.DOTALL)
    bare = re.sub(r"<sup.*?</sup>", "", region)
    assert unescape(re.sub(r"<[^>]+>", "", bare)).removesuffix("\n") == run.version.text


def test_each_proposal_has_a_mark_that_leads_to_its_card_and_back(client, run):
    content = client.get(page_of(run)).content.decode()
    for proposal in run.proposals.all():
        for needed in (
            'id="place-%s"',
            'href="#place-%s"',
            'id="proposal-%s"',
            'href="#proposal-%s"',
        ):
            assert needed % proposal.uuid in content


def test_the_text_of_a_document_cannot_bring_markup_in(client, clerk):
    text = "<script>alert(1)</script> Turkmenistan & <b>others</b>"
    run = make_run(
        clerk, text, [("party", "<script>alert(1)</script> Turkmenistan", {"name": "<i>T</i>"})]
    )
    content = client.get(page_of(run)).content.decode()
    assert "<script>alert" not in content
    assert "<i>T</i>" not in content


def test_a_card_shows_fields_words_and_rule(client, run):
    content = told(client.get(page_of(run)))
    assert LAUNCH[1] in content
    assert "A person entered it." in content
    assert "by 31 December 2021" in content
    assert "Meeting, held, February 2020" in content


def test_the_filter_is_kept_on_the_way(client, run):
    proposal = the(run, "party")
    response = client.post(act("accept", proposal) + "?kind=party&state=open", {"revision": 1})
    following = the(run, "party", 1)
    assert response.url == f"{page_of(run)}?kind=party&state=open#proposal-{following.uuid}"


def test_one_kind_is_shown_with_its_marks_alone(client, run):
    content = client.get(page_of(run) + "?kind=person").content.decode()
    assert content.count("<article") == 2
    assert f"place-{the(run, 'commitment').uuid}" not in content


def test_an_unknown_filter_shows_everything(client, run):
    content = client.get(page_of(run) + "?kind=nonsense&state=odd").content.decode()
    assert content.count("<article") == 6


def test_open_ones_alone_are_shown_when_asked_for(client, clerk, run):
    accept_all(clerk, run=run, kind="party")
    assert client.get(page_of(run) + "?state=open").content.decode().count("<article") == 4


def test_a_proposal_has_an_address_of_its_own(client, run):
    proposal = the(run, "meeting")
    url = reverse("proposal", kwargs={"slug": run.register.slug, "uuid": proposal.uuid})
    assert client.get(url).url == f"{page_of(run)}#proposal-{proposal.uuid}"


def test_the_queue_lists_what_waits(client, clerk, run):
    make_version(clerk, "Not read so far.", facts=DocumentFacts(title="Unread paper"))
    url = reverse("review-queue", kwargs={"slug": "r"})
    content = told(client.get(url))
    assert "Press item" in content
    assert "Unread paper" in content
    accept_all(clerk, run=run)
    assert "Press item" not in told(client.get(url))
    assert "No proposal is open" in told(client.get(url))
