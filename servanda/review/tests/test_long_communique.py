"""The review of a communique of two thousand words: what it costs, and how it goes on."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from servanda.registers.tests.factories import person
from servanda.review.actions import accept_all, accept_proposal
from servanda.review.tests.communique import TEXT, read_communique

pytestmark = pytest.mark.django_db

FETCHED = re.compile(r'<(?:link rel="stylesheet"|script)[^>]* (?:href|src)="/static/([^"]+)"')
QUERIES_AT_MOST, BYTES_AT_MOST = 25, 60 * 1024
WORDS, PROPOSALS = 2000, 60


@pytest.fixture
def client(clerk) -> Client:
    client = Client()
    client.force_login(person(clerk.desk.register, "editor"))
    return client


def address(run) -> str:
    return reverse("review", kwargs={"slug": run.register.slug, "uuid": run.version.uuid})


def test_it_has_two_thousand_words_and_says_that_it_is_invented(clerk):
    assert len(TEXT.split()) >= WORDS
    assert "invented" in TEXT
    assert read_communique(clerk).proposals.count() >= PROPOSALS


def test_its_review_keeps_within_what_a_page_may_ask_and_send(client, clerk):
    run = read_communique(clerk)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address(run)).content
    files = [Path(str(finders.find(name))) for name in FETCHED.findall(page.decode())]
    sent = sum(len(gzip.compress(b)) for b in [page, *(file.read_bytes() for file in files)])
    assert len(asked) <= QUERIES_AT_MOST
    assert sent <= BYTES_AT_MOST


def test_it_asks_no_more_where_some_of_each_kind_are_decided_and_some_open(client, clerk):
    run = read_communique(clerk)
    for kind in ("party", "body", "person", "instrument", "meeting", "commitment"):
        proposal = run.proposals.filter(kind=kind).open()[0]
        accept_proposal(clerk, proposal=proposal, revision=proposal.revision)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address(run)).content.decode()
    assert page.count("Take it back") >= 6
    assert page.count("data-open") > 50
    assert len(asked) <= QUERIES_AT_MOST


def test_it_costs_no_more_once_everything_is_decided(client, clerk):
    run = read_communique(clerk)
    accept_all(clerk, run=run, kind="commitment")
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address(run)).content
    assert len(asked) <= QUERIES_AT_MOST
    assert len(gzip.compress(page)) <= BYTES_AT_MOST
