"""Why a proposal was made, as its card says it in the reader's language."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from servanda.reading.explaining import sentences
from servanda.registers.tests.factories import administrator, make_register, person
from servanda.review.actions import accept_proposal, read_version, reject_proposal
from servanda.review.models import Proposal
from servanda.review.tests.factories import TURKMENISTAN, make_run, the
from servanda.review.views import reasons
from servanda.review.views.reasons import sentence_of_rule, why_of
from servanda.sources.actions import DocumentFacts
from servanda.sources.tests.factories import make_version

TEXT = "Peru and UNDP met in Lima on 3 June. Peru agreed to build a pier by the end of 2021."
FACTS = DocumentFacts(title="Note", published="2021-06-14", language="en")
TABLES = [
    (reasons.RULES, sentences.RULE_SENTENCES),
    (reasons.NOTES, sentences.NOTE_SENTENCES),
    (reasons.ROLES, sentences.ROLE_NAMES),
    (reasons.COUNTINGS, sentences.COUNTING_SENTENCES),
    (reasons.MEANINGS, sentences.MEANING_SENTENCES),
]


@pytest.fixture
def clerk(db):
    return administrator(make_register())


@pytest.fixture
def read(clerk):
    return read_version(clerk, version=make_version(clerk, TEXT, facts=FACTS))


def card_of(proposal: Proposal, *, language: str = "en") -> str:
    client = Client()
    client.force_login(person(proposal.register, "editor"))
    client.cookies["language"] = language
    address = {"slug": proposal.register.slug, "uuid": proposal.run.version.uuid}
    page = client.get(reverse("review", kwargs=address), headers={"accept-language": language})
    pattern = rf'<article[^>]*id="proposal-{proposal.uuid}".*?</article>'
    found = re.search(pattern, page.content.decode(), re.DOTALL)
    assert found
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0])))


@pytest.mark.parametrize(("shown", "told"), TABLES)
def test_the_site_says_what_the_command_says(shown, told):
    with translation.override("en"):
        assert {code: str(sentence) for code, sentence in shown.items()} == told


@pytest.mark.parametrize(("shown", "told"), TABLES)
def test_every_sentence_is_said_in_russian(shown, told):
    with translation.override("ru"):
        assert not [code for code, sentence in shown.items() if str(sentence) == told[code]]


def test_a_rule_is_said_with_the_words_of_the_text_it_turns_on(read):
    why = why_of(the(read, "commitment"), TEXT, so_far=None)
    assert why.sentence == "What follows “agreed” is undertaken."


def test_a_proposal_keeps_the_words_it_rests_on_and_how_its_date_was_counted(read):
    why = why_of(the(read, "meeting"), TEXT, so_far=None)
    told = {str(ground.role): (ground.words, ground.how) for ground in why.grounds}
    assert told["rests on"] == ("met", "")
    assert told["date"] == ("on 3 June", "counted from the day of publication")


def test_a_card_tells_the_rule_and_its_words(read):
    card = card_of(the(read, "commitment"))
    assert "What follows “agreed” is undertaken." in card
    assert "by the end of 2021 (as its words say; the last day of what is named)" in card


def test_a_card_tells_them_in_russian(read):
    card = card_of(the(read, "commitment"), language="ru")
    assert "После «agreed» сказано, к чему обязуются." in card
    assert "последний день названного" in card


def test_a_card_tells_how_often_its_rule_was_right_so_far(clerk):
    for number in range(2):
        run = make_run(clerk, f"Turkmenistan {number}", [TURKMENISTAN])
        accept_proposal(clerk, proposal=the(run, "party"), revision=1)
    other = make_run(clerk, "Turkmenistan again", [TURKMENISTAN])
    reject_proposal(clerk, proposal=the(other, "party"), reason="only a place", revision=1)
    now = make_run(clerk, "Turkmenistan now", [TURKMENISTAN])
    assert "so far: 2 accepted, 0 changed, 1 rejected." in card_of(the(now, "party"))


def test_a_card_says_where_nothing_was_decided_yet(read):
    assert "Nothing that this rule found was decided so far." in card_of(the(read, "party"))


def test_what_a_language_model_proposed_is_marked_as_its(clerk):
    run = make_run(clerk, items=[("party", "Turkmenistan", {"rule": "model: small", "name": "T"})])
    card = card_of(the(run, "party"))
    assert "Party language model" in card
    assert "A language model proposed it: small." in card


def test_a_rule_that_nobody_named_is_told_by_its_name():
    assert sentence_of_rule("an old rule") == "The rule is called “an old rule”."
